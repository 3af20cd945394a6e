import type { Words } from '../words.ts'
import type { en } from './en.ts'

/** Every word of what is fetched on first use. */
export type ExtrasWords = Words<typeof en>
