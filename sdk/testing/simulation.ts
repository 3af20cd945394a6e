/**
 * A visitor's browser, a bad network and a server, played at random and over again: tabs come, go, crash between any two
 * steps, fall asleep and are stopped; the storage fails; the network loses, doubles and reorders; the server restarts;
 * agents answer meanwhile. Then everything calms down, and what must hold is looked at.
 *
 * All chance comes from the seed and all time from a clock that is moved by hand, so a seed that fails fails again. The
 * server is a parameter: the in-memory double by default, or the procedures of the real one.
 */
import type {
  ConversationHead,
  ConversationId,
  ConversationSlice,
  FileId,
  FilePart,
  LogEvent,
  MessageId,
  OlderPage,
  Part,
  Result,
  SiteKey,
  ThreadDelta,
} from '@foyer/sdk/protocol'
import { failTalk, plainText } from '@foyer/sdk/protocol'
import { createThreadClient, outboxKey, type ThreadPorts } from '../thread/client.ts'
import { parseOutbox } from '../thread/outbox.ts'
import { createTimeline } from '../thread/timeline.ts'
import type { Clock, LoadedConversation, MessageStatus, PendingMessage, Storage, ThreadClient, ThreadState } from '../thread/types.ts'
import { createFakeClock, settled, type FakeClock } from './fake-clock.ts'
import { createFakeStorage } from './fake-storage.ts'
import { createFakeBrowser, type FakeTab } from './fake-tabs.ts'
import { REFUSED, createLogServer } from './log-server.ts'
import { CALM, createNetwork, type NetworkLine, type NetworkServer } from './lossy-network.ts'
import { createRandom, type Random } from './random.ts'

/** What a server has to offer to be played with. Each may answer at once or later. */
export interface SimulatedServer extends NetworkServer {
  /** The other side of the visitor's open conversation. Where nothing is open nothing happens. */
  agentSays(token: string, id: MessageId, parts: readonly Part[]): unknown
  agentMarks(token: string, isRead: boolean): unknown
  agentEnds(token: string): unknown
  agentTypes?(token: string, isTyping: boolean): unknown
  warnsOfSilence?(token: string): unknown
  agentAsksRating?(token: string): unknown
  agentAsksTransfer?(token: string): unknown
  /** Loses all lines and what is not stored. */
  restart(): unknown
  /** Resolves when the server has done what it was asked. Needed by one that does not answer at once. */
  settled?(): Promise<unknown>
  /** A message text that the server refuses for good. Without one, refusals are not played. */
  readonly refusedText?: string
}

export interface SimulationOptions {
  readonly createServer?: (clock: Clock) => SimulatedServer
  /** Puts something between the tabs and their world: for tests that the simulation notices what it must notice. */
  readonly wrapPorts?: (ports: ThreadPorts) => ThreadPorts
  /** How many things happen before it calms down. Default: between 5 and 30. */
  readonly actions?: number
  /** Whether buttons, ratings and transfers are played too. Default: from seed 1,001 on, so that seeds of the past stay what they were. */
  readonly hasTalk?: boolean
}

export interface SimulationReport {
  readonly seed: number
  /** What did not hold; empty if all is well. */
  readonly problems: readonly string[]
  /** What happened, one line each, with the time since the start. */
  readonly story: readonly string[]
  readonly counts: { readonly sent: number; readonly stored: number; readonly tabs: number; readonly crashes: number }
}

/** It has no words of its own, so that a message that presses it is known by its text. */
const BUTTON = { label: '', value: 'book' }
const SITE = 'demo' as SiteKey
const TOKEN = 'token-of-the-visitor'
/** Longer than all waits of a client together: what has not come right by then never will. */
const CALM_LIMIT_MS = 300_000

interface Tab {
  readonly name: string
  readonly client: ThreadClient
  readonly fake: FakeTab
  isAlive: boolean
  isStopped: boolean
  isAsleep: boolean
  readonly backlog: (() => void)[]
  typed: number
}

