/**
 * A form and its life: typed, saved, refused, overtaken. Fields get what they need from {@link Form.bind}; the state is
 * shown by `save-bar.tsx`, which also asks before one leaves something behind.
 */
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Failure, Result } from '@foyer/sdk/protocol'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { fieldOf, isDirty, isSame, placeBelow, rebase, statusOf } from './form-state.ts'
import type { FormState, FormStatus, Versioned } from './form-state.ts'
import { refusalWords } from './refusal-words.ts'

export interface FormOptions<Value extends object> {
  /** Tells forms apart, for what was typed before a session ended. */
  readonly name: string
  /** As the server has it when the form appears. Give the form another `key` for another thing. */
  readonly initial: Versioned<Value>
  /** Where in the request the value stands, as `profile`: refused fields are named from the request's root. */
  readonly within?: string
  /** Before saving: blanks away, empty lines out. The fields show it so too. */
  tidy?(value: Value): Value
  /** What can be refused without asking the server; name the field as the form does. */
  check?(value: Value): Failure | undefined
  save(value: Value, revision: number): Promise<Result<Versioned<Value>>>
  /** The version of whoever was quicker. */
  load?(): Promise<Result<Versioned<Value>>>
  /**
   * A sentence of the form's own for a refusal that the table words too broadly, in the member's language.
   *
   * @param field as the form calls it
   */
  reword?(failure: Failure, field: string | undefined): string | undefined
  /** After it was saved and the form knows. */
  onSaved?(saved: Versioned<Value>): void
}

/** What a field of the kit takes. */
export interface Field<Value> {
  /** From the form's value: `shortName`, `offset.inline`. */
  readonly path: string
  readonly value: Value
  readonly problem?: Problem | undefined
  onChange(value: Value): void
}

export interface Problem {
  /** Below the field's path: `''` is the field itself, `'2'` its third item. */
  readonly at: string
  readonly sentence: string
}

export interface Form<Value extends object> {
  readonly value: Value
  readonly saved: Versioned<Value>
  readonly status: FormStatus
  /** Why the last attempt was refused. */
  readonly failure: Failure | undefined
  /** The same in words. */
  readonly refusal: string
  /** The failure's field is to be seen, and says it itself. */
  readonly isFailureShown: boolean
  /** Nothing can be typed: another version is shown. */
  readonly isLocked: boolean
  /** One wants to leave what is not saved; the save bar asks. */
  readonly leaving: { leave(): void; stay(): void } | undefined
  readonly root: RefObject<HTMLFormElement | null>
  bind<Key extends keyof Value & string>(key: Key): Field<Value[Key]>
  /** The whole value as one field: what it does not hold any more is gone. */
  whole(): Field<Value>
  set(change: Partial<Value>): void
  /** @returns whether it is saved */
  submit(): Promise<boolean>
  /** Back to what is saved. */
  discard(): void
  /** After `changed_meanwhile`: puts their version into the fields, and keeps mine aside. */
  showTheirs(): Promise<void>
  /** My changes over their version. Saving then replaces theirs knowingly. */
  backToMine(): void
  keepTheirs(): void
}

interface Draft<Value> {
  readonly base: Value
  readonly value: Value
}

