/** The words of a window that is on its way. They come with the first sign that it is wanted. */
import type { Language } from '@foyer/sdk/protocol'
import type { Words } from './words.ts'

const en = {
  opening: 'Opening the chat',
  /** The window did not come. */
  notReachable: 'The chat cannot be reached right now. Please try again in a moment.',
}

export type OpeningWords = Words<typeof en>

const zh: OpeningWords = {
  opening: '正在打开对话',
  notReachable: '暂时无法打开对话，请稍后再试。',
}

const de: OpeningWords = {
  opening: 'Der Chat wird geöffnet',
  notReachable: 'Der Chat ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
}

const es: OpeningWords = {
  opening: 'Abriendo el chat',
  notReachable: 'El chat no está disponible ahora. Inténtelo de nuevo en un momento.',
}

const fr: OpeningWords = {
  opening: 'Ouverture du chat',
  notReachable: 'Le chat est injoignable pour l’instant. Réessayez dans un moment.',
}

const ja: OpeningWords = {
  opening: 'チャットを開いています',
  notReachable: 'ただいまチャットに接続できません。少し時間をおいてもう一度お試しください。',
}

const ar: OpeningWords = {
  opening: 'جارٍ فتح المحادثة',
  notReachable: 'يتعذّر فتح المحادثة الآن. يُرجى المحاولة بعد قليل.',
}

const TABLES: Readonly<Record<Language, OpeningWords>> = { en, zh, de, es, fr, ja, ar }

export const openingWords = (language: Language): OpeningWords => TABLES[language]
