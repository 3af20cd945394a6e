/**
 * Chooses a colleague or a group who could take over, and says a word to the visitor and one to who takes over (AL-14). Who
 * is asked first, the workspace says; owner and administrators give away without asking.
 */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { LIMITS } from '@foyer/sdk/protocol'
import type { AgentState, Failure, HandoverChoices, MemberId, Receiver, Result } from '@foyer/sdk/protocol'
import { Face } from './face.tsx'
import { formsCss } from './forms/forms.css.ts'
import { useSheet } from './forms/use-sheet.ts'
import { Icon } from './icons.tsx'
import { couldTakeOver } from './inbox.ts'
import { useSurroundings } from './surroundings.ts'

export interface HandOverProps {
  readonly visitor: string
  readonly agents: ReadonlyMap<MemberId, AgentState>
  /** Who holds it: nobody is handed over to themselves. */
  readonly holder: MemberId | undefined
  /** Somebody gives it away who does not hold it. */
  readonly isGiving: boolean
  loadChoices(): Promise<Result<HandoverChoices>>
  onChoose(to: Receiver, said: { readonly note: string; readonly brief: string }): Promise<Result<null>>
  onClose(): void
}

interface Choice {
  readonly key: string
  readonly to: Receiver
  readonly name: string
  readonly picture?: string | undefined
  readonly room: string
}

export function HandOver({ visitor, agents, holder, isGiving, loadChoices, onChoose, onClose }: HandOverProps) {
  const { words } = useSurroundings()
  useSheet(formsCss)
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [chosen, setChosen] = useState<string>()
  const [note, setNote] = useState('')
  const [brief, setBrief] = useState('')
  const [choices, setChoices] = useState<HandoverChoices>()
  const [failure, setFailure] = useState<Failure>()
  const [isBusy, setBusy] = useState(false)

  const able = couldTakeOver(agents.values(), holder)
  const colleagues = able.map((agent): Choice => ({
    key: agent.id,
    to: { kind: 'agent', agentId: agent.id },
    name: agent.name,
    picture: agent.avatar,
    room: words.handOverLoad(agent.current, agent.cap),
  }))
  const groups = (choices?.groups ?? []).flatMap((group): readonly Choice[] => {
    const others = group.agentIds.filter((agentId) => agentId !== holder)
    const receiving = able.filter((agent) => others.includes(agent.id)).length
    return receiving === 0 ? [] : [{ key: group.id, to: { kind: 'group', groupId: group.id }, name: group.name, room: words.handOverReceiving(receiving, others.length) }]
  })
  // Who goes away while one looks cannot be chosen any more.
  const to = [...colleagues, ...groups].find(({ key }) => key === chosen) ?? colleagues[0]
  const asks = isGiving ? 'nobody' : (choices?.asks ?? 'visitor')

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  useEffect(() => {
    let isThere = true
    void loadChoices().then((result) => {
      if (!isThere) return
      if (result.ok) setChoices(result.value)
      else setFailure(result)
    })
    return () => void (isThere = false)
  }, [])

  const choose = async () => {
    if (!to || isBusy) return
    setBusy(true)
    const result = await onChoose(to.to, { note: note.trim(), brief: brief.trim() })
    setBusy(false)
    if (result.ok) onClose()
    else setFailure(result)
  }
  const option = ({ key, name, picture, room, to: { kind } }: Choice) => (
    <label class="colleague" key={key}>
      <input type="radio" name={`${id}-to`} checked={key === to?.key} onChange={() => setChosen(key)} autofocus={key === to?.key} />
      {kind === 'agent' ? <Face name={name} picture={picture} size="small" /> : <Icon name="groups" />}
      <span class="colleague-name"><bdi>{name}</bdi></span>
      <span class="quiet">{room}</span>
    </label>
  )
  const field = (name: 'note' | 'brief', label: string, hint: string, value: string, onInput: (text: string) => void) => (
    <div class="field">
      <label class="field-label" for={`${id}-${name}`}>{label}<span class="quiet"> · {words.forms.optional}</span></label>
      <p class="field-hint" id={`${id}-${name}-hint`}>{hint}</p>
      <textarea class="input" id={`${id}-${name}`} aria-describedby={`${id}-${name}-hint`} rows={2} dir="auto" maxLength={LIMITS.comment} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </div>
  )

  return (
    <dialog class="sheet" ref={dialog} aria-labelledby={`${id}-title`} onCancel={(event) => { event.preventDefault(); onClose() }}>
      <form class="sheet-body" onSubmit={(event) => { event.preventDefault(); void choose() }}>
        <div>
          <h2 class="sheet-title" id={`${id}-title`}>{isGiving ? words.giveTitle : words.handOverTitle}</h2>
          <p class="quiet">{isGiving ? words.giveSays : asks === 'visitor' ? words.handOverSays(visitor) : asks === 'colleague' ? words.handOverSaysColleague : words.handOverSaysNow}</p>
        </div>
        {colleagues.length === 0 ? (
          <p class="list-empty quiet" role="status">{words.handOverNobody}</p>
        ) : (
          <>
            <fieldset class="colleagues">
              <legend class="field-label">{words.handOverTo}</legend>
              {colleagues.map(option)}
            </fieldset>
            {groups.length > 0 && (
              <fieldset class="colleagues">
                <legend class="field-label">{words.handOverGroups}</legend>
                {groups.map(option)}
              </fieldset>
            )}
            {!isGiving && field('note', words.handOverNote, words.handOverNoteSays, note, setNote)}
            {field('brief', words.handOverBrief, words.handOverBriefSays, brief, setBrief)}
          </>
        )}
        <div class="sheet-foot">
          <div role="alert">{failure && <p class="problem"><Icon name="problem" size={16} /> <span>{words.errors[failure.code].join(' ')}</span></p>}</div>
          <div class="question-actions">
            <button type="button" class="button" onClick={onClose}>{words.cancel}</button>
            {to && <button type="submit" class="button is-main" aria-disabled={isBusy}>{isGiving ? words.give : asks === 'visitor' ? words.handOverAsk : asks === 'colleague' ? words.handOverAskColleague : words.handOverNow}</button>}
          </div>
        </div>
      </form>
    </dialog>
  )
}
