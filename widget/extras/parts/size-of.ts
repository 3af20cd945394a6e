/** A size as people say it: `820 kB`, `3.4 MB`; 1,000 bytes to the kB, as limits are set. */
export function sizeOf(bytes: number, language: string): string {
  const isLarge = bytes >= 1_000_000
  const amount = isLarge ? bytes / 1_000_000 : Math.max(1, bytes / 1_000)
  return new Intl.NumberFormat(language, { numberingSystem: 'latn', style: 'unit', unit: isLarge ? 'megabyte' : 'kilobyte', unitDisplay: 'short', maximumFractionDigits: isLarge && amount < 10 ? 1 : 0 }).format(amount)
}

/** A share as people say it: `40%`. */
export const percentOf = (share: number, language: string): string => new Intl.NumberFormat(language, { numberingSystem: 'latn', style: 'percent', maximumFractionDigits: 0 }).format(share)

/** Minutes and seconds: `0:07`. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** The ending of a name, without the dot and in lower case; empty if it has none. */
export const endingOf = (name: string): string => name.match(/[^.\s]\.([^.\s]{1,10})$/)?.[1]?.toLowerCase() ?? ''
