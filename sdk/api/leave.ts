/** What is done with the visitor of this device when a session ends by a wish of the page. It comes with the door, or when the visitor asks to be forgotten. */
import { TALK_PATHS } from '@foyer/sdk/protocol'
import { newToken } from './browser.ts'
import type { Ground } from './ground.ts'
import { factsIn } from './places.ts'
import { request } from './request.ts'

/** Nothing stays on the device (CW-24). */
export const leaveNothing = (ground: Ground): Promise<void> => leave(ground, [])

/**
 * Likewise, and a new visitor is there at once, so that other tabs follow; and the server takes the old key no more
 * (CW-27). What was said of consent was said for this browser, and stands.
 */
export async function leaveStranger(ground: Ground): Promise<void> {
  const { server, credentials, terms } = ground
  const body = JSON.stringify(credentials)
  const isKnown = credentials.token && !terms.speak
  await leave(ground, ['consent'], newToken())
  // The page may be going away with the sign-out. What does not arrive is harmless: nobody has the key.
  if (isKnown && !navigator.sendBeacon(server + TALK_PATHS.forget, body)) await request(server + TALK_PATHS.forget, JSON.parse(body))
}

async function leave({ device, tab, terms, keyOf, credentials, loadThread }: Ground, staying: readonly string[], token?: string): Promise<void> {
  const hasThread = device.get('thread')
  for (const keep of [device, tab]) {
    for (const name of factsIn(keep.open, keyOf).keys()) if (name !== 'visitor' && !staying.includes(name)) keep.set(name)
  }
  // In one step: other tabs see the one key or the other, or that there is none.
  device.set('visitor', token)
  if (hasThread && !terms.isAlone) await (await loadThread()).clearDevice(credentials.site)
}
