/**
 * The window in one state, on a page of its own: `?state=talk&language=ar&scheme=dark&accent=%23ffcc00&corner=bottom-start&place=inline`.
 * Without a state, all of them side by side.
 */
import { LANGUAGES, PROTOCOL } from '@foyer/sdk/protocol'
import type { CompanyPanel, Corner, Language, SiteConfig, SiteKey, Theme } from '@foyer/sdk/protocol'
import { directionOf } from '../../shell/words/index.ts'
import { createChatWindow } from '../index.ts'
import type { ChatWindow, WindowOptions } from '../index.ts'
import { pageCss } from '../page.css.ts'
import { COMPANY, NOW, PANELS, STATES } from './states.ts'
import type { PreviewState } from './states.ts'
import { createStubDevice, stubSettings } from '../testing/stub-device.ts'
import { createStubThread } from '../testing/stub-thread.ts'
import type { StubThread } from '../testing/stub-thread.ts'

export interface PreviewOptions {
  readonly state: string
  readonly language?: Language
  readonly theme?: Theme
  readonly corner?: Corner
  /** Default `'float'`. In a box, `host` is the box. */
  readonly place?: NonNullable<WindowOptions['place']>
  /** Default: a company of the language, with everything. `null`: none. */
  readonly company?: CompanyPanel | null
}

export interface Preview {
  readonly window: ChatWindow
  readonly thread: StubThread
  /** All of the state is there, with what is fetched. */
  readonly shown: Promise<unknown>
}

/** Mounts the window in a shadow root of its own on `host`, opened without focus. */
export function mountPreview(host: HTMLElement, options: PreviewOptions): Preview {
  const { state, language = 'en', theme = { accent: '#2f5bea', scheme: 'system' }, corner = 'bottom-end', place = 'float', company = PANELS[language] } = options
  const found = STATES.find((one) => one.name === state) ?? STATES[0]
  if (!found) throw new Error('There are no states.')
  const root = host.attachShadow({ mode: 'open' })
  const layer = document.createElement('div')
  layer.dir = directionOf(language)
  if (place === 'inline') layer.style.blockSize = '100%'
  root.append(layer)
  const thread = createStubThread(found.state(language), () => NOW)
  const site: SiteConfig = { protocol: 1, version: 1, name: COMPANY[language], theme, language, components: [] }
  const chat = createChatWindow({
    root,
    layer,
    thread,
    site,
    language,
    place,
    ...(place === 'page' && { css: pageCss }),
    corner,
    offset: { inline: 20, block: 20 },
    now: () => NOW,
    server: '',
    loadSettings: async () => (company ? stubSettings(company, found.settings?.(language)) : undefined),
    credentials: { protocol: PROTOCOL, site: 'shop' as SiteKey, token: '' },
    onForgetRequest: () => undefined,
    onCloseRequest: () => chat.close(),
    device: createStubDevice({ draft: found.draft?.(language) ?? '' }),
  })
  chat.open({ focus: false })
  return { window: chat, thread, shown: reach(root, found, language) }
}

/** Frames that something may take to appear: a chunk has to come. */
const MOST_FRAMES = 300

/** Does what the visitor does to get into a state, and waits for all of it. */
export async function reach(root: ShadowRoot, { name, act, shows }: PreviewState, language: Language): Promise<void> {
  const find = async (selector: string): Promise<HTMLElement> => {
    for (let frame = 0; frame < MOST_FRAMES; frame++) {
      const found = root.querySelector<HTMLElement>(selector)
      if (found) return found
      await new Promise(requestAnimationFrame)
    }
    throw new Error(`${name} has no ${selector}.`)
  }
  await act?.(find, language)
  if (shows) await find(shows)
}

const PLACES = ['float', 'inline', 'page'] as const
const isLanguage = (value: string | null): value is Language => LANGUAGES.some((language) => language === value)

/** Reads the address of a preview page. */
export function previewOptions(query: URLSearchParams): PreviewOptions {
  const language = query.get('language')
  const scheme = query.get('scheme')
  return {
    state: query.get('state') ?? '',
    language: isLanguage(language) ? language : 'en',
    theme: { accent: query.get('accent') ?? '#2f5bea', scheme: scheme === 'dark' || scheme === 'light' ? scheme : 'system' },
    place: PLACES.find((place) => place === query.get('place')) ?? 'float',
    corner: query.get('corner') === 'bottom-start' ? 'bottom-start' : 'bottom-end',
  }
}
