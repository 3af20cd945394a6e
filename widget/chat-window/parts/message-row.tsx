import { Component } from 'preact'
import type { MessageId } from '@foyer/sdk/protocol'
import type { MessageStatus, TimelineItem } from '@foyer/sdk/thread'
import { check, checkCheck, circleAlert, clock } from '../../icons/index.ts'
import type { Format, PartWords } from '../../shell/words/index.ts'
import { addressOf } from './address-of.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { isChanged } from './is-changed.ts'
import { Later } from './later.tsx'
import { MessageText, partViews } from './message-text.tsx'
import type { PartPort } from './part-port.ts'

export type MessageItem = Extract<TimelineItem, { kind: 'message' }>

interface MessageRowProps {
  readonly item: MessageItem
  readonly words: PartWords
  readonly format: Format
  /** The time to stand above it after a silence; else empty. */
  readonly gap: string
  /** The name to stand above it where the writer changes; else empty. */
  readonly name: string
  /** Who wrote it, for those who do not see on which side it stands. */
  readonly author: string
  readonly showsFace: boolean
  readonly server: string
  readonly showsStatus: boolean
  readonly isOffline: boolean
  readonly port: PartPort | undefined
  onRetry(id: MessageId): void
  onEdit(id: MessageId): void
}

const STATUS_ICONS: Readonly<Record<MessageStatus, string>> = { sending: clock, sent: check, delivered: checkCheck, read: checkCheck, failed: circleAlert }

/** Kinds of parts. */
const ASKING = /choices|cards|form/

/** One message with its writer, its time and how far it has come. A list moves often, its rows seldom: they are drawn again only if they change. */
export class MessageRow extends Component<MessageRowProps> {
  override shouldComponentUpdate(props: MessageRowProps) {
    // Whether a question was answered stands in another message, and how far a file has come in none.
    return isChanged(this.props, props) || props.item.status === 'sending' || props.item.parts.some(({ type }) => ASKING.test(type))
  }

  override render(props: MessageRowProps) {
    const { item, words, format, gap, name, author, showsFace, server, showsStatus, isOffline, port, onRetry, onEdit } = props
    const shape = `message${item.isOwn ? ' message-own' : ''}${item.isFirstOfGroup ? ' message-first' : ''}${item.isLastOfGroup ? ' message-last' : ''}`
    return (
      <div class={shape} data-key={item.key}>
        {gap && <p class="thread-note">{gap}</p>}
        {name && <p class="message-name">{name}</p>}
        <div class="message-line">
          {showsFace && item.isLastOfGroup && (
            <Avatar name={author} picture={item.from.kind === 'agent' ? addressOf(server, item.from.avatar) : undefined} size={28} />
          )}
          <div class={item.status === 'failed' ? 'message-bubble message-failed' : 'message-bubble'}>
            <span class="unseen">{author}: </span>
            <MessageText item={item} words={words} port={port} />
          </div>
          <time class="message-time" dateTime={new Date(item.at).toISOString()} title={format.full(item.at)}>
            {format.time(item.at)}
          </time>
        </div>
        {item.status === 'failed' && port ? (
          <Later extra={partViews} language={port.language} words={words} placeholder={<Status status="failed" word={words.status.failed} />}>
            {({ Refused }) => <Refused item={item} words={words} language={port.language} onRetry={onRetry} onEdit={onEdit} />}
          </Later>
        ) : (
          showsStatus && item.status && <Status key={item.status} status={item.status} word={words.status[item.status === 'sending' && isOffline ? 'kept' : item.status]} />
        )}
      </div>
    )
  }
}

/** Each status is an element of its own: a word that changes its width at the end of the line would count as a layout shift of the page. */
const Status = ({ status, word }: { readonly status: MessageStatus; readonly word: string }) => (
  <p class={`message-status message-${status}`}>
    {word} <Icon path={STATUS_ICONS[status]} size={14} />
  </p>
)
