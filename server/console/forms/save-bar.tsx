/** A form's frame, and below it what has become of what was typed: always to be seen, in words. */
import type { ComponentChildren } from 'preact'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { Confirm } from './confirm.tsx'
import type { Form } from './use-form.ts'

export interface FormFrameProps<Value extends object> {
  readonly form: Form<Value>
  readonly label: string
  /** Default: "Save". */
  readonly save?: string
  /** It is only being made: while nothing is typed, that is said, and it can be saved as it stands. Default `false`. */
  readonly isNew?: boolean
  readonly children: ComponentChildren
}

/** Fields, and the save bar below them. Enter in a field saves. */
export function FormFrame<Value extends object>({ form, label, save, isNew = false, children }: FormFrameProps<Value>) {
  return (
    <form class="form" ref={form.root} aria-label={label} noValidate onSubmit={(event) => { event.preventDefault(); void form.submit() }}>
      <fieldset class="form-fields" disabled={form.isLocked} aria-label={label}>{children}</fieldset>
      <SaveBar form={form} isNew={isNew} {...(save !== undefined && { save })} />
    </form>
  )
}

export function SaveBar<Value extends object>({ form, save, isNew = false }: Pick<FormFrameProps<Value>, 'form' | 'save' | 'isNew'>) {
  const { words } = useSurroundings()
  const said = words.forms
  const { status, leaving } = form
  const isWaiting = status === 'changed' || status === 'refused' || status === 'saving'
  const isUntouched = isNew && status === 'saved'
  return (
    <div class={`save-bar is-${status}`}>
      <p class="save-state" role="status">{isUntouched ? said.notMade : <SaveState form={form} />}</p>
      {status === 'conflict' && (
        <>
          <button type="button" class="button" onClick={() => form.discard()}>{said.discard}</button>
          <button type="button" class="button is-main" onClick={() => void form.showTheirs()}>{said.showTheirs}</button>
        </>
      )}
      {status === 'theirs' && (
        <>
          <button type="button" class="button" onClick={() => form.keepTheirs()}>{said.keepTheirs}</button>
          <button type="button" class="button is-main" onClick={() => form.backToMine()}>{said.backToMine}</button>
        </>
      )}
      {isWaiting && <button type="button" class="button" aria-disabled={status === 'saving'} onClick={() => status !== 'saving' && form.discard()}>{said.discard}</button>}
      {(isWaiting || isUntouched) && <button type="submit" class="button is-main" aria-disabled={status === 'saving'}>{save ?? said.save}</button>}
      {leaving && (
        <Confirm title={said.leaveTitle} confirm={said.leave} cancel={said.stay} isGrave onConfirm={() => leaving.leave()} onCancel={() => leaving.stay()}>
          <p>{said.leaveSays}</p>
        </Confirm>
      )}
    </div>
  )
}

function SaveState<Value extends object>({ form: { status, refusal, isFailureShown } }: { readonly form: Form<Value> }) {
  const { words } = useSurroundings()
  const said = words.forms
  switch (status) {
    case 'saved':
      return <><Icon name="check" size={16} /> {said.allSaved}</>
    case 'changed':
      return <><span class="save-dot" aria-hidden="true" /> {said.unsaved}</>
    case 'saving':
      return <>{said.saving}</>
    case 'theirs':
      return <><Icon name="show" size={16} /> {said.theirs}</>
    case 'conflict':
      return <><Icon name="caution" size={16} /> {said.conflict}</>
    case 'refused':
      return <><Icon name="problem" size={16} /> <span>{said.notSaved} {isFailureShown ? said.seeField : refusal}</span></>
  }
}
