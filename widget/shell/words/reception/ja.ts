import type { ReceptionWords } from './en.ts'

export const words: ReceptionWords = {
  unread: (name, count) => `${name}、新着${count}件`,
  newWindow: (name) => `${name}、別ウィンドウで開きます`,
  leaveMessage: 'メッセージを残す',
  close: '閉じる',
  act: { 'web-chat': 'チャットする', 'messenger': 'メッセージを送る', 'phone': '電話する', 'follow': 'フォローする', 'group': '参加する', 'member': '連絡する' },
}
