/** The words of what is fetched on first use, in Simplified Chinese. */
import { plural } from '../words.ts'
import type { ExtrasWords } from './types.ts'
import { tools } from './tools/zh.ts'

export const zh: ExtrasWords = {
  ...tools,

  menu: { end: '结束对话', endQuestion: '要结束本次对话吗？', endConfirm: '结束', endCancel: '继续聊', popup: '在独立窗口中打开', sound: '新消息提示音', notices: '桌面通知', enter: '按 Enter 发送', rate: '评价本次对话', transcript: '获取聊天记录', data: '您的数据', close: '关闭' },
  noticesDenied: '此页面的通知已被浏览器阻止。请先在浏览器设置中允许通知，再回到这里开启。',
  transcript: { about: '这里的全部对话内容，以文本形式保存。', download: '下载到本机', address: '电子邮箱', mail: '发送到邮箱', sent: (address) => `已发送至 ${address}，请留意查收。` },
  data: {
    about: '您在这里写下的内容，以及我们掌握的您的信息，都属于您：可以下载一份，也可以要求删除。',
    give: '下载我的数据',
    erase: '删除我的数据',
    question: '要永久删除您的全部消息、文件和资料吗？删除后无法恢复。',
    confirm: '全部删除',
    cancel: '保留数据',
  },

  form: {
    title: '开始之前',
    fields: { name: '您的姓名', email: '您的邮箱', phone: '您的电话' },
    optional: (label) => `${label}（选填）`,
    choose: '请选择',
    missing: '请填写此项。',
    badEmail: '这不像是有效的邮箱地址。',
    badPhone: '这不像是有效的电话号码。',
    tick: '请先勾选此项再继续。',
    more: '了解详情',
    submit: '提交',
    answered: '您的回答已提交',
  },

  reachHere: '我们的回复会在这里等您。',
  reachMail: (address) => `我们的回复会在这里等您，并发送邮件至 ${address}。`,
  away: {
    backToday: (time) => `我们今天 ${time} 回来。`,
    backTomorrow: (time) => `我们明天 ${time} 回来。`,
    backOn: (day, time) => `我们${day} ${time} 回来。`,
    reach: '我们如何联系您？',
    save: '保存',
    noted: (details) => `已记下 ${details}。我们的回复会在这里等您。`,
    change: '修改联系方式',
  },

  queue: {
    next: '下一位就是您',
    place: plural('zh', { other: '您排在第 # 位' }),
    minutes: plural('zh', { other: '大约还需 # 分钟' }),
    soon: '还需不到一分钟',
    hint: '等待时可以继续写消息。',
    leave: '改为留言',
    giveUp: '不再等待',
  },

  survey: {
    question: '您对本次对话满意吗？',
    steps: { 1: '很不满意', 2: '不太满意', 3: '一般', 4: '满意', 5: '非常满意' },
    comment: '还有什么想告诉我们的？（选填）',
    commentNeeded: '您想告诉我们什么？',
    commentMissing: '请简单说明哪里不好。',
    reasons: '原因是？',
    submit: '提交评价',
    later: '以后再说',
    thanks: '感谢您的评价！',
    change: '修改评价',
  },

  transfer: { question: (name) => `接下来由${name}为您服务，可以吗？`, accept: '可以', decline: '不用了，谢谢' },

  // The menu of the workspace (MN-1)
  items: { label: '菜单', newTab: '（在新标签页中打开）' },

  choices: { label: '快捷回复', chosen: (label) => `已选择：${label}` },
  cards: { label: '卡片', previous: '上一张卡片', next: '下一张卡片' },
  contact: { call: (name) => `致电${name}`, mail: (name) => `给${name}发邮件`, open: (name) => `打开${name}的主页` },

  errors: {
    not_reachable: '刚才没有成功，请稍后再试。',
    bad_email: '请检查邮箱地址。',
    bad_phone: '请检查电话号码。',
    proof_needed: '您已登录本网站，请在您的账户中修改。',
    file_gone: '这条消息中的一个文件已经不在了。请编辑消息并重新选择文件。',
    form_gone: '已无法回答此项，请直接写给我们。',
    reason_gone: '问卷内容已更新，请核对后重新提交。',
    survey_closed: '本次对话已无法评价，请直接写给我们。',
    transfer_over: '此事已经处理好了。',
    invitation_over: '这次邀请已结束，请直接给我们留言。',
    mail_unavailable: '暂时无法发送邮件，您可以改为下载。',
    invalid_input: '无法识别这项内容。',
    too_large: '一次发送的内容太多，请分几次发送。',
    unknown_site: '此页面暂时无法使用对话。',
    origin_refused: '此页面目前无法使用对话。',
    not_allowed: '这里无法进行此操作。',
    not_found: '内容已不存在。',
    conversation_ended: '本次对话已结束。再写一条消息即可开始新的对话。',
    visitor_blocked: '暂时无法使用此对话，请通过其他方式联系我们。',
  },
}
