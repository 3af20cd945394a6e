/** Prints rows of figures in columns: words to the start, figures to the end. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('   ')
  console.log(`\n${title}\n`)
  console.log(line(head))
  console.log(widths.map((width) => '-'.repeat(width)).join('   '))
  for (const row of rows) console.log(line(row))
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en')
export const ms = (value: number): string => value.toFixed(2)
export const kib = (bytes: number): string => (bytes / 1024).toFixed(1)
export const ratio = (value: number): string => value.toFixed(2)

/** The middle value: one slow run moves it little. */
export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
