import type { Language } from '@foyer/sdk/protocol'

/** What only an invitation says, in all languages: few pages show one, and no other component pays for these. */
export const INVITATION_WORDS: Readonly<Record<Language, { /** The button that puts it off. */ later: string; /** Closes it for good. */ decline: string }>> = {
  en: { later: 'Later', decline: 'No, thank you' },
  zh: { later: '稍后再说', decline: '不用了，谢谢' },
  de: { later: 'Später', decline: 'Nein, danke' },
  es: { later: 'Más tarde', decline: 'No, gracias' },
  fr: { later: 'Plus tard', decline: 'Non, merci' },
  ja: { later: 'あとで', decline: '今はいりません' },
  ar: { later: 'لاحقًا', decline: 'لا، شكرًا' },
}
