import type { Language } from '@foyer/sdk/protocol'

/** What only a contact card says, in all languages: it comes with a click, and no other component pays for these. */
export const CODE_WORDS: Readonly<Record<Language, { /** Alternative text of the picture of a QR code. */ code: string; /** The line below it. */ scan: string }>> = {
  en: { code: 'QR code', scan: 'Scan the code with your phone' },
  zh: { code: '二维码', scan: '用手机扫描二维码' },
  de: { code: 'QR-Code', scan: 'Scannen Sie den Code mit dem Handy' },
  es: { code: 'Código QR', scan: 'Escanee el código con el móvil' },
  fr: { code: 'Code QR', scan: 'Scannez le code avec votre téléphone' },
  ja: { code: 'QRコード', scan: 'スマートフォンで読み取ってください' },
  ar: { code: 'رمز الاستجابة السريعة', scan: 'امسح الرمز بهاتفك' },
}