/** Plays one run. Rejects only if the code under test throws. */
export async function simulate(seed: number, options: SimulationOptions = {}): Promise<SimulationReport> {
  const random = createRandom(seed)
  const clock = createFakeClock()
  const startAt = clock.now()
  const server: SimulatedServer = options.createServer?.(clock) ?? createDouble(clock)
  const story: string[] = []
  const world = new World(random, clock, server, options, (line) => story.push(`${clock.now() - startAt} ms: ${line}`))
  world.begin()
  const actions = options.actions ?? 5 + random.below(26)
  const hasTalk = options.hasTalk ?? seed > 1_000
  for (let action = 0; action < actions; action++) {
    await (hasTalk && random.chance(0.2) ? world.talk() : world.act())
    await world.pass(random.chance(0.1) ? random.below(20_000) : random.below(300))
  }
  await world.calmDown()
  return { seed, problems: world.problems, story, counts: world.counts }
}

export function createDouble(clock: Clock, faults: Parameters<typeof createLogServer>[1] = {}): SimulatedServer {
  const server = createLogServer(() => clock.now(), faults)
  return {
    ...server,
    refusedText: REFUSED,
    connect: (token, push) => server.connect(token, (name, payload) => push(name, payload)),
  }
}

const RANKS: Record<MessageStatus, number> = { failed: 0, sending: 0, sent: 1, delivered: 2, read: 3 }

class World {
  readonly problems: string[] = []
  readonly counts = { sent: 0, stored: 0, tabs: 0, crashes: 0 }
  readonly #random: Random
  readonly #clock: FakeClock
  readonly #server: SimulatedServer
  readonly #tell: (line: string) => void
  readonly #storage
  readonly #wrapPorts: (ports: ThreadPorts) => ThreadPorts
  readonly #network
  readonly #browser
  #tabs: Tab[] = []
  #crashChance = 0
  #isCalm = false
  #agentMessages = 0
  #files = 0
  /** Who holds a file. */
  readonly #held = new Map<string, Tab>()
  /** Texts whose `send` has resolved. */
  readonly #kept = new Set<string>()
  readonly #asked = new Set<{ readonly tab: Tab; readonly what: string }>()
  /** Of those, the ones that a broken storage and a dead tab took with them. */
  readonly #lostForAReason = new Set<string>()
  #hasStorageFailed = false
  readonly #has: { readonly storage: boolean; readonly locks: boolean; readonly channel: boolean }

