/** What an entry in the list of origins may look like while it is written; whether it is one, the server says. Pure. */

export type OriginComplaint = 'no-scheme' | 'has-path'

export function originComplaint(text: string): OriginComplaint | undefined {
  if (!/^https?:\/\//i.test(text)) return 'no-scheme'
  return /^https?:\/\/[^/?#]+\/?$/i.test(text) ? undefined : 'has-path'
}
