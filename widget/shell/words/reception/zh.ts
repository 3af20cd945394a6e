import type { ReceptionWords } from './en.ts'

export const words: ReceptionWords = {
  unread: (name, count) => `${name}，${count} 条新消息`,
  newWindow: (name) => `${name}，在新窗口中打开`,
  leaveMessage: '给我们留言',
  close: '关闭',
  act: { 'web-chat': '立即咨询', 'messenger': '发消息', 'phone': '拨打电话', 'follow': '关注我们', 'group': '加入群组', 'member': '联系我们' },
}
