/** Single days with hours of their own, by date (AL-13a): they stand in the place of the week's. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { LIMITS } from '@foyer/sdk/protocol'
import type { WorkingHours } from '@foyer/sdk/protocol'
import { FieldGroup, part, useFieldIds } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { DayRow } from './day-row.tsx'
import { dateWords } from './time-words.ts'
import { USUAL_SPAN, spansOn } from './week.ts'
import { useSettingsWords } from './words.ts'

export interface SingleDaysProps {
  readonly field: Field<WorkingHours>
  /** `2026-12-25`, where the hours are meant; empty where the time zone is not known. */
  readonly today: string
}

export function SingleDays({ field, today }: SingleDaysProps) {
  const { locale } = useSurroundings()
  const words = useSettingsWords()
  const ids = useFieldIds()
  const box = useRef<HTMLDivElement>(null)
  const focusOn = useRef<string | undefined>(undefined)
  const [wanted, setWanted] = useState('')
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    box.current?.querySelector<HTMLElement>(focusOn.current)?.focus()
    focusOn.current = undefined
  })
  const { path, value: days = {}, problem } = part(field, 'days')
  const dates = Object.keys(days).toSorted()
  const [refusedDate, ...below] = problem?.at.split('.') ?? []

  const set = (next: WorkingHours['days']) => {
    const { days: _, ...rest } = field.value
    field.onChange(next && Object.keys(next).length > 0 ? { ...rest, days: next } : rest)
  }
  const add = () => {
    if (wanted === '' || days[wanted]) return
    // It begins as the day would be without it; a day off begins open, for that is why one comes here.
    const usual = spansOn({ ...field.value, holidays: [] }, wanted)
    focusOn.current = `[data-field="${path}.${wanted}"] input`
    setWanted('')
    set({ ...days, [wanted]: usual.length > 0 ? usual : [USUAL_SPAN] })
  }
  const remove = (date: string) => {
    const { [date]: _, ...rest } = days
    focusOn.current = '.single-day-add input'
    set(rest)
  }

  return (
    <FieldGroup path={path} ids={ids} problem={problem?.at === '' ? problem : undefined} label={words.singleDays} hint={words.singleDaysSay}>
      <div class="single-days" ref={box}>
        {dates.length > 0 && (
          <ul class="week">
            {dates.map((date) => {
              const name = dateWords(date, locale)
              return (
                <DayRow key={date} path={`${path}.${date}`} name={name} spans={days[date] ?? []} usual={undefined} isPast={date < today}
                  problem={refusedDate === date && problem ? { at: below.join('.'), sentence: problem.sentence } : undefined}
                  onChange={(spans) => set({ ...days, [date]: spans })} onRemove={() => remove(date)} />
              )
            })}
          </ul>
        )}
        {dates.length < LIMITS.listLength && (
          <div class="single-day-add">
            <input type="date" class="input" aria-label={words.singleDay} value={wanted} min={today} onInput={(event) => setWanted(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                // Here it does not save.
                event.preventDefault()
                add()
              }} />
            <button type="button" class="button" aria-disabled={wanted === '' || days[wanted] !== undefined} onClick={add}><Icon name="add" size={16} /> {words.addSingleDay}</button>
          </div>
        )}
      </div>
    </FieldGroup>
  )
}
