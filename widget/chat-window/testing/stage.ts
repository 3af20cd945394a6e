/** The window on a page of a test, with doubles around it. All of them go after each test. */
import { PROTOCOL, foldEvents } from '@foyer/sdk/protocol'
import type { CompanyPanel, Language, LogEvent, MemberId, SiteKey, Theme, WindowSettings } from '@foyer/sdk/protocol'
import type { LoadedConversation, ThreadState } from '@foyer/sdk/thread'
import { directionOf, loadWindowWords } from '../../shell/words/index.ts'
import { createChatWindow } from '../index.ts'
import type { ChatWindow, WindowOptions } from '../index.ts'
import { pageCss } from '../page.css.ts'
import { reach } from '../preview/preview.ts'
import { NOW, STATES, says } from '../preview/states.ts'
import { createStubDevice, stubSettings } from './stub-device.ts'
import { createStubThread } from './stub-thread.ts'
import type { StubThread } from './stub-thread.ts'

export interface Stage {
  readonly host: HTMLElement
  readonly root: ShadowRoot
  readonly thread: StubThread
  readonly chat: ChatWindow
  readonly device: WindowOptions['device']
  readonly field: HTMLTextAreaElement
  /** How often the window asked to be closed. */
  readonly closeRequests: () => number
  readonly draft: () => string
  $(selector: string): HTMLElement | null
  all(selector: string): HTMLElement[]
  /** Waits for an element: what is fetched comes when it comes. A window that never has it is ended by the runner's limit. */
  find(selector: string): Promise<HTMLElement>
  /** Waits until nothing fits any more. */
  gone(selector: string): Promise<void>
  write(text: string): Promise<void>
  /** Opens the menu, and says what is in it. */
  entries(): Promise<string[]>
  /** Chooses from the menu. */
  choose(label: string): Promise<void>
}

export interface StageOptions {
  readonly state?: string | ThreadState
  readonly language?: Language
  readonly theme?: Theme
  readonly draft?: string
  readonly isOpen?: boolean
  readonly place?: NonNullable<WindowOptions['place']>
  readonly company?: () => CompanyPanel | undefined
  /** Other than everything on. */
  readonly settings?: Partial<WindowSettings>
  /** Facts on the device. */
  readonly facts?: Readonly<Record<string, string>>
  readonly more?: Partial<WindowOptions>
}

const stages: Stage[] = []
export const drawn = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
const LIGHT: Theme = { accent: '#2f5bea', scheme: 'light' }

export async function stage(options: StageOptions = {}): Promise<Stage> {
  const { state = 'talk', language = 'en', theme = LIGHT, isOpen = true, facts } = options
  await loadWindowWords(language)
  const found = STATES.find((one) => one.name === state)
  const host = document.createElement('div')
  document.body.append(host)
  const root = host.attachShadow({ mode: 'open' })
  const layer = document.createElement('div')
  layer.dir = directionOf(language)
  root.append(layer)
  const thread = createStubThread(typeof state === 'string' ? (found?.state(language) as ThreadState) : state, () => NOW)
  const device = createStubDevice({ draft: options.draft ?? found?.draft?.(language) ?? '', ...facts })
  const settings = { ...found?.settings?.(language), ...options.settings }
  let closeRequests = 0
  const chat = createChatWindow({
    root,
    layer,
    thread,
    site: { protocol: 1, version: 1, name: 'Nordwind Travel', theme, language, components: [] },
    language,
    place: options.place ?? 'float',
    ...(options.place === 'page' && { css: pageCss }),
    corner: 'bottom-end',
    offset: { inline: 20, block: 20 },
    now: () => NOW,
    server: location.origin,
    credentials: { protocol: PROTOCOL, site: 'shop' as SiteKey, token: 'token' },
    loadSettings: async () => {
      const company = options.company?.()
      return company || Object.keys(settings).length > 0 ? stubSettings(company ?? { name: 'Nordwind Travel' }, settings) : undefined
    },
    onForgetRequest: () => undefined,
    onCloseRequest: () => closeRequests++,
    device,
    ...options.more,
  })
  if (isOpen) chat.open()
  await drawn()
  if (isOpen && found) await reach(root, found, language)
  const $ = (selector: string) => root.querySelector<HTMLElement>(selector)
  const made: Stage = {
    host,
    root,
    thread,
    chat,
    device,
    closeRequests: () => closeRequests,
    draft: () => device.get('draft') ?? '',
    $,
    all: (selector) => [...root.querySelectorAll<HTMLElement>(selector)],
    async find(selector) {
      for (;;) {
        const element = $(selector)
        if (element) return element
        await drawn()
      }
    },
    async gone(selector) {
      while ($(selector)) await drawn()
    },
    get field() {
      return $('.composer textarea') as HTMLTextAreaElement
    },
    async write(text) {
      made.field.focus()
      made.field.value = text
      made.field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      await drawn()
    },
    async entries() {
      if (!$('[role=menu]')) $('[aria-haspopup=menu]')?.click()
      const menu = await made.find('[role=menu]')
      return [...menu.querySelectorAll('button')].map(({ textContent }) => textContent.trim())
    },
    async choose(label) {
      const at = (await made.entries()).indexOf(label)
      if (at < 0) throw new Error(`The menu has no ${label}.`)
      made.all('[role=menu] button')[at]?.click()
      await drawn()
    },
  }
  stages.push(made)
  return made
}

afterEach(() => {
  for (const { chat, host } of stages.splice(0)) {
    chat.destroy()
    host.remove()
  }
})

/** Lets an agent write, as a push would bring it. */
export function agentWrites(thread: StubThread, ...texts: readonly string[]) {
  happens(thread, texts.map((text) => says({ kind: 'agent', id: 'ann' as MemberId, name: 'Ann' }, text)), { unread: texts.length })
}

/** Lets something happen in the last conversation, as a push would bring it. */
export function happens(thread: StubThread, happenings: readonly DistributiveOmit<LogEvent, 'seq' | 'at'>[], more: Partial<ThreadState> = {}) {
  const { log } = thread.state
  const last = log.conversations.at(-1) as LoadedConversation
  const events = happenings.map((happening, i) => ({ ...happening, seq: last.head.seq + 1 + i, at: NOW }) as LogEvent)
  const grown = { head: foldEvents(last.head, events), events: [...last.events, ...events] }
  thread.become({ log: { ...log, conversations: [...log.conversations.slice(0, -1), grown] }, ...more })
}
type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never

/** Waits for what is moving: a colour in between has no contrast worth measuring. */
export async function settled(host: HTMLElement) {
  const root = host.shadowRoot as ShadowRoot
  for (const animation of root.getAnimations()) {
    if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish()
  }
  await drawn()
}
