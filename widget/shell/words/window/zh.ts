/** The words of the chat window in Simplified Chinese. */
import { plural } from '../words.ts'
import type { WindowWords } from './types.ts'

export const zh: WindowWords = {
  dialog: (company) => `与${company}对话`,
  close: '关闭对话窗口',
  more: '更多选项',
  loading: '正在加载您的消息',
  greeting: (company) => `欢迎来到${company}`,
  greetingText: '有什么可以帮您？给我们留言，我们会在这里回复您。',
  awayText: '现在没有人在线，我们回来后会尽快回复您。',

  about: (company) => `关于${company}`,
  idle: '很高兴为您服务',
  waiting: '很快会有人接待您',
  takingMessages: '请给我们留言',
  agentHere: '正在为您服务',
  agentAway: '暂时离开',

  assigned: (name) => `${name}正在接待您`,
  moved: (name) => `接下来由${name}为您服务`,
  queued: '目前咨询的人较多，已为您排队。您可以继续留言。',
  nobodyThere: '已收到您的消息，回复会在这里等您。',
  silenceWarning: (time) => `您还在吗？如果一直没有消息，本次对话将在 ${time} 结束。`,
  ended: {
    visitor: '您结束了对话',
    agent: '本次对话已结束',
    silence: '由于长时间没有消息，本次对话已结束',
  },
  rated: (score) => `您给本次对话打了 ${score} 分（满分 5 分）`,
  transferAsked: (name) => `${name}可以接着为您服务`,
  transferDeclined: '您没有同意转接',
  transferLapsed: '转接已取消',

  reconnecting: '正在重新连接…',
  offline: '网络暂时中断。您写的内容会保留，恢复后自动发送。',
  reload: '刷新页面',

  endedHint: '还有别的问题吗？直接写给我们就好。',
  startAgain: '重新开始',

  message: '您的消息',
  placeholder: '请输入消息…',
  typingSeen: '发送之前，我们就能看到您正在输入的内容。',
  send: '发送',
  attach: '添加附件',
  emoji: '表情',
  speak: '录制语音消息',
  drop: '松开即可添加',
  enterSends: '按 Enter 发送，按 Shift+Enter 换行。',
  enterBreaks: '按 Enter 换行，按 Ctrl+Enter 发送。',
  charactersLeft: plural('zh', { other: '还可输入 # 个字' }),
  charactersOver: plural('zh', { other: '超出 # 个字' }),

  messages: '消息',
  you: '您',
  machine: '自动回复',
  typing: (name) => `${name}正在输入`,
  loadingOlder: '正在加载更早的消息',
  newMessages: plural('zh', { other: '# 条新消息' }),
  toLatest: '回到最新消息',
  cannotShow: '此类消息无法在这里显示。',
  loadFailed: '这里未能加载。',
  status: {
    sending: '发送中',
    kept: '已保留，待发送',
    sent: '已发送',
    delivered: '已送达',
    read: '已读',
    failed: '未发送',
  },
  retry: '重试',
  edit: '编辑',

  errors: {
    invalid_message: '消息为空，或含有无法发送的字符。',
    message_too_long: '消息超过 4,000 个字符，请缩短或分几次发送。',
    client_outdated: '对话窗口已更新。请刷新页面后继续，您写的内容会保留。',
    unavailable: '暂时无法接收。您写的内容已保留，会自动发送。',
  },
}
