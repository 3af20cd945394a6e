/** What is being put together, as the visitor will see it: by the window's own views, to be looked at and not used. */
import { useMemo } from 'preact/hooks'
import type { MessageId, Part } from '@foyer/sdk/protocol'
import type { MessageItem } from '@foyer/widget/chat-window/parts/message-row.tsx'
import { MessageText } from '@foyer/widget/chat-window/parts/message-text.tsx'
import type { PartPort } from '@foyer/widget/chat-window/parts/part-port.ts'
import type { Format } from '@foyer/widget/words'
import { useSurroundings } from '../surroundings.ts'

const nowhere: PartPort['links'] = async () => []

export function MessagePreview({ parts, format, links = nowhere }: { readonly parts: readonly Part[]; readonly format: Format; readonly links?: PartPort['links'] }) {
  const { words, language } = useSurroundings()
  const port = useMemo<PartPort>(() => ({ language, format, server: '', links, answer: () => undefined, answerTo: () => undefined }), [language, format, links])
  const item: MessageItem = { kind: 'message', key: 'preview', id: 'preview' as MessageId, from: { kind: 'machine' }, isOwn: false, parts, at: 0, isFirstOfGroup: true, isLastOfGroup: true }
  return (
    <figure class="insert-preview">
      <figcaption class="field-label">{words.insertPreview}</figcaption>
      <div class="insert-window" inert>
        {parts.length > 0 && (
          <div class="message message-first message-last">
            <div class="message-line">
              <div class="message-bubble"><MessageText item={item} words={words.parts} port={port} /></div>
            </div>
          </div>
        )}
      </div>
    </figure>
  )
}
