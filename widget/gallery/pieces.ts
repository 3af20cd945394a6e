/**
 * Everything that a visitor can see, piece by piece: for looking at side by side (`npm run gallery`) and for the test that
 * all of it is accessible. What is built later adds itself by one line in {@link PIECES}.
 */
import type { Language } from '@foyer/sdk/protocol'
import { mountPreview } from '../chat-window/preview/preview.ts'
import { STATES } from '../chat-window/preview/states.ts'

export interface PieceSetting {
  readonly language: Language
  readonly scheme: 'light' | 'dark'
}

export interface Piece {
  /** Also its address in the gallery: small letters and hyphens. */
  readonly name: string
  readonly area: 'Reception' | 'Chat window'
  /** Of the page that it is shown on, in CSS pixels. */
  readonly height: number
  /** Puts it on a page. Resolves when all of it is there, with what takes it away. */
  show(host: HTMLElement, setting: PieceSetting): Promise<() => void>
}

export const ACCENT = '#1b6b80'

const windowPieces: readonly Piece[] = STATES.map(({ name }) => ({
  name: `window-${name}`,
  area: 'Chat window',
  height: 740,
  async show(host, { language, scheme }) {
    const { window: chat } = mountPreview(host, { state: name, language, theme: { accent: ACCENT, scheme } })
    return () => chat.destroy()
  },
}))

export const PIECES: readonly Piece[] = [...windowPieces]