export function useForm<Value extends object>(options: FormOptions<Value>): Form<Value> {
  const { place, drafts } = useTools()
  const { words, language } = useSurroundings()
  const latest = useRef(options)
  latest.current = options
  const { name, within } = options
  const root = useRef<HTMLFormElement>(null)
  const [state, setState] = useState<FormState<Value>>(() => begin(options.initial, drafts.take(name) as Draft<Value> | undefined))
  // What was typed in the same breath as a press on "save" must be in what is saved.
  const now = useRef(state)
  const [leaving, setLeaving] = useState<Form<Value>['leaving']>()
  const [isFailureShown, setFailureShown] = useState(false)

  function update(change: Partial<FormState<Value>>) {
    const next = { ...now.current, ...change }
    now.current = next
    drafts.keep(name, isDirty(next) ? ({ base: next.saved.value, value: next.mine ?? next.value } satisfies Draft<Value>) : undefined)
    setState(next)
  }

  const field = state.failure && fieldOf(state.failure, within)
  useLayoutEffect(() => {
    setFailureShown(field !== undefined && root.current !== null && focusField(root.current, field))
  }, [state.failure, field])

  const refusal = state.failure ? (options.reword?.(state.failure, field) ?? refusalWords(state.failure, words, language)) : ''

  const dirty = isDirty(state)
  // Not `useEffect`, which lets go only after the next drawing: until then a form that is gone would be asked.
  useLayoutEffect(() => {
    if (!dirty) return undefined
    return place.guard(async () => {
      if (!isDirty(now.current)) return true
      const mayLeave = await new Promise<boolean>((resolve) => setLeaving({ leave: () => resolve(true), stay: () => resolve(false) }))
      setLeaving(undefined)
      // Left on purpose: it does not come back.
      if (mayLeave) drafts.keep(name)
      return mayLeave
    })
  }, [dirty, place, drafts, name])

  const set = (change: Partial<Value>) => replace({ ...now.current.value, ...change })

  function replace(next: Value) {
    const { value, failure } = now.current
    const changed = [...new Set([...Object.keys(value), ...Object.keys(next)])].filter((key) => Reflect.get(value, key) !== Reflect.get(next, key))
    const isConflict = failure?.code === 'changed_meanwhile'
    const at = failure && fieldOf(failure, within)
    const isElsewhere = at !== undefined && !changed.some((key) => placeBelow(key, at) !== undefined)
    update({ value: next, failure: isConflict || isElsewhere ? failure : undefined })
  }

  async function submit(): Promise<boolean> {
    const { check, tidy, onSaved } = latest.current
    if (now.current.isSaving || now.current.mine !== undefined) return false
    const sent = tidy?.(now.current.value) ?? now.current.value
    const found = check?.(sent)
    if (found) {
      update({ value: sent, failure: named(found, within) })
      return false
    }
    update({ value: sent, isSaving: true, failure: undefined })
    const result = await saveOver(now.current.saved, sent)
    if (!result.ok) {
      update({ isSaving: false, failure: result })
      return false
    }
    // Whoever typed on meanwhile keeps that.
    update({ isSaving: false, saved: result.value, value: rebase(sent, now.current.value, result.value.value), failure: undefined })
    onSaved?.(result.value)
    return true
  }

  /** Whoever was quicker is named only where something of this form is other than it was. */
  async function saveOver(base: Versioned<Value>, sent: Value): Promise<Result<Versioned<Value>>> {
    const { save, load } = latest.current
    const result = await save(sent, base.revision)
    if (result.ok || result.code !== 'changed_meanwhile') return result
    const theirs = await load?.()
    if (!theirs?.ok) return result
    // It was saved when last tried, and the answer did not come back.
    if (isSame(theirs.value.value, sent)) return theirs
    // What changed stands in no field: a component was switched on or off.
    return isSame(theirs.value.value, base.value) ? save(sent, theirs.value.revision) : result
  }

  return {
    value: state.value,
    saved: state.saved,
    status: statusOf(state),
    failure: state.failure,
    refusal,
    isFailureShown,
    isLocked: state.mine !== undefined,
    leaving,
    root,
    bind(key) {
      const at = placeBelow(key, field)
      const problem = at === undefined ? undefined : { at, sentence: refusal }
      return { path: key, value: state.value[key], problem, onChange: (value) => set({ [key]: value } as unknown as Partial<Value>) }
    },
    whole: () => ({ path: '', value: state.value, problem: field === undefined ? undefined : { at: field, sentence: refusal }, onChange: replace }),
    set,
    submit,
    discard: () => update({ value: now.current.saved.value, failure: undefined, mine: undefined }),
    async showTheirs() {
      const theirs = await latest.current.load?.()
      if (!theirs) return
      if (!theirs.ok) return update({ failure: { ...theirs, code: 'changed_meanwhile' } })
      const { saved, value } = now.current
      update({ saved: theirs.value, value: theirs.value.value, mine: rebase(saved.value, value, theirs.value.value), failure: undefined })
    },
    backToMine: () => update({ value: now.current.mine ?? now.current.value, mine: undefined }),
    keepTheirs: () => update({ mine: undefined }),
  }
}

function begin<Value extends object>(initial: Versioned<Value>, draft: Draft<Value> | undefined): FormState<Value> {
  return { saved: initial, value: draft ? rebase(draft.base, draft.value, initial.value) : initial.value, isSaving: false }
}

const named = (failure: Failure, within: string | undefined): Failure =>
  within === undefined || failure.field === undefined ? failure : { ...failure, field: `${within}.${failure.field}` }

/** A field of a field's value, `offset` and in it `inline`. */
export function part<Value extends object, Key extends keyof Value & string>({ path, value, problem, onChange }: Field<Value>, key: Key): Field<Value[Key]> {
  const at = problem && placeBelow(key, problem.at)
  return {
    path: path === '' ? key : `${path}.${key}`,
    value: value[key],
    problem: at !== undefined && problem ? { at, sentence: problem.sentence } : undefined,
    onChange: (inner) => onChange({ ...value, [key]: inner }),
  }
}

/**
 * Gives the focus to the field of this path, or to the nearest that holds it, and brings it into view.
 *
 * @returns false if there is none to be seen
 */
function focusField(root: HTMLElement, field: string): boolean {
  const holders = [...root.querySelectorAll<HTMLElement>('[data-field]')].filter(({ dataset }) => placeBelow(dataset['field'] ?? '', field) !== undefined)
  const holder = holders.toSorted((one, other) => (other.dataset['field'] ?? '').length - (one.dataset['field'] ?? '').length)[0]
  if (!holder) return false
  const target = holder.matches(CONTROL) ? holder : (holder.querySelector<HTMLElement>(`${CONTROL}[aria-invalid=true]`) ?? holder.querySelector<HTMLElement>(CONTROL))
  target?.focus({ preventScroll: true })
  holder.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' })
  return true
}

const CONTROL = ':is(input, textarea, select, button)'