  constructor(random: Random, clock: FakeClock, server: SimulatedServer, options: SimulationOptions, tell: (line: string) => void) {
    this.#random = random
    this.#clock = clock
    this.#server = server
    this.#tell = tell
    const slow = 1 + random.below(40)
    this.#storage = createFakeStorage(clock, () => random.below(slow))
    this.#wrapPorts = options.wrapPorts ?? ((ports) => ports)
    this.#network = createNetwork(server, clock, random)
    // Channels keep the order; tabs must not depend on it, because one that was asleep has missed something.
    const isOrdered = random.chance(0.85)
    let last = 0
    this.#browser = createFakeBrowser((run) => {
      const at = clock.now() + random.below(slow)
      last = isOrdered ? Math.max(last, at) : at
      clock.after(last - clock.now(), run)
    })
    this.#crashChance = random.chance(0.4) ? 0.01 : 0
    this.#has = { storage: !random.chance(0.05), locks: !random.chance(0.06), channel: !random.chance(0.04) }
    this.#hasStorageFailed = !this.#has.storage
    const isBad = random.chance(0.6)
    this.#network.mood = {
      ...CALM,
      latencyMs: random.pick([1, 20, 200, 1_500]),
      loss: isBad ? random.pick([0, 0.02, 0.1]) : 0,
      doubling: isBad ? random.pick([0, 0.05, 0.2]) : 0,
      isReordering: isBad && random.chance(0.5),
    }
  }

  begin(): void {
    this.#tell(`a network of up to ${this.#network.mood.latencyMs} ms, with ${Object.entries(this.#has).flatMap(([name, has]) => (has ? [name] : [])).join(', ')}`)
    this.#ensureTab()
  }

  async pass(ms: number): Promise<void> {
    const end = this.#clock.now() + ms
    await this.#settle()
    while ((this.#clock.nextAt ?? Infinity) <= end) {
      this.#clock.step()
      await this.#settle()
    }
    this.#clock.advance(end - this.#clock.now())
  }

  /** One thing that may happen. */
  async act(): Promise<void> {
    const random = this.#random
    const running = this.#tabs.filter((tab) => !tab.isStopped)
    const tab = running.length > 0 ? random.pick(running) : this.#openTab()
    if (!tab) return
    const dice = random.below(100)
    if (dice < 26) return this.#type(tab, random.chance(0.1) ? 8 : 1 + random.below(3))
    if (dice < 29) return this.#typeRefused(tab)
    if (dice < 36) return this.#edit(tab)
    if (dice < 46) return this.#answer(1 + random.below(3))
    if (dice < 51) return this.#agentDoes(() => this.#server.agentMarks(TOKEN, random.chance(0.5)), 'the agent looks')
    if (dice < 53) return this.#agentDoes(() => this.#server.agentEnds(TOKEN), 'the agent ends it')
    if (dice < 54) return this.#agentDoes(() => this.#server.warnsOfSilence?.(TOKEN), 'a warning of silence')
    if (dice < 55) return this.#agentDoes(() => this.#server.agentTypes?.(TOKEN, random.chance(0.7)), 'the agent types')
    if (dice < 63) return this.#look(tab)
    if (dice < 70) return this.#arrive()
    if (dice < 75) return this.#leave(random.pick(this.#tabs))
    if (dice < 79) return this.#nap(tab)
    if (dice < 83) return this.#stop(random.pick(this.#tabs))
    if (dice < 89) return this.#disturbNetwork()
    if (dice < 93) return this.#restart()
    if (dice < 97) return this.#disturbStorage()
    return this.#absence()
  }

  /** What else can be done in a talk: whichever side does it, all must see the same afterwards. */
  async talk(): Promise<void> {
    const random = this.#random
    const tab = this.#tabs.find(({ isStopped }) => !isStopped)
    const last = tab?.client.state.log.conversations.at(-1)
    const dice = random.below(9)
    if (dice === 0) return this.#offer()
    if (dice === 1) return this.#agentDoes(() => this.#server.agentAsksRating?.(TOKEN), 'the agent asks how it was')
    if (dice === 2) return this.#agentDoes(() => this.#server.agentAsksTransfer?.(TOKEN), 'the agent wants to hand over')
    if (tab && dice === 7) return this.#attach(tab)
    if (dice === 8) return this.#arriveFiles()
    if (!tab || !last) return
    if (dice < 5) return this.#press(tab, last)
    this.#say(tab, last)
  }

  /** A card, whose button may be pressed again and again. */
  async #offer(): Promise<void> {
    const card = { title: `offer ${++this.#agentMessages}`, buttons: [BUTTON] }
    this.#tell(card.title)
    await this.#server.agentSays(TOKEN, `agent.${this.#agentMessages}` as MessageId, [{ type: 'cards', cards: [card] }])
  }

  // --- files, which a tab alone holds

  #attach(tab: Tab): void {
    const name = `local:${++this.#files}`
    const text = `${tab.name} says ${++tab.typed}`
    this.#tell(`${text} with ${name}`)
    this.counts.sent++
    this.#held.set(name, tab)
    void tab.client.send([fileOf(name), { type: 'text', text }]).then(() => {
      if (tab.isAlive) this.#kept.add(text)
    })
    this.#ensureTab()
  }

  /** Servers that are played with have no files, so messages go without. Of each tab that goes on, or the next, where the one that held them is gone: then they have failed. */
  #arriveFiles(): void {
    for (const tab of this.#tabs.filter(({ isStopped }) => !isStopped)) {
      for (const message of tab.client.state.pending) {
        const [part] = message.draft.parts
        if (!message.waits || !tab.isAlive || part?.type !== 'file') continue
        const holder = this.#held.get(part.file.id)
        if (holder === tab && message.status === 'sending') {
          this.#tell(`${tab.name} has brought ${part.file.id}`)
          const { waits: _none, ...rest } = message
          void tab.client.fill({ ...rest, draft: { ...rest.draft, parts: rest.draft.parts.slice(1) } })
        } else if (!holder || !this.#tabs.includes(holder)) {
          this.#tell(`${tab.name} finds ${part.file.id} nowhere`)
          this.#lostForAReason.add(textOf(message))
          if (message.status === 'sending') void tab.client.fill({ ...message, waits: message.waits + 1, status: 'failed', failure: failTalk('file_gone') })
          else this.#expect(tab, 'taking back', tab.client.takeBack(message.draft.id))
        }
      }
    }
    this.#ensureTab()
  }

  #press(tab: Tab, { events }: LoadedConversation): void {
    const offer = events.findLast((event) => event.type === 'message' && event.parts.some(({ type }) => type === 'cards'))
    if (offer?.type === 'message') this.#type(tab, 1, [{ type: 'choice', to: offer.id, ...BUTTON }])
  }

  #say(tab: Tab, { head: { id: conversationId, transfer } }: LoadedConversation): void {
    const [what, answer] = transfer
      ? (['answering a transfer', tab.client.ask('transfer:answer', { conversationId, isAccepted: this.#random.chance(0.5) })] as const)
      : (['rating', tab.client.ask('survey:answer', { conversationId, score: 1 + this.#random.below(5) })] as const)
    this.#tell(`${tab.name} is ${what}`)
    this.#expect(tab, what, answer)
    this.#ensureTab()
  }

  // --- what tabs do

  #openTab(): Tab | undefined {
    const random = this.#random
    const name = `tab ${++this.counts.tabs}`
    this.#tell(`${name} opens`)
    const backlog: (() => void)[] = []
    const enter = (run: () => void): void => {
      if (!tab.isAlive) return
      if (tab.isStopped) backlog.push(run)
      else run()
    }
    /** Every step out of a tab is a place to crash at. */
    const isHere = (): boolean => {
      if (tab.isAlive && !this.#isCalm && random.chance(this.#crashChance)) this.#kill(tab, 'crashes')
      return tab.isAlive
    }
    const never = new Promise<never>(() => undefined)
    const fake = this.#browser.openTab(enter)
    const into = <Value>(promise: Promise<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => enter(() => resolve(value)),
          (error: unknown) => enter(() => reject(error)),
        )
      })
    const tab: Tab = { name, fake, isAlive: true, isStopped: false, isAsleep: false, backlog, typed: 0, client: undefined as never }
    const clock: Clock = {
      now: () => this.#clock.now(),
      after: (ms, run) => (isHere() ? this.#clock.after(ms, () => enter(run)) : () => undefined),
    }
    const storage: Storage = {
      get: (key) => (isHere() ? into(this.#storage.get(key)) : never),
      update: (key, change) => {
        if (!isHere()) return never
        // A transaction that was begun when the tab died may or may not happen.
        const isDoomed = random.chance(0.5)
        return into(this.#storage.update(key, (value) => (!tab.isAlive && isDoomed ? value : change(value))))
      },
    }
    let ids = 0
    const client = createThreadClient({
      site: SITE,
      token: TOKEN,
      ports: this.#wrapPorts({
        clock,
        random: () => random.next(),
        newId: () => `${name}.${++ids}` as MessageId,
        openLine: this.#network.openLine(TOKEN, enter, isHere),
        signals: { isOnline: () => !this.#network.mood.isCut, onAwake: () => () => undefined },
        ...(this.#has.storage && { storage }),
        ...(this.#has.locks && {
          locks: { request: (lock, how, hold) => (isHere() ? fake.locks.request(lock, how, () => (isHere() ? hold() : never)) : never) },
        }),
        ...(this.#has.channel && {
          channel: (channelName) => {
            const end = fake.channel(channelName)
            return { ...end, postMessage: (message) => void (isHere() && end.postMessage(message)) }
          },
        }),
      }),
    })
    if (!tab.isAlive) return undefined
    Object.assign(tab, { client })
    this.#tabs.push(tab)
    this.#watch(tab)
    return tab
  }

  #type(tab: Tab, count: number, along: readonly Part[] = []): void {
    for (let each = 0; each < count && tab.isAlive; each++) {
      const text = `${tab.name} says ${++tab.typed}`
      this.#tell(text)
      this.counts.sent++
      tab.client.setTyping(true)
      void tab.client.send([{ type: 'text', text }, ...along]).then(() => {
        if (tab.isAlive) this.#kept.add(text)
      })
    }
    if (!tab.isAlive) this.#ensureTab()
  }

  #typeRefused(tab: Tab): void {
    const { refusedText } = this.#server
    if (refusedText === undefined) return
    this.#tell(`${tab.name} says what will be refused`)
    void tab.client.send([{ type: 'text', text: refusedText }])
    this.#ensureTab()
  }

  #edit(tab: Tab): void {
    const failed = tab.client.state.pending.find(({ status }) => status === 'failed')
    if (!failed) return this.#look(tab)
    const isRetry = this.#random.chance(0.5)
    this.#tell(`${tab.name} ${isRetry ? 'tries again' : 'takes back'} ${failed.draft.id}`)
    this.#expect(tab, isRetry ? 'trying again' : 'taking back', isRetry ? tab.client.retry(failed.draft.id) : tab.client.takeBack(failed.draft.id))
    this.#ensureTab()
  }

  #look(tab: Tab): void {
    const dice = this.#random.below(4)
    this.#tell(`${tab.name} ${['reads', 'reads', 'scrolls up', 'ends it'][dice]}`)
    if (dice < 2) tab.client.markRead()
    else if (dice === 2) this.#expect(tab, 'scrolling up', tab.client.loadOlder())
    else this.#expect(tab, 'ending', tab.client.end())
    this.#ensureTab()
  }

  /** What a tab was asked comes to an end, unless the tab does. */
  #expect(tab: Tab, what: string, promise: Promise<unknown>): void {
    const asked = { tab, what }
    this.#asked.add(asked)
    void promise.then(() => this.#asked.delete(asked))
  }

  #arrive(): void {
    if (this.#tabs.length < 4) this.#openTab()
  }

  /** Closed, reloaded, or crashed. */
  #leave(tab: Tab): void {
    if (this.#random.chance(0.6) && !tab.isStopped) {
      tab.client.sleep()
      this.#kill(tab, 'closes')
    } else this.#kill(tab, 'crashes')
    if (this.#random.chance(0.6)) this.#openTab()
    this.#ensureTab()
  }

  #nap(tab: Tab): void {
    if (tab.isStopped) return
    tab.isAsleep = !tab.isAsleep
    this.#tell(`${tab.name} ${tab.isAsleep ? 'sleeps' : 'wakes'}`)
    if (tab.isAsleep) tab.client.sleep()
    else tab.client.wake()
    this.#ensureTab()
  }

  /** Phones stop tabs in the background, with their locks in hand. */
  #stop(tab: Tab): void {
    tab.isStopped = !tab.isStopped
    this.#tell(`${tab.name} ${tab.isStopped ? 'is stopped' : 'goes on'}`)
    if (!tab.isStopped) this.#goOn(tab)
  }

  #goOn(tab: Tab): void {
    tab.isStopped = false
    for (const run of tab.backlog.splice(0)) if (tab.isAlive) run()
    this.#ensureTab()
  }

  #kill(tab: Tab, how: string): void {
    if (!tab.isAlive) return
    this.#tell(`${tab.name} ${how}`)
    this.counts.crashes++
    tab.isAlive = false
    tab.fake.kill()
    this.#tabs = this.#tabs.filter((other) => other !== tab)
    this.#writeOff()
  }

  /** There is always a tab: without one nothing could go wrong. */
  #ensureTab(): void {
    while (this.#tabs.length === 0) this.#openTab()
  }

  /**
   * What a broken storage has not kept, and no living tab holds, is gone for good and for a reason. In runs in which the
   * storage has always worked nothing is ever written off.
   */
  #writeOff(): void {
    if (!this.#hasStorageFailed) return
    const held = new Set(this.#stored().map(textOf))
    for (const tab of this.#tabs) for (const message of tab.client?.state.pending ?? []) held.add(textOf(message))
    for (const text of this.#kept) if (!held.has(text)) this.#lostForAReason.add(text)
  }

  #stored(): readonly PendingMessage[] {
    return parseOutbox(this.#storage.read(outboxKey(SITE, TOKEN)))
  }

  // --- what the world does

  async #answer(count: number): Promise<void> {
    this.#tell(count === 1 ? 'an answer' : `${count} answers`)
    for (let each = 0; each < count; each++) {
      const text = `answer ${++this.#agentMessages}`
      await this.#server.agentSays(TOKEN, `agent.${this.#agentMessages}` as MessageId, [{ type: 'text', text }])
    }
  }

  async #agentDoes(run: () => unknown, line: string): Promise<void> {
    this.#tell(line)
    await run()
  }

  #disturbNetwork(): void {
    const { mood } = this.#network
    const dice = this.#random.below(5)
    if (dice < 2) {
      const isSilent = this.#random.chance(0.4)
      this.#tell(`all lines break${isSilent ? ' without a word' : ''}`)
      this.#network.breakLines(isSilent)
      return
    }
    const change = dice < 4 ? { isCut: !mood.isCut } : { isRefusing: !mood.isRefusing }
    this.#tell(`the network: ${JSON.stringify(change)}`)
    this.#network.mood = { ...mood, ...change }
    if (change.isCut) this.#network.breakLines(this.#random.chance(0.5))
  }

  async #restart(): Promise<void> {
    this.#tell('the server restarts')
    await this.#server.restart()
    this.#network.breakLines(this.#random.chance(0.2))
  }

  #disturbStorage(): void {
    this.#hasStorageFailed = true
    const mood = this.#random.pick(['ok', 'throws', 'hangs', 'evicted'] as const)
    this.#tell(`the storage: ${mood}`)
    if (mood !== 'evicted') this.#storage.mood = mood
    else this.#storage.evict()
    this.#writeOff()
  }

  /** Everybody is away, or without a network, and much is written. */
  async #absence(): Promise<void> {
    const isOffline = this.#random.chance(0.4)
    this.#tell(isOffline ? 'a long time without a network' : 'a long absence')
    if (isOffline) {
      this.#network.mood = { ...this.#network.mood, isCut: true }
      this.#network.breakLines(this.#random.chance(0.5))
    } else for (const tab of [...this.#tabs]) this.#kill(tab, 'closes')
    await this.#answer(this.#random.pick([5, 60, 60, 130]))
    await this.pass(60_000)
    this.#network.mood = { ...this.#network.mood, isCut: false }
    this.#ensureTab()
  }

  async #settle(): Promise<void> {
    await settled()
    await this.#server.settled?.()
    // What the server has answered may have been the last thing that was waited for.
    if (this.#server.settled) await settled()
    this.#ensureTab()
  }

  // --- what must hold

  /** At every moment: nothing stands twice, and nothing goes back. */
  #watch(tab: Tab): void {
    const timeline = createTimeline({ side: 'visitor' })
    const ranks = new Map<string, number>()
    const waiting = new Set<string>()
    let conversations: ThreadState['log']['conversations'] = []
    const look = ({ log, pending }: ThreadState): void => {
      if (!tab.isAlive) return
      const keys = new Set<string>()
      for (const item of timeline({ log, pending })) {
        if (keys.has(item.key)) this.problems.push(`${tab.name} shows ${item.key} twice`)
        keys.add(item.key)
        if (item.kind !== 'message' || !item.status) continue
        const rank = RANKS[item.status]
        if (rank < (ranks.get(item.key) ?? 0)) this.problems.push(`${tab.name} takes ${item.key} back to ${item.status}`)
        ranks.set(item.key, rank)
        if (item.status === 'sending' && plainText(item.parts) !== this.#server.refusedText) waiting.add(item.key)
        else waiting.delete(item.key)
      }
      // Between waiting and standing in the log there is no moment in which a message is nowhere.
      for (const key of waiting) if (!keys.has(key) && !log.hasOlder) this.problems.push(`${tab.name} has lost sight of ${key}`)
      for (const [at, conversation] of log.conversations.entries()) {
        if (conversations[at] === conversation) continue
        const { head, events } = conversation
        const first = head.seq - events.length + 1
        if (events.some(({ seq }, index) => seq !== first + index)) this.problems.push(`${tab.name} has a gap in ${head.id}`)
        if (at > 0 && first > 1) this.problems.push(`${tab.name} lacks the beginning of ${head.id}`)
      }
      conversations = log.conversations
    }
    tab.client.subscribe(look)
  }

  /** Everything works again. All has to come right in the end, and then all is compared. */
  async calmDown(): Promise<void> {
    this.#tell('everything calms down')
    this.#isCalm = true
    this.#network.mood = CALM
    this.#storage.mood = 'ok'
    // A stopped tab may stay stopped for good, with the lead in its hands; it is then not looked at.
    const left = this.#tabs.filter((tab) => tab.isStopped && this.#random.chance(0.5))
    for (const tab of [...this.#tabs]) {
      if (left.includes(tab)) continue
      this.#goOn(tab)
      if (tab.isAsleep) tab.client.wake()
    }
    this.#tabs = this.#tabs.filter((tab) => !left.includes(tab))
    this.#writeOff()
    this.#ensureTab()
    const end = this.#clock.now() + CALM_LIMIT_MS
    let wait = 500
    let complaints: readonly string[] = ['']
    while (complaints.length > 0 && this.#clock.now() < end) {
      await this.pass(wait)
      wait = Math.min(wait * 2, 20_000)
      for (const tab of this.#tabs) tab.client.markRead()
      this.#arriveFiles()
      complaints = this.#unsettled()
      if (complaints.length === 0) complaints = await this.#compare()
    }
    this.problems.push(...complaints)
  }

  /** What can be seen without asking the server. */
  #unsettled(): readonly string[] {
    return [
      ...this.#tabs.flatMap(({ name, client: { state } }) => [
        ...(state.connection.status === 'connected' ? [] : [`${name} is ${state.connection.status}`]),
        ...(state.isLoaded ? [] : [`${name} has not loaded`]),
        ...(state.unread === 0 ? [] : [`${name} counts ${state.unread} unread although all was read`]),
        ...(state.typing ? [`${name} shows that somebody types`] : []),
        ...state.pending.flatMap((message) => this.#isDone(message) ? [] : [`${name} still has “${textOf(message)}” (${message.status})`]),
      ]),
      ...[...this.#asked].flatMap(({ tab, what }) => (this.#tabs.includes(tab) ? [`${what} never ended in ${tab.name}`] : [])),
      ...this.#stored().flatMap((message) => this.#isDone(message) ? [] : [`the storage still has “${textOf(message)}”`]),
    ]
  }

  #isDone = (message: PendingMessage): boolean => message.status === 'failed' && textOf(message) === this.#server.refusedText

  async #compare(): Promise<readonly string[]> {
    const fetched = await this.#fetchAll()
    const texts = fetched.flatMap(({ events }) => events.flatMap(visitorText))
    this.counts.stored = texts.length
    const problems: string[] = []

    const seen = new Set<string>()
    for (const text of texts) {
      if (seen.has(text)) problems.push(`“${text}” stands twice`)
      seen.add(text)
    }
    for (const text of this.#kept) {
      if (!seen.has(text) && !this.#lostForAReason.has(text)) problems.push(`“${text}” is lost`)
    }
    const last = new Map<string, number>()
    for (const text of texts) {
      const [, name = '', number = ''] = /^(.*) says (\d+)$/.exec(text) ?? []
      if (Number(number) <= (last.get(name) ?? 0)) problems.push(`“${text}” is out of order`)
      last.set(name, Number(number))
    }

    for (const tab of this.#tabs) problems.push(...differences(tab.name, tab.client.state, fetched))
    for (const { head, events } of fetched) {
      const foreign = events.findLast((event) => event.type === 'message' && event.from.kind !== 'visitor')?.seq ?? 0
      if (this.#isLoadedAnywhere(head.id) && head.marks.visitor.read < foreign) problems.push(`${head.id} is not marked as read`)
    }
    return problems
  }

  #isLoadedAnywhere(id: ConversationId): boolean {
    return this.#tabs.some(({ client }) => client.state.log.conversations.some(({ head }) => head.id === id))
  }

  /** The whole thread, as a new client would fetch it. */
  async #fetchAll(): Promise<readonly ConversationSlice[]> {
    const line = this.#server.connect(TOKEN, () => undefined)
    const delta = await ask<ThreadDelta>(line, 'thread:sync', { version: 0, conversations: [] })
    let all: readonly ConversationSlice[] = delta.whole
    let hasOlder = delta.older ?? false
    while (hasOlder) {
      const [first] = all
      if (!first) break
      const before = { conversationId: first.head.id, seq: first.events[0]?.seq ?? first.head.seq + 1 }
      const page = await ask<OlderPage>(line, 'thread:older', { before })
      all = joined(page.slices, all)
      hasOlder = page.older
    }
    line.close()
    return all
  }
}

async function ask<Value>(line: NetworkLine, name: string, payload: unknown): Promise<Value> {
  const result = await line.request(name, payload)
  if (!result.ok) throw new Error(`${name} was refused: ${result.code}`)
  return (result as Extract<Result<Value>, { ok: true }>).value
}

function joined(earlier: readonly ConversationSlice[], later: readonly ConversationSlice[]): readonly ConversationSlice[] {
  const [first, ...rest] = later
  const last = earlier.at(-1)
  if (!first || !last || last.head.id !== first.head.id) return [...earlier, ...later]
  return [...earlier.slice(0, -1), { head: first.head, events: [...last.events, ...first.events] }, ...rest]
}

/** A tab shows the end of the thread, and exactly that. */
function differences(name: string, { log }: ThreadState, fetched: readonly ConversationSlice[]): readonly string[] {
  const [first] = log.conversations
  if (!first) return fetched.length === 0 ? [] : [`${name} shows nothing`]
  const from = fetched.findIndex(({ head }) => head.id === first.head.id)
  const expected = fetched.slice(from)
  if (from < 0 || expected.length !== log.conversations.length) return [`${name} has ${log.conversations.length} conversations, not ${expected.length}`]
  const hasOlder = from > 0 || log.conversations.some(({ head, events }) => events.length < head.seq)
  return [
    ...(log.hasOlder === hasOlder ? [] : [`${name} ${log.hasOlder ? 'thinks that there is more' : 'does not know that there is more'}`]),
    ...log.conversations.flatMap(({ head, events }, at) => {
      const { head: trueHead, events: trueEvents } = expected[at] ?? { head: {} as ConversationHead, events: [] }
      if (!isEqual(head, trueHead)) return [`${name} has another head of ${head.id}: ${JSON.stringify(head)} instead of ${JSON.stringify(trueHead)}`]
      return isEqual(events, trueEvents.slice(trueEvents.length - events.length)) ? [] : [`${name} has other events in ${head.id}`]
    }),
  ]
}

/** Whether two values of JSON say the same, in whatever order their fields stand. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const [keys, otherKeys] = [Object.keys(one), Object.keys(other)]
  return keys.length === otherKeys.length && keys.every((key) => isEqual(one[key as never], other[key as never]))
}

const fileOf = (id: string): FilePart => ({ type: 'file', file: { id: id as FileId, name: '', type: '', size: 1 } })

const textOf = ({ draft }: PendingMessage): string => plainText(draft.parts)

const visitorText = (event: LogEvent): readonly string[] =>
  event.type === 'message' && event.from.kind === 'visitor' ? [plainText(event.parts)] : []
