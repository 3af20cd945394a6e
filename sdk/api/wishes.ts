/** What only a page's own code asks for: methods of the SDK that no click of a visitor makes. They come with the door. */
import { PATHS, type Identity, type MessageId } from '@foyer/sdk/protocol'
import { FoyerError } from './errors.ts'
import type { Ground } from './ground.ts'
import { invalidOption } from './options.ts'
import { request } from './request.ts'
import type { StartOptions } from './types.ts'

export async function startConversation(ground: Ground, { message, component }: StartOptions = {}): Promise<MessageId | undefined> {
  const { components } = await ground.settings()
  const found = components.find(({ id }) => id === component)
  if (component !== undefined && !found) throw invalidOption(`The site has no reception component ${String(component)}.`)
  // A page of its own has a visitor of its own: a message that was written here belongs into the layer here.
  if (found?.style === 'link' && message === undefined) {
    const { leadElsewhere } = await import('./extras.ts')
    if (leadElsewhere(found, ground.server)) return undefined
  }
  const sent = message === undefined ? undefined : await (await ground.talk()).send(message, found?.id)
  await ground.open({ componentId: found?.id })
  return sent
}

export async function endConversation(ground: Ground): Promise<void> {
  const thread = await (await ground.talk()).thread()
  const ended = await thread.end()
  if (!ended.ok && ended.code !== 'conversation_ended') throw new FoyerError(ended)
}

export async function identify({ server, credentials }: Ground, identity: Identity): Promise<void> {
  if (typeof identity !== 'object' || identity === null) throw invalidOption('identify takes an object, as { name, email }.')
  const told = await request<null>(server + PATHS.identify, { ...credentials, identity })
  if (!told.ok) throw new FoyerError(told)
}
