/** Nobody is there (CW-13): when somebody will be, and how the visitor can be reached until then. */
import { Component, createRef } from 'preact'
import { nextOpening } from '@foyer/sdk/protocol'
import type { ContactDetails, FieldKind, FormField, Result, VisitorSelf, WorkingHours } from '@foyer/sdk/protocol'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { check } from '../../icons/index.ts'
import type { ExtrasWords, Format } from '../../shell/words/index.ts'
import { dressCards } from '../cards-css.ts'
import { Fields } from '../fields.tsx'
import { Trouble } from '../trouble.tsx'

interface AwayProps {
  readonly hours: WorkingHours | undefined
  readonly now: number
  readonly format: Format
  readonly words: ExtrasWords
  readonly me: VisitorSelf | undefined
  /** Whether to ask for a way to answer: the form before the chat may do that already. */
  readonly asks: boolean
  /** How the answer will come, in one sentence. */
  readonly reach: string
  errorOf(code: string, message: string): string
  onDetails(details: ContactDetails): Promise<Result<VisitorSelf>>
  /** Said to those who do not see it. */
  onSay(sentence: string): void
}

interface AwayState {
  /** One that is known is changed. */
  readonly isChanging: boolean
  readonly isBusy: boolean
  readonly trouble?: string | undefined
}

const FIELDS: readonly FormField[] = [
  { kind: 'email', label: '', isRequired: false },
  { kind: 'phone', label: '', isRequired: false },
]

export class Away extends Component<AwayProps, AwayState> {
  override state: AwayState = { isChanging: false, isBusy: false }
  #fields = createRef<Fields>()
  #change = createRef<HTMLButtonElement>()

  #save = async () => {
    const { errorOf, onDetails, onSay } = this.props
    const filled = this.#fields.current?.read()
    if (!filled || this.state.isBusy) return
    const valueOf = (kind: FieldKind) => filled.answers.find((answer) => answer.kind === kind)?.value
    const [email, phone] = [valueOf('email'), valueOf('phone')]
    if (!email && !phone) return this.#fields.current?.focus()
    this.setState({ isBusy: true, trouble: undefined })
    const result = await onDetails({ ...(email && { email }), ...(phone && { phone }) })
    const trouble = result.ok ? undefined : errorOf(result.code, result.message)
    this.setState({ isBusy: false, isChanging: !result.ok, trouble }, () => result.ok && this.#change.current?.focus())
    if (result.ok) onSay(this.#noted(result.value))
  }

  #noted({ email, phone }: VisitorSelf): string {
    const { reach, words } = this.props
    // One to whom nothing can be mailed is told that what they gave is there.
    return email && reach.includes(email) ? reach : words.away.noted([email, phone].filter(Boolean).join(', '))
  }

  override render({ hours, now, format, words, me, asks, reach }: AwayProps, { isChanging, isBusy, trouble }: AwayState) {
    const opening = hours && nextOpening(hours, now)
    const isKnown = Boolean(me?.email || me?.phone)
    return (
      <div class="card away" role="group" aria-label={words.away.reach} ref={dressCards}>
        {opening !== undefined && <h3>{backWords(opening, now, format, words)}</h3>}
        {isKnown && !isChanging ? (
          <>
            <p class="card-done">
              <Icon path={check} size={16} /> <span>{this.#noted(me as VisitorSelf)}</span>
            </p>
            <div class="card-actions">
              <button type="button" class="button" ref={this.#change} onClick={() => this.setState({ isChanging: true }, () => this.#fields.current?.focus())}>
                {words.away.change}
              </button>
            </div>
          </>
        ) : asks ? (
          <>
            <p>{words.away.reach}</p>
            <Fields ref={this.#fields} fields={FIELDS} known={{ email: me?.email, phone: me?.phone }} words={words} onEnter={this.#save} />
            <Trouble>{trouble}</Trouble>
            <div class="card-actions">
              <button type="button" class="button button-main" aria-disabled={isBusy} onClick={this.#save}>
                {words.away.save}
              </button>
            </div>
          </>
        ) : (
          <p>{reach}</p>
        )}
      </div>
    )
  }
}

const DAY_MS = 86_400_000

/** When somebody is back, in the visitor's own calendar. */
function backWords(opening: number, now: number, format: Format, { away }: ExtrasWords): string {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)
  const days = Math.round((midnight(opening) - midnight(now)) / DAY_MS)
  const time = format.time(opening)
  if (days < 1) return away.backToday(time)
  return days === 1 ? away.backTomorrow(time) : away.backOn(format.dayAhead(opening), time)
}
