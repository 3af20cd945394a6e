/** How an invitation looks on one kind of device (IV-9). */
import { INVITATION_BOUNDS, INVITATION_BUTTONS, INVITATION_POSITIONS, PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { InvitationButton, InvitationLook } from '@foyer/sdk/protocol'
import { ColourField, FieldGroup, NumberField, PictureField, RadioCards, SwitchField, TextField, part, useFieldIds } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { useInvitationsWords } from './use-words.ts'

/** Seconds that an invitation begins with that is to close by itself. */
const CLOSES_AFTER = 30

/** Pictures are chosen by their id, and shown by their path. */
const IMAGE = PUBLIC_PATHS.image('')

export interface LookFieldsProps {
  readonly field: Field<InvitationLook>
  /** Of the site. */
  readonly accent: string
  /** Those that it may have. Default: all. */
  readonly buttons?: readonly InvitationButton[]
  readonly textSays?: string
  /** Default: `true`. */
  readonly hasText?: boolean
}

export function LookFields({ field, accent, buttons = INVITATION_BUTTONS, textSays, hasText = true }: LookFieldsProps) {
  const words = useInvitationsWords()
  const { value, onChange } = field
  const optional = <Key extends 'picture' | 'accent'>(key: Key): Field<string> => {
    const { problem } = part(field, key)
    return { path: `${field.path}.${key}`, value: value[key] ?? '', problem, onChange: (text) => onChange(text === '' ? lookWithout(value, key) : { ...value, [key]: text }) }
  }
  const picture = optional('picture')
  const seconds = value.closesAfterSeconds
  return (
    <div class="look-fields">
      <TextField {...part(field, 'title')} label={words.heading} limit={INVITATION_BOUNDS.titleUnits} />
      {hasText && <TextField {...part(field, 'text')} label={words.text} hint={textSays ?? words.textSays} lines={3} limit={INVITATION_BOUNDS.textUnits} />}
      <PictureField {...picture} value={picture.value.startsWith(IMAGE) ? picture.value.slice(IMAGE.length) : ''} onChange={(id) => picture.onChange(id === '' ? '' : PUBLIC_PATHS.image(id))} label={words.picture} isOptional />
      <ColourField {...optional('accent')} label={words.accent} inherited={{ label: words.siteAccent, colour: accent }} />
      <RadioCards {...part(field, 'position')} label={words.position} options={INVITATION_POSITIONS.map((position) => ({ value: position, label: words.positions[position], picture: <PositionSign position={position} /> }))} />
      <ButtonsField field={part(field, 'buttons')} all={buttons} />
      <SwitchField path={`${field.path}.closesAfterSeconds`} value={seconds !== undefined} label={words.closes} hint={words.closesSays}
        onChange={(closes) => onChange(closes ? { ...value, closesAfterSeconds: CLOSES_AFTER } : lookWithout(value, 'closesAfterSeconds'))} />
      {seconds !== undefined && <NumberField {...(part(field, 'closesAfterSeconds') as Field<number>)} value={seconds} label={words.closesAfter} {...INVITATION_BOUNDS.closesAfterSeconds} unit={words.units.seconds} step={5} />}
    </div>
  )
}

function lookWithout(look: InvitationLook, key: 'picture' | 'accent' | 'closesAfterSeconds'): InvitationLook {
  const { [key]: _, ...rest } = look
  return rest as InvitationLook
}

function PositionSign({ position }: { readonly position: InvitationLook['position'] }) {
  return <span class={`position-sign at-${position}`}><i /></span>
}

function ButtonsField({ field: { path, value, problem, onChange }, all }: { readonly field: Field<readonly InvitationButton[]>; readonly all: readonly InvitationButton[] }) {
  const words = useInvitationsWords()
  const ids = useFieldIds()
  return (
    <FieldGroup path={path} ids={ids} problem={problem} label={words.buttons} hint={words.buttonsSay}>
      <div class="ticks">
        {all.map((button) => (
          <label key={button} class="test-tick">
            <input type="checkbox" checked={value.includes(button)} disabled={button === 'chat'} onChange={(event) => onChange(INVITATION_BUTTONS.filter((one) => (one === button ? event.currentTarget.checked : value.includes(one))))} />
            <span>{words.buttonNames[button]}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
