import type { Stop } from '@foyer/sdk/thread'

/**
 * Hears of a page's own changes of its address where there is no Navigation API: `history` is wrapped, and given back on
 * stopping, unless somebody has wrapped it after us; then the wrapper stays and only passes on.
 */
export function watchHistory(page: Window, onChange: () => void): Stop {
  const stops = new AbortController()
  const { signal } = stops
  const { history } = page

  for (const type of ['popstate', 'hashchange']) page.addEventListener(type, onChange, { signal })
  for (const method of ['pushState', 'replaceState'] as const) {
    const before = history[method]
    const wasWrapped = Object.hasOwn(history, method)
    const own: History['pushState'] = function (this: History, ...args) {
      before.apply(this, args)
      if (!signal.aborted) onChange()
    }
    history[method] = own
    signal.addEventListener('abort', () => {
      if (history[method] !== own) return
      if (wasWrapped) history[method] = before
      else Reflect.deleteProperty(history, method)
    })
  }
  return () => stops.abort()
}
