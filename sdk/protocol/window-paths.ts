import type { Language } from './site.ts'

/** What the window asks for by HTTP when it opens, and where its line and its popup are. As `TALK_PATHS`; apart, for a window needs no more of them. */
export const WINDOW_PATHS = {
  /** GET → `Result<WindowSettings>`, with the texts of one language. `&place=hosted`: with the menu of the hosted page (MN-1) */
  window: (key: string, language: Language): string => `/v1/sites/${encodeURIComponent(key)}/window?language=${language}`,
  /** Of the Socket.IO endpoint. */
  socket: '/v1/socket',
  /** The chat in a window of its own (CW-1), opened by a page of `opener`'s origin, which hands over who the visitor is. */
  popup: (key: string, opener: string, language: Language): string => `/chat/${encodeURIComponent(key)}?opener=${encodeURIComponent(opener)}&language=${language}`,
} as const
