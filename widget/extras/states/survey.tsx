/** How it was (CW-15, SV-2): stars, faces or thumbs, reasons of the step chosen, a comment, and a change of mind for as long as the answer counts. */
import { Component, createRef } from 'preact'
import { SURVEY_BOUNDS, displayUnits } from '@foyer/sdk/protocol'
import type { Result, SurveyAnswer, SurveyForm } from '@foyer/sdk/protocol'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { faces, star, thumb } from '../../icons/states.ts'
import { check } from '../../icons/index.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { dressCards } from '../cards-css.ts'
import { Trouble } from '../trouble.tsx'

export interface SurveyProps {
  readonly form: SurveyForm
  readonly words: ExtrasWords
  /** The answer that stands. */
  readonly given: Partial<SurveyAnswer>
  /** How often the visitor has asked for it: each time it takes the focus, and can be changed. */
  readonly turns: number
  errorOf(code: string, message: string): string
  onAnswer(answer: SurveyAnswer): Promise<Result<null>>
  /** Puts it aside. */
  onLater(): void
  onShown(): void
  /** Said to those who do not see it. */
  onSay(sentence: string): void
}

interface SurveyState {
  readonly score: number
  readonly reasons: readonly string[]
  readonly comment: string
  readonly isBusy: boolean
  readonly isDone: boolean
  readonly trouble?: string | undefined
}

type Step = keyof ExtrasWords['survey']['steps']
const STEPS: readonly Step[] = [1, 2, 3, 4, 5]
/** Thumbs down and up count as the worst and the best. */
const ENDS: readonly Step[] = [1, 5]
const CALLED = { 1: 2, 5: 4 } as const
/** Units before the end from which on they are counted aloud. */
const LAST_UNITS = 100
let made = 0

export class Survey extends Component<SurveyProps, SurveyState> {
  override state: SurveyState = { score: this.props.given.score ?? 0, reasons: this.props.given.reasons ?? [], comment: this.props.given.comment ?? '', isBusy: false, isDone: false }
  /** Radio buttons of one name belong together; two windows on a page do not. */
  #name = `survey-${++made}`
  #card = createRef<HTMLDivElement>()

  override componentDidMount() {
    const { words, turns, onShown, onSay } = this.props
    dressCards(this.#card.current)
    if (turns > 0) this.#focus()
    else onSay(words.survey.question)
    onShown()
  }

  override componentDidUpdate(before: SurveyProps) {
    if (before.turns !== this.props.turns) this.setState({ isDone: false }, this.#focus)
  }

  #focus = () => {
    const card = this.#card.current
    ;(card?.querySelector<HTMLElement>('input:checked') ?? card?.querySelector<HTMLElement>('input,button'))?.focus()
  }

  /** The workspace's word for a step, else the window's. */
  #word(step: Step): string {
    const { form: { look, steps }, words: { survey } } = this.props
    return steps[step - 1]?.word || survey.steps[look === 'thumbs' && (step === 1 || step === 5) ? CALLED[step] : step]
  }

