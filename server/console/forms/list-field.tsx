/** A list of short texts: origins, patterns, selectors, dates. Several lines pasted at once become several items. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { FieldGroup, describedBy, useFieldIds } from './field.tsx'
import type { FieldLook } from './field.tsx'
import type { Field } from './use-form.ts'

export interface ListFieldProps extends Field<readonly string[]>, FieldLook {
  /** What one item is called. Default: the label. */
  readonly itemLabel?: string
  readonly placeholder?: string
  /** The words on the button that adds one. */
  readonly add?: string
  /** Most items. */
  readonly limit?: number
  /** Default `text`. */
  readonly kind?: 'text' | 'url' | 'date'
  /** In the place of items while there are none. */
  readonly empty?: string
  /** What is wrong with an item while one types, if anything. */
  check?(item: string): string | undefined
}

/** What a list is saved as: nothing blank, nothing twice. */
export const tidyList = (items: readonly string[]): readonly string[] => [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))]

export function ListField(props: ListFieldProps) {
  const { path, value, problem, onChange, label, hint, isOptional = false, itemLabel = label, placeholder, add, limit = Infinity, kind = 'text', empty, check } = props
  const { words } = useSurroundings()
  const said = words.forms
  const ids = useFieldIds()
  const box = useRef<HTMLDivElement>(null)
  /** Which item gets the focus once it is drawn; the button that adds is behind the last. */
  const focusOn = useRef<number | undefined>(undefined)
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    const inputs = box.current?.querySelectorAll<HTMLElement>('input') ?? []
    const button = box.current?.querySelector<HTMLElement>('.list-add')
    ;(inputs[focusOn.current] ?? button)?.focus()
    focusOn.current = undefined
  })

  const replace = (at: number, removed: number, ...items: readonly string[]) => onChange(value.toSpliced(at, removed, ...items))
  const insert = (at: number) => {
    if (value.length >= limit) return
    focusOn.current = at
    replace(at, 0, '')
  }
  const remove = (at: number) => {
    focusOn.current = Math.min(at, value.length - 2)
    if (focusOn.current < 0) focusOn.current = value.length
    replace(at, 1)
  }

  return (
    <FieldGroup path={path} ids={ids} problem={problem} label={label} hint={hint} isOptional={isOptional}>
      <div class="list-items" ref={box}>
        {value.length === 0 && empty !== undefined && <p class="list-empty quiet">{empty}</p>}
        <ul>
          {value.map((item, i) => {
            const isRefused = problem?.at === String(i)
            // What was refused says so itself.
            const complaint = item.trim() === '' || isRefused ? undefined : check?.(item.trim())
            return (
              <li key={i}>
                <div class="list-item">
                  {/* The types know an input of one type only. */}
                  <input class="input" {...({ type: kind === 'date' ? 'date' : 'text' } as { type: 'text' })} inputMode={kind === 'url' ? 'url' : 'text'} dir={kind === 'text' ? 'auto' : 'ltr'} name={`${path}.${i}`} value={item} spellcheck={false} autocomplete="off"
                    placeholder={placeholder ?? ''} aria-label={said.item(itemLabel, i + 1)}
                    {...(isRefused ? describedBy(ids, { hint, problem }) : complaint !== undefined && { 'aria-invalid': true, 'aria-describedby': `${ids.control}-${i}` })}
                    onInput={(event) => replace(i, 1, event.currentTarget.value)}
                    onPaste={(event) => {
                      const lines = tidyList((event.clipboardData?.getData('text') ?? '').split(/[\n,;]/))
                      if (lines.length < 2 || kind === 'date') return
                      event.preventDefault()
                      const room = limit - value.length + 1
                      focusOn.current = i + Math.min(lines.length, room) - 1
                      replace(i, 1, ...lines.slice(0, room))
                    }}
                    onKeyDown={(event) => {
                      if (event.key !== 'Enter' || event.isComposing) return
                      // Here it does not save: one goes on writing the list.
                      event.preventDefault()
                      insert(i + 1)
                    }} />
                  <button type="button" class="icon-button" aria-label={said.removeItem(item || said.item(itemLabel, i + 1))} title={said.remove} onClick={() => remove(i)}>
                    <Icon name="remove" size={18} />
                  </button>
                </div>
                {complaint !== undefined && <p class="list-complaint" id={`${ids.control}-${i}`}><Icon name="caution" size={16} /> {complaint}</p>}
              </li>
            )
          })}
        </ul>
        {value.length < limit && (
          <button type="button" class="button list-add" onClick={() => insert(value.length)}>
            <Icon name="add" size={16} /> {add ?? said.add}
          </button>
        )}
      </div>
    </FieldGroup>
  )
}
