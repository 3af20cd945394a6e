/** Where on the page a component stands: a small picture of the page, with a place to press at each corner and edge. */
import { useId } from 'preact/hooks'
import { POSITIONS } from '@foyer/sdk/protocol'
import type { Position } from '@foyer/sdk/protocol'
import { FieldGroup, useFieldIds } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { useReceptionWords } from './use-words.ts'

export interface PositionMapProps extends Field<Position> {
  readonly label: string
  /** Those that the style can take. */
  readonly offered: readonly Position[]
}

/** Radio buttons: arrow keys move among those that are offered. */
export function PositionMap({ path, value, problem, onChange, label, offered }: PositionMapProps) {
  const words = useReceptionWords()
  const ids = useFieldIds()
  const name = useId()
  return (
    <FieldGroup path={path} ids={ids} problem={problem} label={label} hint={words.positions[value]}>
      <div class="position-map">
        {POSITIONS.filter((position) => offered.includes(position)).map((position) => (
          <label key={position} class={`position is-${position}`} title={words.positions[position]}>
            <input type="radio" name={name} value={position} checked={position === value} onChange={() => onChange(position)} />
            <span class="unseen">{words.positions[position]}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
