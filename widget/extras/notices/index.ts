/**
 * A sound and a system notification for what comes in while nobody looks (CW-9). Fetched with the first such message.
 *
 * All tabs of a browser hear of a message at about the same time. Each waits a moment: where one of them is looked at,
 * it has been read by then. Of the others the first to get a lock does it; those that cannot (no click yet, so no sound)
 * do not ask for it.
 */
import { plainText } from '@foyer/sdk/protocol'
import type { TimelineItem } from '@foyer/sdk/thread'
import type { ChatWindowProps } from '../../chat-window/chat-window.tsx'
import type { WindowOptions } from '../../chat-window/index.ts'
import { addressOf } from '../../chat-window/parts/address-of.ts'
import type { WindowWords } from '../../shell/words/index.ts'
import { noticesAreOn } from './permission.ts'

export interface Notice {
  readonly item: Extract<TimelineItem, { kind: 'message' }>
  /** Who writes. */
  readonly name: string
  readonly words: WindowWords | undefined
  readonly hasSound: boolean
  readonly options: Pick<WindowOptions, 'credentials' | 'device' | 'server' | 'onOpenRequest'>
  /** Whether anything is still unread, and the window still there. */
  isUnread(): boolean
}

/** Of the last message of a thread, unless it is the visitor's own. */
export async function noticeOf({ thread, site, words, settings, options }: ChatWindowProps, items: readonly TimelineItem[], signal: AbortSignal): Promise<void> {
  const item = items.findLast((one) => one.kind === 'message')
  if (!item || item.isOwn) return
  const { from } = item
  const name = from.kind === 'agent' ? from.name : (from.kind === 'machine' && words?.machine) || site.name
  await giveNotice({ item, name, words, hasSound: settings?.hasSound ?? true, options, isUnread: () => thread.state.unread > 0 && !signal.aborted })
}

/** Long enough for a tab that is looked at to say so to all. */
const SETTLES_MS = 250
/** What comes in together rings once. */
const RINGS_FOR_MS = 1_500

const passing = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** @param rest lets time go by, in milliseconds */
export async function giveNotice(notice: Notice, rest: (ms: number) => Promise<unknown> = passing): Promise<void> {
  await rest(SETTLES_MS)
  if (!notice.isUnread()) return
  const { hasSound, options } = notice
  const { device, credentials } = options
  await Promise.all([
    hasSound && device.get('sound') !== 'off' && mayRing() && once(`foyer:sound:${credentials.site}`, ring, rest),
    document.hidden && noticesAreOn(device) && once(`foyer:notice:${credentials.site}`, () => show(notice), rest),
  ])
}

/** Before the first click or key a browser lets nothing sound, and says so in the page's console. */
const mayRing = (): boolean => navigator.userActivation?.hasBeenActive !== false

/** In one of the tabs, and not again within a moment. Without locks each tab is for itself. */
async function once(name: string, run: () => void, rest: (ms: number) => Promise<unknown>): Promise<void> {
  const { locks } = navigator
  if (!locks) return run()
  await locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return
    run()
    await rest(RINGS_FOR_MS)
  })
}

/** Two soft tones, a fourth apart: hertz, and seconds from the beginning. */
const TONES = [[587.33, 0], [783.99, 0.11]] as const
const TONE_S = 0.45
const LOUDNESS = 0.09

function ring(): void {
  const audio = new AudioContext()
  for (const [frequency, start] of TONES) {
    const at = audio.currentTime + start
    const tone = new OscillatorNode(audio, { frequency })
    const loudness = new GainNode(audio, { gain: 0 })
    // Up at once and down like a bell; a step would crack.
    loudness.gain.setValueAtTime(0, at)
    loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.015)
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + TONE_S)
    tone.connect(loudness).connect(audio.destination)
    tone.start(at)
    tone.stop(at + TONE_S)
    tone.onended = () => start === TONES[1][1] && void audio.close()
  }
}

function show({ item, name, words, options }: Notice): void {
  const { server, credentials, onOpenRequest } = options
  const picture = item.from.kind === 'agent' ? addressOf(server, item.from.avatar) : undefined
  try {
    // One for the site: the next stands in its place.
    const shown = new Notification(name, { body: plainText(item.parts) || words?.newMessages(1) || '', tag: `foyer:${credentials.site}`, ...(picture && { icon: picture }) })
    shown.onclick = () => {
      shown.close()
      window.focus()
      onOpenRequest?.()
    }
  } catch {
    // Browsers on phones know the constructor and refuse it to pages.
  }
}
