/**
 * What the visitor allows to be kept (CW-26), where that is less than all, or is said by the page. Fetched only then, and
 * before anything is kept: the settings do not count as there until `settle` has run.
 */
import type { Consent, PageRef } from '@foyer/sdk/protocol'
import type { Ground } from './ground.ts'
import { clearFacts, factsIn, type Place } from './places.ts'

declare global {
  interface Navigator {
    /** https://w3c.github.io/gpc */
    readonly globalPrivacyControl?: boolean
  }
}

/** The tab's memory: it lasts as long as the page. */
function memory(): Place {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    names: () => [...kept.keys()],
  }
}

/** From the least to all. */
const LEVELS: readonly Consent[] = ['none', 'session', 'full']

interface Standing {
  level: Consent
  readonly places: Readonly<Record<Consent, () => Place>>
}
const standings = new WeakMap<Ground, Standing>()

function standingOf(ground: Ground): Standing {
  const inMemory = memory()
  const known = standings.get(ground) ?? { level: 'full', places: { none: () => inMemory, session: () => sessionStorage, full: () => localStorage } }
  standings.set(ground, known)
  return known
}

const levelOf = (said: unknown): Consent | undefined => LEVELS.find((level) => level === said)
const least = (one: Consent, other: Consent): Consent => LEVELS.find((level) => level === one || level === other) ?? 'none'
const hasControl = () => navigator.globalPrivacyControl === true

/** A page without its source, and without the campaign that led to it. */
function blur({ url, title }: PageRef): PageRef {
  const { origin, pathname, hash } = new URL(url, location.href)
  return { url: origin + pathname + hash, ...(title && { title }) }
}

/** Facts are kept there from now on. At `none` nothing is reported before the visitor does something, if they have not yet. */
function take(ground: Ground, level: Consent): void {
  const { terms, device, tab } = ground
  const standing = standingOf(ground)
  standing.level = level
  device.open = standing.places[level]
  tab.open = standing.places[level === 'none' ? 'none' : 'session']
  terms.isAlone = level !== 'full'
  terms.blur = hasControl() && terms.said !== 'full' ? blur : undefined
  terms.speak =
    level === 'none' && !device.get('thread')
      ? () => {
          terms.speak = undefined
          ground.bePresent()
        }
      : undefined
}

/** What threads have kept beside the facts. */
const clearThreads = ({ loadThread, credentials, report }: Ground) => void loadThread().then(({ clearDevice }) => clearDevice(credentials.site)).catch(report)

/**
 * Before anything is kept: which level holds here. What lies in a longer store was kept under other terms, and goes. A
 * level that nobody knows is `none`, for whoever has mistyped it did not mean everything.
 *
 * @param wish of the script tag, or else of the site
 */
export function settle(ground: Ground, wish: unknown): void {
  const { terms, keyOf } = ground
  const { session, full } = standingOf(ground).places
  const [kept, lasting] = [factsIn(session, keyOf), factsIn(full, keyOf)]
  terms.said ??= levelOf(lasting.get('consent')) ?? levelOf(kept.get('consent'))
  const wished = wish === true ? 'full' : (levelOf(wish) ?? 'none')
  const level = terms.said ?? (hasControl() ? least(wished, 'session') : wished)
  if (level !== 'full') {
    clearFacts(full, keyOf)
    if (lasting.get('thread')) clearThreads(ground)
  }
  // A tab that was a visitor of its own may have left something before more was allowed.
  if (level !== 'session') clearFacts(session, keyOf)
  take(ground, level)
  if (level === 'full' && kept.has('here')) ground.tab.set('here', kept.get('here'))
  if (terms.said) ground.device.set('consent', terms.said)
}

/** The visitor has said how much may be kept, on this page. */
export async function consent(ground: Ground, level: Consent): Promise<void> {
  const { terms, device, keyOf } = ground
  terms.said = level
  // Not settled before: that takes it up.
  await ground.settings().catch(() => undefined)
  const { level: before, places } = standingOf(ground)
  // For the other tabs, which hear of it by this.
  if (before === 'full' && level !== 'full') attempt(() => places.full().setItem(keyOf('consent'), level))
  change(ground, level)
  device.set('consent', level)
}

/** Another tab has heard the visitor say so. More, it takes up with its next page. */
export function follow(ground: Ground, said: unknown): void {
  const level = levelOf(said)
  if (!level || level === 'full' || standingOf(ground).level !== 'full') return
  ground.terms.said = level
  change(ground, level)
}

/** Moves what is there to where it may be, and leaves nothing where it was. */
function change(ground: Ground, level: Consent): void {
  const { device, tab, keyOf } = ground
  const { level: before, places } = standingOf(ground)
  if (level === before) return take(ground, level)
  const hadThread = device.get('thread')
  const facts = new Map([...factsIn(places[before], keyOf), ...factsIn(tab.open, keyOf)])
  const lasting = factsIn(places.full, keyOf)
  // Another tab was allowed to be remembered before this one: there is one visitor to a device, and the one who has talked stays.
  const isTaken = level === 'full' && isVisitor(lasting) && (isTalking(lasting) || !isTalking(facts))

  clearFacts(places[before], keyOf)
  clearFacts(tab.open, keyOf)
  take(ground, level)
  for (const [name, value] of facts) {
    if (name === 'here') tab.set(name, value)
    else if (!isTaken) device.set(name, value)
  }
  // What was kept decides whether the visitor was heard of already.
  take(ground, level)
  ground.renew()
  ground.render()
  if (before === 'full' && hadThread) clearThreads(ground)
}

const isVisitor = (facts: ReadonlyMap<string, string>) => facts.has('visitor')
const isTalking = (facts: ReadonlyMap<string, string>) => facts.has('thread')

function attempt(run: () => void): void {
  try {
    run()
  } catch {
    // Where nothing can be kept, other tabs have kept nothing either.
  }
}
