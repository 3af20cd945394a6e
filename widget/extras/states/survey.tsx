/** How it was (CW-15): five stars, a comment if one wants, and a change of mind for as long as the answer counts. */
import { Component, createRef } from 'preact'
import { LIMITS } from '@foyer/sdk/protocol'
import type { Result } from '@foyer/sdk/protocol'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { star } from '../../icons/states.ts'
import { check } from '../../icons/index.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { dressCards } from '../cards-css.ts'
import { Trouble } from '../trouble.tsx'

interface SurveyProps {
  readonly words: ExtrasWords
  /** The answer that stands. */
  readonly score: number | undefined
  readonly comment: string | undefined
  /** How often the visitor has asked for it: each time it takes the focus, and can be changed. */
  readonly turns: number
  errorOf(code: string, message: string): string
  onAnswer(score: number, comment: string): Promise<Result<null>>
  /** Puts it aside. */
  onLater(): void
  onShown(): void
  /** Said to those who do not see it. */
  onSay(sentence: string): void
}

interface SurveyState {
  readonly score: number
  readonly comment: string
  readonly isBusy: boolean
  readonly isDone: boolean
  readonly trouble?: string | undefined
}

const SCORES = [1, 2, 3, 4, 5] as const
let made = 0

export class Survey extends Component<SurveyProps, SurveyState> {
  override state: SurveyState = { score: this.props.score ?? 0, comment: this.props.comment ?? '', isBusy: false, isDone: false }
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

  #send = async () => {
    const { words, errorOf, onAnswer, onSay } = this.props
    const { score, comment } = this.state
    if (score === 0) return this.#focus()
    if (this.state.isBusy) return
    this.setState({ isBusy: true, trouble: undefined })
    const result = await onAnswer(score, comment.trim())
    if (!result.ok) return this.setState({ isBusy: false, trouble: errorOf(result.code, result.message) })
    // What had the focus goes.
    this.setState({ isBusy: false, isDone: true }, this.#focus)
    onSay(words.survey.thanks)
  }

  override render({ words, onLater }: SurveyProps, { score, comment, isBusy, isDone, trouble }: SurveyState) {
    const { survey } = words
    if (isDone) {
      return (
        <div class="card survey" ref={this.#card}>
          <h3 class="card-done">
            <Icon path={check} size={18} /> {survey.thanks}
          </h3>
          <div class="card-actions">
            <button type="button" class="button" onClick={() => this.setState({ isDone: false }, this.#focus)}>
              {survey.change}
            </button>
          </div>
        </div>
      )
    }
    return (
      <div class="card survey" ref={this.#card}>
        <fieldset>
          <legend>{survey.question}</legend>
          <div class="stars">
            {SCORES.map((step) => (
              <label key={step} class={step <= score ? 'star-on' : undefined} title={survey.steps[step]}>
                <input type="radio" name={this.#name} value={step} checked={step === score} aria-label={`${survey.steps[step]} (${step}/5)`} onChange={() => this.setState({ score: step })} />
                <Icon path={star} size={30} />
              </label>
            ))}
          </div>
        </fieldset>
        <p class="stars-word" aria-hidden="true">
          {score > 0 && survey.steps[score as (typeof SCORES)[number]]}
        </p>
        {score > 0 && (
          <label class="field">
            <span class="field-label">{survey.comment}</span>
            <textarea rows={2} dir="auto" maxLength={LIMITS.comment} value={comment} onInput={({ currentTarget }) => this.setState({ comment: currentTarget.value })} />
            {comment.length > LIMITS.comment - 100 && <p class="field-count">{`${comment.length} / ${LIMITS.comment}`}</p>}
          </label>
        )}
        <Trouble>{trouble}</Trouble>
        <div class="card-actions">
          {score > 0 && (
            <button type="button" class="button button-main" aria-disabled={isBusy} onClick={this.#send}>
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
