import type { Words } from '../en.ts'

/** Why a conversation was given to whom, or waits, in Simplified Chinese (AL-15, AL-17). */
export const reasonsZh: Words['reasons'] = {
  noOpenConversation: '访客没有进行中的会话。',
  cameByItself: '访客不经组件来访，工作区设置为等候，直到有客服接起。',

  wanted: '指定的客服',
  owner: '客户的归属人',
  last: (hours) => `最近 ${hours} 小时内接待过访客的客服`,
  oneAble: (who, current, cap) => `${who}可以接待且未达上限：${current}/${cap}。`,
  oneFull: (who, current, cap) => `${who}已达接待上限：${current}/${cap}。`,
  oneUnable: {
    'offline': (who) => `${who}不在线。`,
    'not-accepting': (who) => `${who}未接待新访客。`,
    'outside-hours': (who) => `${who}不在工作时间内。`,
    'left': (who) => `${who}正是会话要离开的人。`,
    'gone': (who) => `${who}不再接待。`,
  },
  oneLacks: (who, skills) => `${who}没有所需的技能：${skills}。`,
  noOwner: '访客的客户没有归属人，或访客未关联客户。',
  ownerNotFirst: '客户有归属人，但接待组未设置归属人优先。',
  memoryOff: '未查看上次接待的客服：该设置已关闭。',
  noneRemembered: (hours) => `最近 ${hours} 小时内，组内没有客服接待过访客。`,

  best: (able, won) => `${able}；${won}。`,
  ableOf: {
    group: (n) => `组内有 ${n} 位客服可以接待且未达上限`,
    emergency: (n) => `有 ${n} 位应急客服可以接待`,
  },
  figureOf: {
    'idle-rate': (percent) => `空闲率最高（${percent}%）`,
    'number': (conversations) => `会话数最少（${conversations} 个）`,
  },
  byFigure: (figure) => `按${figure}选出`,
  byWait: (level, figure) => `${level} 位并列${figure}，选出距上次分配最久的一位`,
  byId: (level, figure, longest) => `${level} 位并列${figure}，其中 ${longest} 位距上次分配同样最久，选出成员编号较小的一位`,
  noneOf: {
    group: (agents, figures) => `组内没有人可以接待：共 ${agents} 位客服，${figures}。`,
    emergency: (agents, figures) => `没有应急客服可以接待：共 ${agents} 位，${figures}。`,
  },
  comma: '，',
  online: (n) => `在线 ${n} 位`,
  accepting: (n) => `其中正在接待 ${n} 位`,
  within: (n) => `其中在工作时间内 ${n} 位`,
  skilled: (n) => `其中具备所需技能 ${n} 位`,
  noneUnderCap: '其中未达上限 0 位',
  groupEmpty: '接待组里没有可接待的客服。',
  groupLeft: '接待组里除了会话要离开的人，没有其他客服。',
  noEmergency: '没有设置应急客服。',

  waits: '没有人可以接待，工作区设置为让访客排队。',
  takesMessage: '没有人可以接待，工作区设置为留言。',
  nobodyEver: '接待组里没有任何能接待的客服，会话继续等候。',
  lotOnline: (among) => `没有人可以接待；从 ${among} 位在线客服中随机选出。`,
  lotOffline: (among) => `没有人在线；从 ${among} 位客服中随机选出，并发送其离线问候语。`,
  othersFirst: (waiting) => `组内还有 ${waiting} 个会话排在前面，空出的位置暂不分配给它。`,

  overdue: (minutes) => `访客等待回复超过 ${minutes} 分钟，会话转给其他客服。`,
  stays: {
    'owner-holds': '由客户的归属人接待。',
    'alone': '组内只有接待它的客服一人。',
    'moved-from-all': '会话已从组内其他所有客服处转出过。',
    'nobody-else': '组内没有其他人能接手。',
  },
  agentGone: '接待它的客服已离开，重新分配。',
  agentDisabled: '接待它的客服的账号已停用，重新分配。',

  handedOver: '由原来的客服转接。',
  handedOverWith: {
    visitor: '由原来的客服转接，访客已同意。',
    colleague: '由原来的客服转接，同事已同意。',
  },
  takenOver: '由有权接管任何会话的人接管。',
  given: '由有权指派任何会话的人交给这位客服。',
  taken: '客服通过回复，从等候的会话中接起。',
  begun: '客服在上一个会话结束后给访客写了消息。',
  approached: '客服主动给网站上的访客写了消息。',
}
