import type { Language, MessageId } from '@foyer/sdk/protocol'
import { Icon } from '../../chat-window/parts/icon.tsx'
import type { MessageItem } from '../../chat-window/parts/message-row.tsx'
import { Reason } from '../../chat-window/parts/reason.tsx'
import { circleAlert, pencil, rotate } from '../../icons/index.ts'
import type { PartWords } from '../../shell/words/index.ts'
import { dress } from '../dress.ts'

const dressRefused = dress(`
.message-refused{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:0 4px;max-inline-size:100%}
.message-refused .message-status{inline-size:100%;justify-content:flex-end;color:var(--negative);display:block;text-align:end}
.message-refused .message-status .icon{display:inline-block;vertical-align:-2px}
`)

interface RefusedProps {
  readonly item: MessageItem
  readonly words: PartWords
  readonly language: Language
  onRetry(id: MessageId): void
  onEdit(id: MessageId): void
}

/** Why a message was not sent, and the two ways on (CW-7). */
export const Refused = ({ item, words, language, onRetry, onEdit }: RefusedProps) => (
  <div class="message-refused" ref={dressRefused}>
    <p class="message-status">
      <Icon path={circleAlert} size={14} /> <b>{words.status.failed}</b>
      {item.failure && (
        <>
          {' · '}
          <Reason code={item.failure.code} message={item.failure.message} words={words} language={language} />
        </>
      )}
    </p>
    <button type="button" class="button-plain" onClick={() => onRetry(item.id)}>
      <Icon path={rotate} size={14} /> {words.retry}
    </button>
    <button type="button" class="button-plain" onClick={() => onEdit(item.id)}>
      <Icon path={pencil} size={14} /> {words.edit}
    </button>
  </div>
)
