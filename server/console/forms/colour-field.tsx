/** The owner's colour: five that look well as they are, or any other. Says how well words can be read on it. */
import { useId } from 'preact/hooks'
import { BUILT_IN_ACCENTS } from '@foyer/sdk/protocol'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { colourOf, contrastOf, isColour, wordsOn } from './contrast.ts'
import { FieldGroup, describedBy, useFieldIds } from './field.tsx'
import type { FieldLook } from './field.tsx'
import type { Field } from './use-form.ts'

export interface ColourFieldProps extends Field<string>, FieldLook {
  /** A choice before the others that sets no colour of its own: the value is then empty, and this one is shown. */
  readonly inherited?: { readonly label: string; readonly colour: string }
}

const ACCENTS = Object.entries(BUILT_IN_ACCENTS) as readonly [keyof typeof BUILT_IN_ACCENTS, string][]

export function ColourField({ path, value, problem, onChange, label, hint, isOptional = false, inherited }: ColourFieldProps) {
  const { words, locale } = useSurroundings()
  const said = words.forms
  const ids = useFieldIds()
  const name = useId()
  const now = value === '' && inherited ? inherited.colour : value.toLowerCase()
  const Swatch = ({ colour, label: called, isChosen, choose }: { colour: string; label: string; isChosen: boolean; choose: string }) => (
    <label class="swatch" title={called}>
      <input type="radio" name={name} checked={isChosen} onChange={() => onChange(choose)} />
      <svg class="swatch-dot" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <circle cx="16" cy="16" r="16" fill={colour} />
        {isChosen && <path d="M23 11 13.5 20.5 9 16" fill="none" stroke={wordsOn(colour)} stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" />}
      </svg>
      <span class="swatch-name">{called}</span>
    </label>
  )
  return (
    <FieldGroup path={path} ids={ids} problem={problem} label={label} hint={hint} isOptional={isOptional} class="colour-field">
      <div class="swatches">
        {inherited && <Swatch colour={inherited.colour} label={inherited.label} isChosen={value === ''} choose="" />}
        {ACCENTS.map(([accent, colour]) => (
          <Swatch key={accent} colour={colour} label={said.accents[accent]} isChosen={value !== '' && now === colour} choose={colour} />
        ))}
      </div>
      <div class="own-colour">
        <input type="color" class="colour-input" aria-label={said.ownColour} value={isColour(now) ? now : '#000000'} onInput={(event) => onChange(event.currentTarget.value)} />
        <label class="own-colour-code">
          <span class="quiet">{said.colourCode}</span>
          <input class="input" name={path} dir="ltr" size={9} spellcheck={false} autocomplete="off" value={value === '' && inherited ? inherited.colour : value}
            {...describedBy(ids, { hint, problem })} onInput={(event) => onChange(event.currentTarget.value.trim())}
            onChange={(event) => onChange(colourOf(event.currentTarget.value))} />
        </label>
        {isColour(now) && (
          <p class="colour-sample quiet">
            <Icon name="check" size={16} />
            {said.contrast(new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(contrastOf(wordsOn(now), now)))}
          </p>
        )}
      </div>
    </FieldGroup>
  )
}
