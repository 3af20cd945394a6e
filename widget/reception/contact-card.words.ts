import type { Language } from '@foyer/sdk/protocol'

/** What only a contact card says, in all languages: it comes with a click, and no other component pays for these. */
export const CODE_WORDS: Readonly<Record<Language, { /** Alternative text of the picture of a QR code. */ code: string; /** The line below it. */ scan: string }>> = {
  en: { code: 'QR code', scan: 'Scan the code with your phone' },
  zh: { code: '二维码', scan: '用手机扫描二维码' },
  ar: { code: 'رمز الاستجابة السريعة', scan: 'امسح الرمز بهاتفك' },
}
