import type { Part, TextPart } from '@foyer/sdk/protocol'
import { isEmojiOnly } from './emoji-only.ts'
import { linkify } from './linkify.ts'
import type { Piece } from './linkify.ts'

/** A part never changes, so what is found in it is found once. */
const known = new WeakMap<Part, readonly Piece[]>()

function piecesOf(part: TextPart): readonly Piece[] {
  const pieces = known.get(part) ?? linkify(part.text)
  known.set(part, pieces)
  return pieces
}

interface MessageTextProps {
  readonly parts: readonly Part[]
  /** Said of a part of a kind that this version does not know. */
  readonly cannotShow: string
}

/**
 * What a message says: text nodes and links, each paragraph in its own direction. A message of a few emoji and nothing
 * else is shown large.
 */
export function MessageText({ parts, cannotShow }: MessageTextProps) {
  const [only] = parts
  const isLarge = parts.length === 1 && only?.type === 'text' && isEmojiOnly(only.text)
  return (
    <div class={isLarge ? 'message-text message-large' : 'message-text'} dir="auto">
      {parts.map((part) => (part.type === 'text' ? piecesOf(part).map(show) : <em>{cannotShow}</em>))}
    </div>
  )
}

const show = (piece: Piece) =>
  piece.type === 'text' ? (
    piece.text
  ) : (
    <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
      {piece.text}
    </a>
  )
