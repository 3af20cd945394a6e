/**
 * Hears of a page's own changes of its address where there is no Navigation API: `history` is wrapped, and given back
 * when `signal` says that it is over, unless somebody has wrapped it after us; then the wrapper stays and only passes on.
 */
export function watchHistory(page: Window, signal: AbortSignal, onChange: () => void): void {
  const { history } = page
  // Told of going back and forth, and of a new fragment.
  page.addEventListener('popstate', onChange, { signal })

  for (const method of ['pushState', 'replaceState'] as const) {
    const isOwn = Object.hasOwn(history, method)
    const passOn = history[method]
    const own: History['pushState'] = function (this: History, ...args) {
      passOn.apply(this, args)
      if (!signal.aborted) onChange()
    }
    history[method] = own
    signal.addEventListener('abort', () => {
      if (history[method] !== own) return
      if (isOwn) history[method] = passOn
      else Reflect.deleteProperty(history, method)
    })
  }
}
