/** How one looks at the list: which columns there are, and how close the rows stand. Pure; kept on the device. */
import { COLUMNS } from './question.ts'
import type { Column } from './question.ts'

export interface View {
  /** Absent: as many as there is room for. Chosen ones are there at any width, and the list scrolls sideways. */
  readonly columns?: readonly Column[]
  readonly isCompact: boolean
}
export const PLAIN: View = { isCompact: false }

/** Without it a row is nobody's. */
export const ALWAYS: Column = 'visitor'
/** On a phone each row is a card of these. */
export const ON_PHONES: readonly Column[] = ['visitor', 'state', 'page', 'source', 'time']
/** What matters least goes first. */
const GO_FIRST = ['language', 'device', 'place', 'pages', 'source'] as const satisfies readonly Column[]

/** The least width in CSS pixels, and the share of what is left over. */
const WIDTHS: Readonly<Record<Column, readonly [leastPx: number, share: number]>> = {
  visitor: [168, 1.3], state: [160, 1.1], page: [144, 2], source: [108, 1], pages: [64, 0], time: [104, 0], place: [112, 1], device: [120, 1], language: [96, 0],
}
/** The box to choose a row by, and the edge at the end. */
const BESIDE_PX = 44 + 16

const leastPx = (columns: readonly Column[]): number => columns.reduce((sum, column) => sum + WIDTHS[column][0], BESIDE_PX)

export function columnsOf({ columns }: View, widthPx: number): readonly Column[] {
  if (columns) return columns
  let fitting: readonly Column[] = COLUMNS
  for (const next of GO_FIRST) if (leastPx(fitting) > widthPx) fitting = fitting.filter((column) => column !== next)
  return fitting
}

/** For `grid-template-columns`, and how wide that is at least. */
export const tracksOf = (columns: readonly Column[]): { readonly tracks: string; readonly leastPx: number } => ({
  tracks: ['44px', ...columns.map((column) => (WIDTHS[column][1] === 0 ? `${WIDTHS[column][0]}px` : `minmax(${WIDTHS[column][0]}px, ${WIDTHS[column][1]}fr)`))].join(' '),
  leastPx: leastPx(columns),
})

/** Shows a column, or hides it: from then on the columns are those that were chosen. */
export const toggled = (view: View, shown: readonly Column[], column: Column): View => ({ ...view, columns: COLUMNS.filter((each) => (each === column ? !shown.includes(each) : shown.includes(each))) })

/** From what the device has kept, which may be of another version. */
export function readView(kept: string | undefined): View {
  try {
    const { columns, isCompact } = JSON.parse(kept ?? '') as { readonly columns?: unknown; readonly isCompact?: unknown }
    return { isCompact: isCompact === true, ...(Array.isArray(columns) && { columns: COLUMNS.filter((column) => column === ALWAYS || columns.includes(column)) }) }
  } catch {
    return PLAIN
  }
}
