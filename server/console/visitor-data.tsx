/** What owners and administrators can do with all that is kept of a visitor: take it along for them, and delete it (CW-15). */
import { useState } from 'preact/hooks'
import { API } from '@foyer/sdk/protocol'
import type { Failure, InboxEntry } from '@foyer/sdk/protocol'
import { giveFile } from '@foyer/widget/extras/post.ts'
import { Confirm } from './forms/confirm.tsx'
import { formsCss } from './forms/forms.css.ts'
import { useSheet } from './forms/use-sheet.ts'
import { Icon } from './icons.tsx'
import { visitorName } from './list-row.tsx'
import { useTools } from './shell/tools.ts'
import { useSurroundings } from './surroundings.ts'

export interface VisitorDataProps {
  readonly entry: InboxEntry
  onDeleted(entry: InboxEntry): void
}

export function VisitorData({ entry, onDeleted }: VisitorDataProps) {
  const { words } = useSurroundings()
  const { api } = useTools()
  useSheet(formsCss)
  const [busy, setBusy] = useState<'exporting' | 'deleting'>()
  const [isAsking, setAsking] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const { visitor } = entry

  const give = async () => {
    if (busy) return
    setFailure(undefined)
    setBusy('exporting')
    const file = await api.file(API.visitorData(visitor.id))
    setBusy(undefined)
    if (file.ok) giveFile(file.value, `visitor-${visitor.number}.json`)
    else setFailure(file)
  }
  const erase = async () => {
    setAsking(false)
    setFailure(undefined)
    setBusy('deleting')
    const result = await api.delete<null>(API.visitor(visitor.id))
    setBusy(undefined)
    if (result.ok) onDeleted(entry)
    else setFailure(result)
  }

  return (
    <section class="facts visitor-data" aria-label={words.visitorData}>
      <div class="visitor-data-actions">
        <button type="button" class="button" aria-disabled={busy !== undefined} onClick={() => void give()}><Icon name="download" size={16} /> {busy === 'exporting' ? words.exporting : words.exportData}</button>
        <button type="button" class="button is-grave" aria-haspopup="dialog" aria-disabled={busy !== undefined} onClick={() => !busy && setAsking(true)}><Icon name="remove" size={16} /> {busy === 'deleting' ? words.deleting : words.deleteData}</button>
      </div>
      <div role="alert">{failure && <p class="problem"><Icon name="problem" size={16} /> <span>{words.errors[failure.code].join(' ')}</span></p>}</div>
      {isAsking && (
        <Confirm title={words.deleteTitle(visitorName(visitor, words))} confirm={words.deleteConfirm} cancel={words.deleteKeep} isGrave onConfirm={() => void erase()} onCancel={() => setAsking(false)}>
          <p>{words.deleteSays}</p>
          {entry.head.state.status !== 'ended' && <p>{words.deleteOpen}</p>}
        </Confirm>
      )}
    </section>
  )
}
