/** Invites one visitor or many, with words of one's own (IV-7); says afterwards who was not invited, and why (IV-8). */
import { useEffect, useRef, useState } from 'preact/hooks'
import { INVITATION_BOUNDS, INVITED_AT_ONCE, VISITORS_API, displayUnits, failTalk } from '@foyer/sdk/protocol'
import type { Failure, InvitationsRecord, LiveVisitor, NotInvited } from '@foyer/sdk/protocol'
import type { DeskLink } from '../desk-link.ts'
import { TextField, refusalWords } from '../forms/index.ts'
import type { Problem } from '../forms/index.ts'
import { visitorName } from '../list-row.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { Sheet } from './sheet.tsx'
import { useVisitorsWords } from './use-words.ts'

const PLACEHOLDERS = ['{visitor}', '{page}', '{place}', '{agent}', '{company}'] as const

export interface InviteDialogProps {
  readonly visitors: readonly LiveVisitor[]
  readonly link: DeskLink
  /** What was said last, so that the next one need not be written anew. Absent: nothing yet, and the workspace says what to begin with. */
  readonly text: string | undefined
  onText(text: string): void
  /** `isDone`: invitations went out. */
  onClose(isDone: boolean): void
}

export function InviteDialog({ visitors, link, text: last, onText, onClose }: InviteDialogProps) {
  const { api } = useTools()
  const { words: desk, language } = useSurroundings()
  const words = useVisitorsWords()
  const [isBusy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<Problem>()
  const [problem, setProblem] = useState<string>()
  const [outcome, setOutcome] = useState<{ readonly invited: number; readonly not: readonly NotInvited[] }>()
  const field = useRef<HTMLDivElement>(null)
  const nameOf = (visitor: LiveVisitor | undefined) => (visitor ? visitorName(visitor, desk) : '')
  const count = visitors.length
  // Unknown, it keeps the field from being written in: it would come between two letters.
  const [first, setFirst] = useState<string>()
  const text = last ?? first
  useEffect(() => {
    let isOpen = true
    void api.get<InvitationsRecord>(VISITORS_API.invitations).then((answer) => {
      if (!isOpen) return
      setFirst((answer.ok && answer.value.manual.desktop.text) || words.inviteDefault)
      // Better known before one writes than after.
      if (answer.ok && !answer.value.manual.isOn) setProblem(refusalWords(failTalk('invitations_off'), desk, language))
    })
    return () => void (isOpen = false)
  }, [api])

  async function invite() {
    if (text === undefined) return
    const said = text.trim()
    const over = displayUnits(said) - INVITATION_BOUNDS.textUnits
    if (said === '' || over > 0) return setWrong({ at: '', sentence: over > 0 ? desk.forms.tooLong(over) : words.inviteEmpty })
    setBusy(true)
    setProblem(undefined)
    const not: NotInvited[] = []
    let [asked, failure]: [number, Failure | undefined] = [0, undefined]
    while (asked < count && !failure) {
      const some = visitors.slice(asked, asked + INVITED_AT_ONCE).map(({ id }) => id)
      const answer = await link.request('visitors:invite', { visitorIds: some, text: said })
      if (!answer.ok) failure = answer
      else {
        not.push(...answer.value)
        asked += some.length
      }
    }
    setBusy(false)
    if (failure) setProblem(refusalWords(failure, desk, language))
    // Refused from the start, there is nothing to tell but that.
    if (asked === 0) return
    if (!failure && not.length === 0) return onClose(true)
    setOutcome({ invited: asked - not.length, not })
  }

  const change = (next: string) => {
    setWrong(undefined)
    setProblem(undefined)
    onText(next)
  }
  const insert = (placeholder: string) => {
    const area = field.current?.querySelector('textarea')
    if (!area || area.readOnly) return
    area.focus()
    area.setRangeText(placeholder, area.selectionStart, area.selectionEnd, 'end')
    change(area.value)
  }

  return (
    <Sheet title={words.inviteTitle(count, nameOf(visitors[0]))} says={words.inviteSays} isBusy={isBusy || text === undefined} problem={problem} refused={wrong} onConfirm={() => void invite()} onClose={() => onClose(outcome !== undefined)}
      {...(outcome ? { close: words.done } : { confirm: isBusy ? words.inviting : words.inviteNow(count) })}>
      {outcome ? (
        <div class="invite-outcome" role="status">
          {outcome.invited > 0 && <p>{words.invited(outcome.invited)}</p>}
          {outcome.not.length > 0 && <p>{words.notInvited(outcome.not.length)}</p>}
          <ul>
            {outcome.not.map(({ visitorId, code, by = '' }) => (
              <li key={visitorId}><bdi>{nameOf(visitors.find(({ id }) => id === visitorId))}</bdi> <span class="quiet">{words.whyNot[code](by)}</span></li>
            ))}
          </ul>
        </div>
      ) : (
        <div class="invite-text" ref={field}>
          {count > 1 && <p class="invite-whom quiet" dir="auto">{visitors.slice(0, 5).map(nameOf).join(' · ')}{count > 5 && ` · +${count - 5}`}</p>}
          <TextField path="text" label={words.inviteText} hint={words.placeholdersSay} value={text ?? ''} problem={wrong} isReadOnly={text === undefined} lines={3} limit={INVITATION_BOUNDS.textUnits} onChange={change} />
          <div class="placeholders">
            {PLACEHOLDERS.map((placeholder) => (
              <button type="button" class="button" key={placeholder} aria-label={words.insert(placeholder)} onClick={() => insert(placeholder)}>{placeholder}</button>
            ))}
          </div>
        </div>
      )}
    </Sheet>
  )
}
