/** The most emoji that are shown large; more of them are text. */
const MOST = 3

/** True for a message of one to three emoji and nothing else: it is shown large. */
export function isEmojiOnly(text: string): boolean {
  const bare = text.trim()
  // The longest emoji (a family with skin tones) has some 25 units; the bound also keeps the questions below cheap.
  if (bare.length === 0 || bare.length > 25 * MOST) return false
  if (!/^(?:\p{Extended_Pictographic}|\p{RI}|\p{EMod}|[\u{e0020}-\u{e007f} ]|\u200d|\ufe0f)+$/u.test(bare)) return false
  // What a joiner binds to the one before is part of it; a flag is two letters.
  const single = bare.replace(/\u200d\p{Extended_Pictographic}/gu, '')
  const count = (single.match(/\p{Extended_Pictographic}/gu)?.length ?? 0) + (single.match(/\p{RI}\p{RI}/gu)?.length ?? 0)
  return count > 0 && count <= MOST
}
