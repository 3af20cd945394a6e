/** Which rows of a long list are in view, by arithmetic: rows have one height (DK-2: 5,000 conversations scroll smoothly). */

/** Height of a row, in CSS pixels. The style sheet takes it from here. */
export const ROW_PX = 64

/** Rows kept beyond each edge, so that fast scrolling does not show a gap before the next frame. */
const SPARE_ROWS = 6

export interface RowWindow {
  readonly first: number
  /** One past the last. */
  readonly end: number
}

export function rowsInView(scrollTop: number, height: number, count: number, rowPx = ROW_PX): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowPx) - SPARE_ROWS)
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowPx) + SPARE_ROWS)
  return { first: Math.min(first, end), end }
}

/** Where to scroll so that a row is wholly in view, moving as little as possible. */
export function scrollTopFor(row: number, scrollTop: number, height: number, rowPx = ROW_PX): number {
  const top = row * rowPx
  if (top < scrollTop) return top
  return Math.max(scrollTop, top + rowPx - height)
}
