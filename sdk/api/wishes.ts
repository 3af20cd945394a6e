/** What only a page's own code asks for: methods of the SDK that no click of a visitor makes. They come with the door. */
import { TALK_PATHS } from '@foyer/sdk/protocol'
import type { GroupId, Identified, Identity, MemberId, MessageId, Receiver, Result } from '@foyer/sdk/protocol'
import type { Ground } from './ground.ts'
import { invalidOption } from './options.ts'
import { randomId } from './random-id.ts'
import { request } from './request.ts'
import { isPassing, trouble } from './trouble.ts'
import type { StartOptions } from './types.ts'

export async function startConversation(ground: Ground, { message, component, receiver }: StartOptions = {}): Promise<MessageId | undefined> {
  const { components } = await ground.settings()
  const found = components.find(({ id }) => id === component)
  if (component !== undefined && !found) throw invalidOption(`The site has no reception component ${String(component)}.`)
  const wish = receiver === undefined ? undefined : receiverOf(receiver)
  // A page of its own has a visitor of its own: a message that was written here belongs into the layer here.
  if (found?.style === 'link' && message === undefined && !wish) {
    const { leadElsewhere } = await import('./extras.ts')
    if (leadElsewhere(found, ground.server)) return undefined
  }
  const talk = await ground.talk()
  if (found || wish) talk.aim({ ...(found && { componentId: found.id }), ...(wish && { receiver: wish }) })
  const sent = message === undefined ? undefined : await talk.send(message)
  await ground.open()
  return sent
}

/** As the server wants it. */
function receiverOf(wish: unknown): Receiver {
  const { agent, group } = isRecord(wish) ? wish : {}
  if (typeof agent === 'string' && group === undefined) return { kind: 'agent', agentId: agent as MemberId }
  if (typeof group === 'string' && agent === undefined) return { kind: 'group', groupId: group as GroupId }
  throw invalidOption('A receiver is { agent } or { group }, with its id.')
}

export async function endConversation(ground: Ground): Promise<void> {
  const thread = await (await ground.talk()).thread()
  const ended = await thread.end()
  if (!ended.ok && ended.code !== 'conversation_ended') throw ended
}

export async function identify(ground: Ground, identity: Identity): Promise<Identified> {
  if (!isRecord(identity)) throw invalidOption('identify takes an object, as { name, email }.')
  const told = await send<Identified>(ground, TALK_PATHS.identify, { identity })
  if (!told.ok) throw told
  if (told.value?.isJoined) {
    // The other tabs hear of it by this, and share what comes of the thread from now on under this name.
    ground.device.set('joined', `${ground.clock.now()}`)
    ground.renew()
  }
  return told.value ?? { isJoined: false }
}

export async function setAttributes(ground: Ground, attributes: Readonly<Record<string, unknown>>): Promise<void> {
  const values = isRecord(attributes) ? Object.entries(attributes) : []
  const isPlain = values.length > 0 && values.every(([, value]) => /^(string|number|boolean)$/.test(typeof value))
  if (!isPlain) throw invalidOption('setAttributes takes an object of texts, numbers and yes or no, as { plan: "business", seats: 12 }.')
  await identify(ground, { attributes: Object.fromEntries(values.map(([name, value]) => [name, String(value)])) })
}

export async function addTags(ground: Ground, tags: readonly string[]): Promise<void> {
  const isList = Array.isArray(tags) && tags.length > 0 && tags.every((tag) => typeof tag === 'string' && tag.trim())
  if (!isList) throw invalidOption('addTags takes a list of texts, as ["trial"].')
  await identify(ground, { tags })
}

/** What goes wrong in passing is tried again after these. */
const RETRIES_MS = [2_000, 8_000, 40_000]

export async function track(ground: Ground, name: unknown, data: unknown): Promise<void> {
  if (typeof name !== 'string' || !name.trim()) throw invalidOption('track takes a name, and what goes with it, as ("cart-filled", { items: 3 }).')
  if (data !== undefined && !isRecord(data)) throw invalidOption('What goes with a tracked event is an object, as { items: 3 }.')
  ;(ground.tracked ??= new Set()).add(name)
  // An invitation may wait for it (IV-5).
  ground.render()
  const event = { id: randomId(), name, ...(data !== undefined && { data }) }
  let told = await send<null>(ground, TALK_PATHS.track, { event })
  for (const ms of RETRIES_MS) {
    if (told.ok || !isPassing(told.code)) break
    await pause(ground, ms)
    told = await send<null>(ground, TALK_PATHS.track, { event })
  }
  if (!told.ok) throw told
}

/** Where the visitor is, in place of what the address says. */
export function showPage({ tell }: Ground, url: unknown): void {
  if (url === undefined) return tell()
  const address = URL.canParse(String(url), location.href) && new URL(String(url), location.href)
  if (!address || !/^https?:$/.test(address.protocol)) throw invalidOption(`${String(url)} is no address of a page.`)
  tell(address.href)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of the visitor, to the server; not before it is known what may be told. */
async function send<T>(ground: Ground, path: string, what: object): Promise<Result<T>> {
  await ground.settings()
  if (ground.terms.speak) throw trouble('no_consent', 'The visitor has not agreed to this.', 'Call Foyer.consent("full") when they have.')
  return request<T>(ground.server + path, { ...ground.credentials, ...what })
}

const pause = ({ clock, signal }: Ground, ms: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = clock.after(ms, resolve)
    const end = () => {
      stop()
      reject(trouble('not_initialised', 'Foyer has ended on this page.', 'Call Foyer.init({ site }) first.'))
    }
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
  })