  get #isCommentNeeded(): boolean {
    const { score } = this.state
    return score > 0 && score < this.props.form.comment.requiredBelow
  }

  #send = async () => {
    const { words, form, errorOf, onAnswer, onSay } = this.props
    const { score, comment } = this.state
    if (score === 0) return this.#focus()
    if (this.state.isBusy || displayUnits(comment) > SURVEY_BOUNDS.commentUnits) return
    const said = form.comment.isOffered ? comment.trim() : ''
    if (this.#isCommentNeeded && said === '') {
      this.setState({ trouble: words.survey.commentMissing })
      return this.#card.current?.querySelector('textarea')?.focus()
    }
    // What was set anew meanwhile may offer others.
    const reasons = this.state.reasons.filter((reason) => form.steps[score - 1]?.reasons.includes(reason))
    this.setState({ isBusy: true, trouble: undefined })
    const result = await onAnswer({ score, ...(reasons.length > 0 && { reasons }), ...(said && { comment: said }) })
    if (!result.ok) return this.setState({ isBusy: false, trouble: errorOf(result.code, result.message) })
    // What had the focus goes.
    this.setState({ isBusy: false, isDone: true }, this.#focus)
    onSay(form.thanks || words.survey.thanks)
  }

  #toggle(reason: string) {
    const { reasons } = this.state
    this.setState({ reasons: reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason] })
  }

  override render({ form, words, onLater }: SurveyProps, { score, reasons, comment, isBusy, isDone, trouble }: SurveyState) {
    const { survey } = words
    const { look } = form
    if (isDone) {
      return (
        <div class="card survey" ref={this.#card}>
          <h3 class="card-done" dir="auto">
            <Icon path={check} size={18} /> {form.thanks || survey.thanks}
          </h3>
          <div class="card-actions">
            <button type="button" class="button" onClick={() => this.setState({ isDone: false }, this.#focus)}>
              {survey.change}
            </button>
          </div>
        </div>
      )
    }
    const offered = form.steps[score - 1]?.reasons ?? []
    const units = displayUnits(comment)
    return (
      <div class="card survey" ref={this.#card}>
        <fieldset>
          <legend>{survey.question}</legend>
          <div class={`stars ${look}`}>
            {(look === 'thumbs' ? ENDS : STEPS).map((step, index) => {
              const isOn = look === 'stars' ? step <= score : step === score
              const path = look === 'stars' ? star : look === 'faces' ? faces[index]! : thumb
              return (
                <label key={step} class={`${isOn ? 'star-on' : ''}${look === 'thumbs' && step === 1 ? ' is-turned' : ''}`} title={this.#word(step)}>
                  <input
                    type="radio"
                    name={this.#name}
                    value={step}
                    checked={step === score}
                    aria-label={look === 'thumbs' ? this.#word(step) : `${this.#word(step)} (${step}/5)`}
                    onChange={() => this.setState({ score: step, reasons: [], trouble: undefined })}
                  />
                  <Icon path={path} size={30} />
                </label>
              )
            })}
          </div>
        </fieldset>
        <p class="stars-word" aria-hidden="true" dir="auto">
          {score > 0 && this.#word(score as Step)}
        </p>
        {offered.length > 0 && (
          <fieldset class="reasons">
            <legend class="field-label">{survey.reasons}</legend>
            {offered.map((reason) => (
              <label key={reason} dir="auto">
                <input type="checkbox" checked={reasons.includes(reason)} onChange={() => this.#toggle(reason)} />
                {reason}
              </label>
            ))}
          </fieldset>
        )}
        {score > 0 && form.comment.isOffered && (
          <label class="field">
            <span class="field-label">{this.#isCommentNeeded ? survey.commentNeeded : survey.comment}</span>
            <textarea
              rows={2}
              dir="auto"
              maxLength={SURVEY_BOUNDS.commentUnits}
              required={this.#isCommentNeeded}
              aria-invalid={trouble === survey.commentMissing || units > SURVEY_BOUNDS.commentUnits || undefined}
              value={comment}
              onInput={({ currentTarget }) => this.setState({ comment: currentTarget.value })}
            />
            {units > SURVEY_BOUNDS.commentUnits - LAST_UNITS && <p class="field-count">{`${units} / ${SURVEY_BOUNDS.commentUnits}`}</p>}
          </label>
        )}
        <Trouble>{trouble}</Trouble>
        <div class="card-actions">
          {score > 0 && (
            <button type="button" class="button button-main" aria-disabled={isBusy || units > SURVEY_BOUNDS.commentUnits} onClick={this.#send}>
              {survey.submit}
            </button>
          )}
          <button type="button" class="button" onClick={onLater}>
            {survey.later}
          </button>
        </div>
      </div>
    )
  }
}
