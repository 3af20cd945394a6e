/** Notices that the page has become another without being loaded: single-page applications (CW-25). */
import type { Stop } from '@foyer/sdk/thread'

/** The part of the Navigation API that is used; not every browser has it. */
type WithNavigation = Window & { readonly navigation?: EventTarget }

/** Calls `onChange` after each change of the address. */
export function watchAddress(page: WithNavigation, onChange: () => void): Stop {
  const stops = new AbortController()
  const { signal } = stops
  if (page.navigation) page.navigation.addEventListener('currententrychange', onChange, { signal })
  else {
    import('./history.ts').then(
      ({ watchHistory }) => signal.aborted || signal.addEventListener('abort', watchHistory(page, onChange)),
      // The page is then told of with its next loading.
      () => undefined,
    )
  }
  return () => stops.abort()
}
