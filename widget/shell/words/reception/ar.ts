import type { ReceptionWords } from './en.ts'

export const words: ReceptionWords = {
  unread: (name, count) => `${name}، ${newMessages(count)}`,
  newWindow: (name) => `${name}، يُفتح في نافذة جديدة`,
  leaveMessage: 'اترك رسالة',
  close: 'إغلاق',
  code: 'رمز الاستجابة السريعة',
  scan: 'امسح الرمز بهاتفك',
  act: { 'web-chat': 'ابدأ المحادثة', 'messenger': 'راسلنا', 'phone': 'اتصل بنا', 'follow': 'تابعنا', 'group': 'انضم إلينا', 'member': 'تواصل معنا' },
}

/** The six forms of Arabic, spelt out: one word table is not worth a plural table before the first click. */
function newMessages(count: number): string {
  if (count === 1) return 'رسالة جديدة واحدة'
  if (count === 2) return 'رسالتان جديدتان'
  const rest = count % 100
  return rest > 2 && rest < 11 ? `${count} رسائل جديدة` : `${count} رسالة جديدة`
}
