/** Which columns the list has, and how close its rows stand. */
import { useRef, useState } from 'preact/hooks'
import { Icon } from '../icons.tsx'
import { useDismissal, useFocusInside } from '../popover.tsx'
import { COLUMNS } from './question.ts'
import type { Column } from './question.ts'
import { useVisitorsWords } from './use-words.ts'
import { ALWAYS, toggled } from './view.ts'
import type { View } from './view.ts'

export interface ViewMenuProps {
  readonly view: View
  /** Columns that are there now. */
  readonly shown: readonly Column[]
  onView(view: View): void
}

export function ViewMenu(props: ViewMenuProps) {
  const words = useVisitorsWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div class="visit-view">
      <button type="button" class="button is-quiet visit-view-opener" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {words.view} <Icon name="chevron" size={16} />
      </button>
      {isOpen && <Panel {...props} onClose={() => setOpen(false)} />}
    </div>
  )
}

function Panel({ view, shown, onView, onClose }: ViewMenuProps & { onClose(): void }) {
  const words = useVisitorsWords()
  const box = useRef<HTMLDivElement>(null)
  useFocusInside(box)
  useDismissal(box, onClose, '.visit-view-opener')
  return (
    <div class="visit-view-panel" role="group" aria-label={words.view} ref={box}>
      {COLUMNS.filter((column) => column !== ALWAYS).map((column, i) => (
        <label key={column}>
          <input type="checkbox" checked={shown.includes(column)} {...(i === 0 && { 'data-first': true })} onChange={() => onView(toggled(view, shown, column))} /> {words.columns[column]}
        </label>
      ))}
      <label class="visit-view-rows"><input type="checkbox" checked={view.isCompact} onChange={() => onView({ ...view, isCompact: !view.isCompact })} /> {words.compact}</label>
      {view.columns && <button type="button" class="button is-quiet" onClick={() => onView({ isCompact: view.isCompact })}>{words.asFits}</button>}
    </div>
  )
}
