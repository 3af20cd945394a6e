/** Chooses a colleague who could take over, and says a word to the visitor, who is asked first (AL-14). */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { LIMITS } from '@foyer/sdk/protocol'
import type { AgentState, Failure, MemberId, Result } from '@foyer/sdk/protocol'
import { Face } from './face.tsx'
import { formsCss } from './forms/forms.css.ts'
import { useSheet } from './forms/use-sheet.ts'
import { Icon } from './icons.tsx'
import { couldTakeOver } from './inbox.ts'
import { useSurroundings } from './surroundings.ts'

export interface HandOverProps {
  readonly visitor: string
  readonly agents: ReadonlyMap<MemberId, AgentState>
  readonly me: MemberId | undefined
  onAsk(to: MemberId, note: string): Promise<Result<null>>
  onClose(): void
}

export function HandOver({ visitor, agents, me, onAsk, onClose }: HandOverProps) {
  const { words } = useSurroundings()
  useSheet(formsCss)
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [chosen, setChosen] = useState<MemberId>()
  const [note, setNote] = useState('')
  const [failure, setFailure] = useState<Failure>()
  const [isBusy, setBusy] = useState(false)
  const colleagues = couldTakeOver(agents.values(), me)
  // Who goes away while one looks cannot be asked any more.
  const to = colleagues.find((agent) => agent.id === chosen) ?? colleagues[0]

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  const ask = async () => {
    if (!to || isBusy) return
    setBusy(true)
    const result = await onAsk(to.id, note.trim())
    setBusy(false)
    if (result.ok) onClose()
    else setFailure(result)
  }

  return (
    <dialog class="sheet" ref={dialog} aria-labelledby={`${id}-title`} onCancel={(event) => { event.preventDefault(); onClose() }}>
      <form class="sheet-body" onSubmit={(event) => { event.preventDefault(); void ask() }}>
        <div>
          <h2 class="sheet-title" id={`${id}-title`}>{words.handOverTitle}</h2>
          <p class="quiet">{words.handOverSays(visitor)}</p>
        </div>
        {colleagues.length === 0 ? (
          <p class="list-empty quiet" role="status">{words.handOverNobody}</p>
        ) : (
          <>
            <fieldset class="colleagues">
              <legend class="field-label">{words.handOverTo}</legend>
              {colleagues.map((agent) => (
                <label class="colleague" key={agent.id}>
                  <input type="radio" name={`${id}-to`} checked={agent === to} onChange={() => setChosen(agent.id)} autofocus={agent === to} />
                  <Face name={agent.name} picture={agent.avatar} size="small" />
                  <span class="colleague-name" dir="auto">{agent.name}</span>
                  <span class="quiet">{words.handOverLoad(agent.current, agent.cap)}</span>
                </label>
              ))}
            </fieldset>
            <div class="field">
              <label class="field-label" for={`${id}-note`}>{words.handOverNote}<span class="quiet"> · {words.forms.optional}</span></label>
              <p class="field-hint" id={`${id}-hint`}>{words.handOverNoteSays}</p>
              <textarea class="input" id={`${id}-note`} aria-describedby={`${id}-hint`} rows={3} dir="auto" maxLength={LIMITS.comment} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
            </div>
          </>
        )}
        <div>
          <div role="alert">{failure && <p class="problem"><Icon name="problem" size={16} /> <span>{words.errors[failure.code].join(' ')}</span></p>}</div>
          <div class="question-actions">
            <button type="button" class="button" onClick={onClose}>{words.cancel}</button>
            {to && <button type="submit" class="button is-main" aria-disabled={isBusy}>{words.handOverAsk}</button>}
          </div>
        </div>
      </form>
    </dialog>
  )
}
