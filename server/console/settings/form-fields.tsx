/** The fields of the form before the chat (CW-16): added, worded, put in order and taken out, by pointer or by keyboard. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { FIELD_KINDS, LIMITS } from '@foyer/sdk/protocol'
import type { FieldKind, FormField } from '@foyer/sdk/protocol'
import { FieldGroup, ListField, SelectField, SwitchField, TextField, part, useFieldIds } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useSettingsWords } from './words.ts'

/** These have a place of their own on the visitor's card, so a form asks for each once. */
const ON_CARD: readonly FieldKind[] = ['name', 'email', 'phone']
/** What a new choice begins with. */
const TWO_ANSWERS = ['', '']

export function FormFields(field: Field<readonly FormField[]>) {
  const { path, value, problem, onChange } = field
  const { window: words } = useSettingsWords()
  const ids = useFieldIds()
  const box = useRef<HTMLDivElement>(null)
  /** What gets the focus once it is drawn, as a selector in the box. */
  const focusOn = useRef<string | undefined>(undefined)
  const [said, say] = useState('')
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    const wanted = box.current?.querySelector<HTMLButtonElement>(focusOn.current)
    // At the top there is no way up: the way down is beside it.
    const target = wanted?.disabled ? wanted.parentElement?.querySelector<HTMLButtonElement>('button:not(:disabled)') : wanted
    target?.focus()
    focusOn.current = undefined
  })

  const nameOf = ({ kind, label }: FormField) => label.trim() || words.fieldKinds[kind]
  const isFree = (kind: FieldKind, except?: number) => !ON_CARD.includes(kind) || !value.some((other, at) => other.kind === kind && at !== except)

  const move = (from: number, by: -1 | 1) => {
    const to = from + by
    const moved = value[from]
    if (!moved || to < 0 || to >= value.length) return
    focusOn.current = `[data-at="${to}"] .${by < 0 ? 'move-up' : 'move-down'}`
    say(words.moved(nameOf(moved), to + 1))
    onChange(value.toSpliced(from, 1).toSpliced(to, 0, moved))
  }
  const remove = (at: number) => {
    focusOn.current = value.length > 1 ? `[data-at="${Math.min(at, value.length - 2)}"] .remove-field` : '.list-add'
    onChange(value.toSpliced(at, 1))
  }
  const add = () => {
    const kind = FIELD_KINDS.find((one) => isFree(one)) ?? 'text'
    focusOn.current = `[data-at="${value.length}"] select`
    onChange([...value, { kind, label: '', isRequired: false }])
  }
  const ofKind = (before: FormField, kind: FieldKind): FormField => {
    const { options: _options, ...rest } = before
    return { ...rest, kind, ...(kind === 'choice' && { options: before.options ?? TWO_ANSWERS }) }
  }

  return (
    <FieldGroup path={path} ids={ids} problem={problem?.at === '' ? problem : undefined} label={words.fields} hint={words.fieldsSay}>
      <div class="form-fields-list" ref={box}>
        {value.length === 0 && <p class="list-empty quiet">{words.noFields}</p>}
        <div class="form-field-items">
          {value.map((one, at) => {
            const own = itemOf(field, at)
            const name = nameOf(one)
            return (
              <div key={at} data-at={at} class="form-field" role="group" aria-label={words.field(at + 1, name)}>
                <div class="form-field-head">
                  <strong dir="auto">{name}</strong>
                  <div class="form-field-actions">
                    <button type="button" class="icon-button move-up" disabled={at === 0} aria-label={words.moveUp(name)} title={words.moveUp(name)} onClick={() => move(at, -1)}><Icon name="chevron" size={18} /></button>
                    <button type="button" class="icon-button move-down" disabled={at === value.length - 1} aria-label={words.moveDown(name)} title={words.moveDown(name)} onClick={() => move(at, 1)}><Icon name="chevron" size={18} /></button>
                    <button type="button" class="icon-button remove-field" aria-label={words.removeField(name)} title={words.removeField(name)} onClick={() => remove(at)}><Icon name="remove" size={18} /></button>
                  </div>
                </div>
                <div class="fields-2">
                  <SelectField {...part(own, 'kind')} label={words.fieldKind} options={FIELD_KINDS.filter((kind) => kind === one.kind || isFree(kind, at)).map((kind) => ({ value: kind, label: words.fieldKinds[kind] }))}
                    onChange={(kind) => own.onChange(ofKind(one, kind))} />
                  <TextField {...part(own, 'label')} label={words.fieldLabel} limit={LIMITS.label} {...(ON_CARD.includes(one.kind) && { hint: words.fieldLabelOwn, isOptional: true })} />
                </div>
                {one.kind === 'choice' && (
                  <ListField {...part(own, 'options')} value={one.options ?? TWO_ANSWERS} label={words.fieldOptions} itemLabel={words.fieldOption} add={words.addOption} limit={LIMITS.choices} />
                )}
                <SwitchField {...part(own, 'isRequired')} label={words.fieldRequired} />
              </div>
            )
          })}
        </div>
        {value.length < LIMITS.choices && <button type="button" class="button list-add" onClick={add}><Icon name="add" size={16} /> {words.addField}</button>}
        <p class="unseen" role="status">{said}</p>
      </div>
    </FieldGroup>
  )
}

/** One of the fields, as a field of the form. */
function itemOf({ path, value, problem, onChange }: Field<readonly FormField[]>, at: number): Field<FormField> {
  const [index, ...rest] = problem?.at.split('.') ?? []
  return {
    path: `${path}.${at}`,
    value: value[at]!,
    problem: problem && index === String(at) ? { at: rest.join('.'), sentence: problem.sentence } : undefined,
    onChange: (changed) => onChange(value.with(at, changed)),
  }
}
