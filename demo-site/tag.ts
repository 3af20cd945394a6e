/**
 * The one line a site owner pastes. `tag.html` is that line as customers see it; every page here
 * loads the very same text, so a tag that does not work cannot be shown to anyone unnoticed.
 */
import { readFileSync } from 'node:fs'
import { fill } from './html.ts'
import type { Html } from './html.ts'

const TEMPLATE = readFileSync(new URL('./tag.html', import.meta.url), 'utf8').trim()

/** Whose tag it is. */
export interface TagOptions {
  /** Where the Foyer server is, without a slash at the end: `https://desk.example`. */
  serverOrigin: string
  /** The site's public key. */
  siteKey: string
  /** The nonce of this response, on pages whose policy asks for one. Default: none. */
  nonce?: string
}

/** The tag as markup, to be put into a page. */
export function tag({ serverOrigin, siteKey, nonce }: TagOptions): Html {
  const values = { server: serverOrigin, key: siteKey }
  if (nonce === undefined) return fill(TEMPLATE, values)
  return fill(TEMPLATE.replace('<script ', '<script nonce="{nonce}" '), { ...values, nonce })
}

/** The tag as text, to be shown and copied. */
export function tagText({ serverOrigin, siteKey }: Omit<TagOptions, 'nonce'>): string {
  return TEMPLATE.replace('{server}', () => serverOrigin).replace('{key}', () => siteKey)
}
