/** What is done with the visitor of this device when a session ends by a wish of the page. It comes with the door. */
import { randomBytes } from './browser.ts'
import type { Ground } from './ground.ts'
import { createToken } from './visitor-token.ts'

/** Nothing stays on the device (CW-24). */
export async function leaveNothing({ device, credentials, loadThread }: Ground, token?: string): Promise<void> {
  const hasThread = device.get('thread')
  for (const name of ['draft', 'pending', 'open', 'thread', 'visit', 'closed', 'counts']) device.set(name)
  // In one step: other tabs see the one key or the other, or that there is none.
  device.set('visitor', token)
  if (hasThread) await (await loadThread()).clearDevice(credentials.site)
}

/** Likewise, and a new visitor is there at once, so that other tabs follow (CW-27). */
export const leaveStranger = (ground: Ground): Promise<void> => leaveNothing(ground, createToken(randomBytes))
