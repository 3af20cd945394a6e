/** What every field has around it: a label, a hint, and below it the sentence why it was refused. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import type { Problem } from './use-form.ts'

export interface FieldLook {
  readonly label: string
  readonly hint?: ComponentChildren
  /** Says so beside the label. */
  readonly isOptional?: boolean
}

/** Ids that tie a control to its words. */
export interface FieldIds {
  readonly control: string
  readonly hint: string
  readonly problem: string
  readonly count: string
}

export function useFieldIds(): FieldIds {
  const id = useId()
  return { control: `${id}-control`, hint: `${id}-hint`, problem: `${id}-problem`, count: `${id}-count` }
}

/** For the control: what describes it, and whether it was refused. `counts`: it has a count. */
export function describedBy(ids: FieldIds, { hint, problem, counts = false }: { readonly hint: unknown; readonly problem: Problem | undefined; readonly counts?: boolean }) {
  const all = [problem && ids.problem, hint !== undefined && ids.hint, counts && ids.count].filter(Boolean)
  return { 'aria-invalid': problem !== undefined, ...(all.length > 0 && { 'aria-describedby': all.join(' ') }) }
}

export function Hint({ id, children }: { readonly id: string; readonly children: ComponentChildren }) {
  return children === undefined ? null : <p class="field-hint" id={id}>{children}</p>
}

/** The place of the sentence is there before it, so that it is heard when it comes. */
export function ProblemLine({ id, problem }: { readonly id: string; readonly problem: Problem | undefined }) {
  return (
    <p class="problem field-problem" id={id} aria-live="polite">
      {problem && <><Icon name="problem" size={16} /><span>{problem.sentence}</span></>}
    </p>
  )
}

export function LabelWords({ label, isOptional = false }: FieldLook) {
  const { words } = useSurroundings()
  return <>{label}{isOptional && <span class="quiet"> · {words.forms.optional}</span>}</>
}

export interface GroupProps extends FieldLook {
  readonly path: string
  readonly ids: FieldIds
  readonly problem: Problem | undefined
  readonly children: ComponentChildren
  readonly class?: string
}

/** Around controls that are one field together. */
export function FieldGroup({ path, ids, problem, label, hint, isOptional = false, children, class: more = '' }: GroupProps) {
  const { 'aria-describedby': described } = describedBy(ids, { hint, problem })
  return (
    <fieldset class={`field ${more}`} data-field={path} {...(described !== undefined && { 'aria-describedby': described })}>
      <legend class="field-label"><LabelWords label={label} isOptional={isOptional} /></legend>
      <Hint id={ids.hint}>{hint}</Hint>
      {children}
      <ProblemLine id={ids.problem} problem={problem} />
    </fieldset>
  )
}
