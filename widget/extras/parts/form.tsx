/** A form in the thread (CW-6): filled in once; then it says so. Who looks on sees what is asked, and the answers in a message of their own. */
import { Component, createRef } from 'preact'
import type { AnswersPart, FormAnswer, FormPart } from '@foyer/sdk/protocol'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { check } from '../../icons/index.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { dressCards } from '../cards-css.ts'
import { Fields, labelOf } from '../fields.tsx'
import type { PartProps } from './index.tsx'

type FormProps = PartProps<FormPart>

export class FormView extends Component<FormProps> {
  #fields = createRef<Fields>()

  #send = () => {
    const { item, port } = this.props
    const filled = this.#fields.current?.read()
    if (filled && filled.answers.length > 0) port.answer?.({ type: 'answers', to: item.id, answers: filled.answers })
    else if (filled) this.#fields.current?.focus()
  }

  override render({ part, item, port, words }: FormProps) {
    const answer = port.answerTo?.(item.id)
    return (
      <div class="part card" role="group" aria-label={part.title ?? words.form.submit} ref={dressCards}>
        {part.title && <h3 dir="auto">{part.title}</h3>}
        {port.answer && typeof answer === 'object' && answer.type === 'answers' ? (
          <p class="card-done">
            <Icon path={check} size={16} /> {words.form.answered}
          </p>
        ) : port.answer ? (
          <>
            <Fields ref={this.#fields} fields={part.fields} words={words} onEnter={this.#send} />
            <div class="card-actions">
              <button type="button" class="button button-main" onClick={this.#send}>
                {words.form.submit}
              </button>
            </div>
          </>
        ) : (
          <ul class="form-labels">
            {part.fields.map((field, i) => (
              <li key={i} dir="auto">
                {field.isRequired ? labelOf(field, words) : words.form.optional(labelOf(field, words))}
              </li>
            ))}
          </ul>
        )}
      </div>
    )
  }
}

/** What the visitor has answered. */
export const AnswersView = ({ part, words }: PartProps<AnswersPart>) => <Answers answers={part.answers} words={words} />

export const Answers = ({ answers, words }: { readonly answers: readonly FormAnswer[]; readonly words: ExtrasWords }) => (
  <div class="part card answers" ref={dressCards}>
    <dl>
      {answers.map((answer, i) => [
        <dt key={`${i}-label`} dir="auto">
          {labelOf(answer, words)}
        </dt>,
        <dd key={i} dir="auto">
          {answer.value}
        </dd>,
      ])}
    </dl>
  </div>
)
