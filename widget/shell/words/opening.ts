/** The words of a window that is on its way. They come with the first sign that it is wanted. */
import type { Language } from '@foyer/sdk/protocol'
import type { Words } from './words.ts'

const en = {
  opening: 'Opening the chat',
  /** The window did not come. */
  notReachable: 'The chat cannot be reached. Please try again.',
}

export type OpeningWords = Words<typeof en>

const zh: OpeningWords = {
  opening: '正在打开对话',
  notReachable: '暂时无法打开对话，请重试。',
}

const de: OpeningWords = {
  opening: 'Der Chat wird geöffnet',
  notReachable: 'Der Chat ist nicht erreichbar. Bitte versuchen Sie es erneut.',
}

const es: OpeningWords = {
  opening: 'Abriendo el chat',
  notReachable: 'El chat no está disponible. Inténtelo de nuevo.',
}

const fr: OpeningWords = {
  opening: 'Ouverture du chat',
  notReachable: 'Le chat est injoignable. Réessayez.',
}

const ja: OpeningWords = {
  opening: 'チャットを開いています',
  notReachable: 'チャットに接続できません。もう一度お試しください。',
}

const ar: OpeningWords = {
  opening: 'جارٍ فتح المحادثة',
  notReachable: 'يتعذّر فتح المحادثة. يُرجى المحاولة مجددًا.',
}

const TABLES: Readonly<Record<Language, OpeningWords>> = { en, zh, de, es, fr, ja, ar }

export const openingWords = (language: Language): OpeningWords => TABLES[language]
