/** What another tab has done with the visitor, whom all tabs have in common. Fetched when one does. */
import type { Ground } from './ground.ts'

/** @param key of what has changed on the device, perhaps another site's */
export async function follow(ground: Ground, key: string | null, value: string | null): Promise<void> {
  const { device, credentials, keyOf, restart, renew } = ground
  // The visitor allows less.
  if (key === keyOf('consent')) (await import('./consent.ts')).follow(ground, value)
  // They have proven to be somebody whom other browsers know.
  else if (key === keyOf('joined')) renew()
  else if (key === keyOf('visitor')) {
    const now = device.get('visitor')
    // Another tab left and took the key with it; this one stays. A different key is another visitor.
    if (!now) device.set('visitor', credentials.token)
    else if (now !== credentials.token) restart()
  }
}
