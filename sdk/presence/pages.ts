/** Notices that the page has become another without being loaded: single-page applications (CW-25). */
/** The part of the Navigation API that is used; not every browser has it. */
type WithNavigation = Window & { readonly navigation?: EventTarget }

/** Calls `onChange` after each change of the address, until `signal` says that it is over. */
export function watchAddress(page: WithNavigation, signal: AbortSignal, onChange: () => void): void {
  if (page.navigation) return page.navigation.addEventListener('currententrychange', onChange, { signal })
  import('./history.ts').then(
    ({ watchHistory }) => signal.aborted || watchHistory(page, signal, onChange),
    // The server is then told of another page with its next loading.
    () => undefined,
  )
}
