/** How times are written, by `Intl`, in the visitor's language and time zone. */
export interface Format {
  /** The time of the day: `14:32`. */
  time(at: number): string
  /** The day as one would say it: `Today`, `Yesterday`, `Monday`, `12 March`, `12 March 2023`. */
  day(at: number): string
  /** A day to come, after tomorrow: `Monday`, `Monday 12 March`. As it stands within a sentence. */
  dayAhead(at: number): string
  /** Day and time with nothing left out, for a title or a screen reader. */
  full(at: number): string
}

const DAY_MS = 86_400_000

/**
 * @param locale see `localeFor`
 * @param now the present, milliseconds since 1970
 */
export function createFormat(locale: string, now: () => number): Format {
  const write = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { numberingSystem: 'latn', ...options })
    return (at: number) => format.format(at)
  }
  const time = write({ timeStyle: 'short' })
  const weekday = write({ weekday: 'long' })
  const date = write({ day: 'numeric', month: 'long' })
  const dateOfYear = write({ day: 'numeric', month: 'long', year: 'numeric' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  return {
    time,
    full: write({ dateStyle: 'full', timeStyle: 'short' }),
    dayAhead: (at) => (dayNumber(at) - dayNumber(now()) < 7 ? weekday(at) : write({ weekday: 'long', day: 'numeric', month: 'long' })(at)),
    day(at) {
      const days = dayNumber(now()) - dayNumber(at)
      if (days < 2 && days >= 0) return capital(relative.format(-days, 'day'), locale)
      if (days > 0 && days < 7) return capital(weekday(at), locale)
      return new Date(at).getFullYear() === new Date(now()).getFullYear() ? date(at) : dateOfYear(at)
    },
  }
}

/** Counts the local calendar's days; the hours that summer time adds or takes do not matter. */
const dayNumber = (at: number) => Math.floor((at - new Date(at).getTimezoneOffset() * 60_000) / DAY_MS)

const capital = (words: string, locale: string) => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1)
