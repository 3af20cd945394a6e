/** The words of what stands on a page before the first click. All languages together: they are few. */
import type { Language } from '@foyer/sdk/protocol'
import type { Words } from './words.ts'

const en = {
  /** What a screen reader says of a component. `name` is its shown name. */
  launcher: (name: string, unread: number) => (unread ? `${name}, ${unread === 1 ? '1 new message' : `${unread} new messages`}` : name),
}

export type ReceptionWords = Words<typeof en>

const zh: ReceptionWords = {
  launcher: (name, unread) => (unread ? `${name}，${unread} 条新消息` : name),
}

const ar: ReceptionWords = {
  launcher: (name, unread) => (unread ? `${name}، ${newMessages(unread)}` : name),
}

/** The six forms of Arabic, spelt out: one word table is not worth a plural table before the first click. */
function newMessages(count: number): string {
  if (count === 1) return 'رسالة جديدة واحدة'
  if (count === 2) return 'رسالتان جديدتان'
  const rest = count % 100
  return rest > 2 && rest < 11 ? `${count} رسائل جديدة` : `${count} رسالة جديدة`
}

const TABLES: Readonly<Record<Language, ReceptionWords>> = { en, zh, ar }

export const receptionWords = (language: Language): ReceptionWords => TABLES[language]
