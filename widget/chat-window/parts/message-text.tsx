import { Component } from 'preact'
import type { Part, TextPart } from '@foyer/sdk/protocol'
import type { PartWords } from '../../shell/words/index.ts'
import { isEmojiOnly } from './emoji-only.ts'
import { createExtra, Later } from './later.tsx'
import type { linkify, Piece } from './linkify.ts'
import type { MessageItem } from './message-row.tsx'
import type { PartPort } from './part-port.ts'
import { Placeholder } from './placeholder.tsx'

/** What finds addresses and numbers, fetched with the first text in which there may be some. */
let find: typeof linkify | undefined
const MAY_HAVE_LINKS = /@|www\.|:\/\/|(\d\D{0,2}){7}/i

/** A part never changes, so what is found in it is found once. */
const known = new WeakMap<Part, readonly Piece[]>()

function piecesOf(part: TextPart, linksIn: typeof linkify): readonly Piece[] {
  const pieces = known.get(part) ?? linksIn(part.text)
  known.set(part, pieces)
  return pieces
}

/** A text with its links: as soon as they can be found, and as it is where that did not come. */
class TextView extends Component<{ readonly part: TextPart }> {
  #isGone = false

  override componentDidMount() {
    this.#look()
  }

  override componentDidUpdate() {
    this.#look()
  }

  override componentWillUnmount() {
    this.#isGone = true
  }

  #look() {
    if (find || !MAY_HAVE_LINKS.test(this.props.part.text)) return
    import('./linkify.ts').then(
      ({ linkify }) => {
        find = linkify
        if (!this.#isGone) this.forceUpdate()
      },
      // Another text asks again.
      () => undefined,
    )
  }

  override render({ part }: { readonly part: TextPart }) {
    return find && MAY_HAVE_LINKS.test(part.text) ? piecesOf(part, find).map(show) : part.text
  }
}

/** The views of everything but text. */
export const partViews = createExtra(() => import('../../extras/parts/index.tsx'))

interface MessageTextProps {
  readonly item: MessageItem
  readonly words: Pick<PartWords, 'cannotShow' | 'loadFailed' | 'retry'>
  /** Without it, only text is shown. */
  readonly port?: PartPort | undefined
}

/**
 * What a message says: text nodes and links, each paragraph in its own direction, and everything else by a view that is
 * fetched when the first such part is shown. A message of a few emoji and nothing else is shown large.
 */
export function MessageText({ item, words, port }: MessageTextProps) {
  const [only] = item.parts
  const isLarge = item.parts.length === 1 && only?.type === 'text' && isEmojiOnly(only.text)
  return item.parts.map((part) => {
    if (part.type === 'text' || part.type === 'choice') {
      return (
        <div class={isLarge ? 'message-text message-large' : 'message-text'} dir="auto">
          {part.type === 'text' ? <TextView part={part} /> : part.label}
        </div>
      )
    }
    return port && KINDS.includes(part.type) ? (
      <Later extra={partViews} language={port.language} words={words} placeholder={<Placeholder part={part} />}>
        {({ PartView }, more) => <PartView part={part} item={item} port={port} words={more} />}
      </Later>
    ) : (
      <div class="message-text">
        <em>{words.cannotShow}</em>
      </div>
    )
  })
}

/** Kinds that there is a view for. */
const KINDS: readonly Part['type'][] = ['file', 'location', 'choices', 'cards', 'contact', 'form', 'answers']

const show = (piece: Piece) =>
  piece.type === 'text' ? (
    piece.text
  ) : (
    <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
      {piece.text}
    </a>
  )
