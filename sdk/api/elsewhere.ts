import { SLUG_PATHS, type ReceptionComponent } from '@foyer/sdk/protocol'

/** Of a page of its own: as the layer on the page, with some room. */
const POPUP = 'popup,width=420,height=720'

/**
 * Goes where a component leads, if that is not the layer on the page: a link to a chat in a window of its own (RC-10), a
 * messenger or a contact to the server's page for it (RC-12), a phone number to a call. Only a click may do that.
 *
 * @returns false if it is the layer, or if the browser has blocked the window and the layer stands in for it
 */
export function leadElsewhere({ kind, style, slug, phone }: ReceptionComponent, server: string): boolean {
  if (kind === 'phone' && phone) {
    location.assign(`tel:${phone.replace(/[^\d+*#]/g, '')}`)
    return true
  }
  if (kind !== 'web-chat') {
    window.open(server + SLUG_PATHS.transitPage(slug), '_blank', 'noopener')
    return true
  }
  if (style !== 'link') return false
  // Without `noopener`, for that hides whether there is a window. A second click finds it again by its name.
  const opened = window.open(server + SLUG_PATHS.chatPage(slug), `foyer-${slug}`, POPUP)
  return Boolean(opened && !opened.closed)
}
