import type { ReceptionWords } from './en.ts'

export const words: ReceptionWords = {
  /** Said as a heading, which needs none of the six forms of a counted noun, and with the figure that is seen. */
  unread: (name, count) => `${name}، رسائل جديدة: ${count}`,
  newWindow: (name) => `${name}، يُفتح في نافذة جديدة`,
  leaveMessage: 'اترك رسالة',
  close: 'إغلاق',
  act: { 'web-chat': 'ابدأ المحادثة', 'messenger': 'راسلنا', 'phone': 'اتصل بنا', 'follow': 'تابعنا', 'group': 'انضم إلينا', 'member': 'تواصل معنا' },
}
