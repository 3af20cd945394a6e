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

const ar: OpeningWords = {
  opening: 'جارٍ فتح المحادثة',
  notReachable: 'يتعذّر فتح المحادثة الآن. يُرجى المحاولة بعد قليل.',
}

const TABLES: Readonly<Record<Language, OpeningWords>> = { en, zh, ar }

export const openingWords = (language: Language): OpeningWords => TABLES[language]
