/** Fields that the visitor fills in: before the chat (CW-16), in the thread (CW-6), and to be reached (CW-13). */
import { Component, createRef } from 'preact'
import { LIMITS } from '@foyer/sdk/protocol'
import type { ChatForm, FieldKind, FormAnswer, FormField } from '@foyer/sdk/protocol'
import { offer } from '../chat-window/parts/offer.ts'
import type { ExtrasWords } from '../shell/words/index.ts'

export interface FieldsProps {
  readonly fields: readonly FormField[]
  readonly words: ExtrasWords
  /** A box that must be ticked. */
  readonly consent?: ChatForm['consent'] | undefined
  /** What is known already, by kind. */
  readonly known?: Partial<Record<FieldKind, string | undefined>>
  /** Enter in a field of one line. */
  onEnter(): void
}

interface FieldsState {
  readonly values: readonly string[]
  readonly isTicked: boolean
  /** What is wrong, by the place of the field; the box comes after the last. Looked at again with each change, once it was shown. */
  readonly isShown: boolean
}

/** What was filled in. Fields left empty are no answers. */
export interface Filled {
  readonly answers: readonly FormAnswer[]
  readonly consent?: string
}

/** How a field that browsers know is filled in by them, and which keyboard a phone shows. */
const HINTS = {
  name: { type: 'text', autocomplete: 'name', dir: 'auto' },
  email: { type: 'email', autocomplete: 'email', dir: 'ltr' },
  phone: { type: 'tel', autocomplete: 'tel', dir: 'ltr' },
  text: { type: 'text', dir: 'auto' },
} as const

/** Ids are unique in whatever root the fields stand in. */
let made = 0

export class Fields extends Component<FieldsProps, FieldsState> {
  override state: FieldsState = { values: this.props.fields.map(({ kind }) => this.props.known?.[kind] ?? ''), isTicked: false, isShown: false }
  #id = `field-${++made}`
  #group = createRef<HTMLDivElement>()

  override componentDidMount() {
    offer(this.props.ref, this)
  }

  override componentWillUnmount() {
    offer(this.props.ref, null)
  }

  /** What was filled in; nothing if something is missing or wrong: that is then said, and the first such field has the focus. */
  read(): Filled | undefined {
    const { fields, consent } = this.props
    const { values } = this.state
    const wrong = this.#troubles().findIndex(Boolean)
    if (wrong >= 0) {
      this.setState({ isShown: true }, () => this.#group.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return undefined
    }
    const answers = fields.map(({ kind, label }, i): FormAnswer => ({ kind, label, value: (values[i] ?? '').trim() })).filter(({ value }) => value !== '')
    return { answers, ...(consent && { consent: consent.text }) }
  }

  focus(): void {
    this.#group.current?.querySelector<HTMLElement>('input,textarea,select')?.focus()
  }

  /** One place for each field, and one for the box. */
  #troubles(): readonly (string | undefined)[] {
    const { fields, words, consent } = this.props
    const { values, isTicked } = this.state
    return [...fields.map((field, i) => troubleOf(field, (values[i] ?? '').trim(), words)), consent && !isTicked ? words.form.tick : undefined]
  }

  #change = (at: number, value: string) => this.setState(({ values }) => ({ values: values.map((before, i) => (i === at ? value : before)) }))

  override render({ fields, words, consent }: FieldsProps, { values, isTicked, isShown }: FieldsState) {
    const troubles = isShown ? this.#troubles() : []
    return (
      <div ref={this.#group}>
        {fields.map((field, i) => this.#field(field, i, values[i] ?? '', troubles[i]))}
        {consent && (
          <div class="field field-tick">
            <input
              type="checkbox"
              id={`${this.#id}-box`}
              checked={isTicked}
              aria-invalid={troubles.at(-1) ? 'true' : undefined}
              aria-describedby={troubles.at(-1) && `${this.#id}-box-trouble`}
              onChange={({ currentTarget }) => this.setState({ isTicked: currentTarget.checked })}
            />
            <label for={`${this.#id}-box`} dir="auto">
              {consent.text}
            </label>
            {consent.address && (
              <a href={consent.address} target="_blank" rel="noopener noreferrer">
                {words.form.more}
              </a>
            )}
            <Trouble id={`${this.#id}-box-trouble`}>{troubles.at(-1)}</Trouble>
          </div>
        )}
      </div>
    )
  }

  #field(field: FormField, at: number, value: string, trouble: string | undefined) {
    const { words, onEnter } = this.props
    const { kind, isRequired, options = [] } = field
    const id = `${this.#id}-${at}`
    const label = labelOf(field, words)
    const attributes = {
      'id': id,
      value,
      'aria-required': isRequired,
      'aria-invalid': trouble ? ('true' as const) : undefined,
      'aria-describedby': trouble && `${id}-trouble`,
      'onInput': ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) => this.#change(at, currentTarget.value),
    }
    const enter = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return
      event.preventDefault()
      onEnter()
    }
    return (
      <div class="field" key={at}>
        <label class="field-label" for={id} dir="auto">
          {isRequired ? label : words.form.optional(label)}
        </label>
        {kind === 'long-text' ? (
          <textarea {...attributes} rows={2} dir="auto" maxLength={LIMITS.textLength} />
        ) : kind === 'choice' ? (
          <select {...attributes}>
            <option value="">{words.form.choose}</option>
            {options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>
        ) : (
          <input {...attributes} {...HINTS[kind]} maxLength={LIMITS.identityField} onKeyDown={enter} />
        )}
        <Trouble id={`${id}-trouble`}>{trouble}</Trouble>
      </div>
    )
  }
}

const Trouble = ({ id, children }: { readonly id: string; readonly children: string | undefined }) =>
  children ? (
    <p class="field-trouble" id={id}>
      {children}
    </p>
  ) : null

/** The owner's word, or ours where a field of these kinds has none. */
export const labelOf = ({ kind, label }: Pick<FormField, 'kind' | 'label'>, words: ExtrasWords): string =>
  label || (kind === 'name' || kind === 'email' || kind === 'phone' ? words.form.fields[kind] : '')

function troubleOf({ kind, isRequired }: FormField, value: string, words: ExtrasWords): string | undefined {
  if (value === '') return isRequired ? words.form.missing : undefined
  if (kind === 'email' && !isMailAddress(value)) return words.form.badEmail
  if (kind === 'phone' && !isPhoneNumber(value)) return words.form.badPhone
  return undefined
}

/** No more than catches a slip of the finger: the server looks again. */
const isMailAddress = (text: string): boolean => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text)
const isPhoneNumber = (text: string): boolean => /^\+?[\d\s()./–-]+$/.test(text) && /^\d{3,20}$/.test(text.replaceAll(/\D/g, ''))
