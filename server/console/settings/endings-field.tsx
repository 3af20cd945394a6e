/** Which files are taken: kinds of them as a whole, or one ending at a time. What stands here cannot run in a browser. */
import { useEffect, useRef } from 'preact/hooks'
import { FILE_KINDS } from '@foyer/sdk/protocol'
import { FieldGroup, useFieldIds } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { ALL_ENDINGS } from '../../window/rules.ts'
import { useSettingsWords } from './words.ts'

const KINDS = Object.entries(FILE_KINDS) as readonly (readonly [keyof typeof FILE_KINDS, readonly string[]])[]

export function EndingsField({ path, value, problem, onChange }: Field<readonly string[]>) {
  const { window: words } = useSettingsWords()
  const ids = useFieldIds()
  /** In the order of the list, so that the same choice is the same value. */
  const set = (endings: readonly string[], isOn: boolean) =>
    onChange(ALL_ENDINGS.filter((ending) => (endings.includes(ending) ? isOn : value.includes(ending))))
  return (
    <FieldGroup path={path} ids={ids} problem={problem} label={words.endings}>
      <div class="ending-kinds">
        {KINDS.map(([kind, endings]) => {
          const taken = endings.filter((ending) => value.includes(ending)).length
          return (
            <div key={kind} class="ending-kind" role="group" aria-label={words.kinds[kind]}>
              <WholeBox label={words.kinds[kind]} said={words.allOf(words.kinds[kind])} taken={taken} of={endings.length} onChange={(isOn) => set(endings, isOn)} />
              <div class="endings">
                {endings.map((ending) => (
                  <label key={ending} class="ending">
                    <input type="checkbox" checked={value.includes(ending)} onChange={(event) => set([ending], event.currentTarget.checked)} />
                    <span>.{ending}</span>
                  </label>
                ))}
              </div>
            </div>
          )
        })}
      </div>
    </FieldGroup>
  )
}

interface WholeBoxProps {
  readonly label: string
  /** For a screen reader, which hears it beside many others. */
  readonly said: string
  readonly taken: number
  readonly of: number
  onChange(isOn: boolean): void
}

/** A box for all of a kind, which is neither on nor off while some are. */
function WholeBox({ label, said, taken, of, onChange }: WholeBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = taken > 0 && taken < of
  }, [taken, of])
  return (
    <label class="ending-whole">
      <input ref={box} type="checkbox" aria-label={said} checked={taken === of} onChange={() => onChange(taken < of)} />
      <span>{label}</span>
    </label>
  )
}
