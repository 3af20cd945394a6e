/** One day of the week: open or not, and from when to when. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { LIMITS } from '@foyer/sdk/protocol'
import type { Span } from '@foyer/sdk/protocol'
import { ProblemLine, useFieldIds } from '../forms/index.ts'
import type { Problem } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { DAY_MINUTES, USUAL_SPAN, clockOf, minutesOf, withOneMore } from './week.ts'
import { useSettingsWords } from './words.ts'

export interface DayRowProps {
  readonly path: string
  readonly name: string
  readonly spans: readonly Span[]
  /** `at` is the number of the span. */
  readonly problem: Problem | undefined
  /** What it is switched on with. Default {@link USUAL_SPAN}. */
  readonly usual: readonly Span[] | undefined
  onChange(spans: readonly Span[]): void
  /** A single day that is over. */
  readonly isPast?: boolean
  /** These hours on all weekdays. */
  onCopy?(): void
  /** A single day is as the week again. */
  onRemove?(): void
}

export function DayRow({ path, name, spans, problem, usual, isPast = false, onChange, onCopy, onRemove }: DayRowProps) {
  const words = useSettingsWords()
  const ids = useFieldIds()
  const row = useRef<HTMLLIElement>(null)
  const focusOn = useRef<number | undefined>(undefined)
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    row.current?.querySelectorAll<HTMLElement>('.span-from')[focusOn.current]?.focus()
    focusOn.current = undefined
  })
  const isOpen = spans.length > 0
  const more = withOneMore(spans)
  const set = (at: number, span: Span) => onChange(spans.with(at, span))

  return (
    <li class="day" data-field={path} ref={row}>
      <label class="switch-field">
        <input type="checkbox" role="switch" aria-label={words.works(name)} checked={isOpen} onChange={() => onChange(isOpen ? [] : (usual ?? [USUAL_SPAN]))} />
        <span class="switch-track" aria-hidden="true"><span class="switch-thumb" /></span>
        <span aria-hidden="true">{name}</span>
      </label>
      {isOpen ? (
        <div class="spans">
          {spans.map(([from, to], i) => {
            const refused = problem?.at === String(i) ? { 'aria-invalid': true, 'aria-describedby': ids.problem } : {}
            return (
              <div class="span" key={i}>
                <input type="time" class="input span-from" name={`${path}.${i}.0`} aria-label={words.from(name, i + 1)} value={clockOf(from)} {...refused}
                  onInput={(event) => {
                    const minutes = minutesOf(event.currentTarget.value)
                    if (minutes !== undefined) set(i, [minutes, to])
                  }} />
                <span aria-hidden="true">–</span>
                <input type="time" class="input" name={`${path}.${i}.1`} aria-label={words.to(name, i + 1)} value={clockOf(to)} {...refused}
                  onInput={(event) => {
                    const minutes = minutesOf(event.currentTarget.value)
                    // Midnight at an end is the end of the day.
                    if (minutes !== undefined) set(i, [from, minutes === 0 ? DAY_MINUTES : minutes])
                  }} />
                {spans.length > 1 && (
                  <button type="button" class="icon-button" aria-label={words.removeSpan(name, i + 1)} title={words.removeSpan(name, i + 1)}
                    onClick={() => {
                      focusOn.current = Math.max(0, i - 1)
                      onChange(spans.toSpliced(i, 1))
                    }}>
                    <Icon name="close" size={16} />
                  </button>
                )}
              </div>
            )
          })}
          <ProblemLine id={ids.problem} problem={problem} />
        </div>
      ) : (
        <p class="day-off quiet">{words.dayOff}</p>
      )}
      {isPast && <p class="day-past quiet">{words.dayPast}</p>}
      {(isOpen || onRemove) && (
        <div class="day-actions">
          {isOpen && more && spans.length < LIMITS.listLength && (
            <button type="button" class="icon-button" aria-label={words.addSpanTo(name)} title={words.addSpan}
              onClick={() => {
                focusOn.current = spans.length
                onChange(more)
              }}>
              <Icon name="add" size={18} />
            </button>
          )}
          {onCopy && (
            <button type="button" class="icon-button" aria-label={words.copyDayToWeekdays(name)} title={words.copyToWeekdays} onClick={onCopy}>
              <Icon name="copy" size={18} />
            </button>
          )}
          {onRemove && (
            <button type="button" class="icon-button" aria-label={words.removeSingleDay(name)} title={words.removeSingleDay(name)} onClick={onRemove}>
              <Icon name="remove" size={18} />
            </button>
          )}
        </div>
      )}
    </li>
  )
}
