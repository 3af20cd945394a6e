/** The page of the benchmark: a window with a thread of 10,000 messages, some of them pictures, files and places; or as many empty lines. */
import { PROTOCOL, emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { ConversationId, FileId, LogEvent, MemberId, MessageId, Part, SiteKey } from '@foyer/sdk/protocol'
import { createChatWindow } from '../chat-window/index.ts'
import { PANELS } from '../chat-window/preview/states.ts'
import { createStubDevice, stubSettings } from '../chat-window/testing/stub-device.ts'
import { createStubThread } from '../chat-window/testing/stub-thread.ts'

const COUNT = 10_000
/** As the server sends them. */
const PAGE = 50
/** Pixels a frame: as fast as a hand flings. */
const STEP_PX = 300

/** So many frames at one place are no hesitation. */
const MOST_STANDING = 300

/** Pages that were fetched on the way up. */
let pages = 0

function partOf(nr: number): Part {
  const file = { id: `f${nr}` as FileId, name: `plan-${nr}.pdf`, type: 'application/pdf', size: 1_000 * nr }
  if (nr % 10 === 3) return { type: 'file', file: { ...file, name: `view-${nr}.png`, type: 'image/png', width: 200 + (nr % 7) * 100, height: 200 + (nr % 5) * 150 } }
  if (nr % 10 === 6) return { type: 'file', file }
  if (nr % 10 === 8) return { type: 'location', latitude: 38.7, longitude: -9.1 }
  return { type: 'text', text: `${nr}. ${'Is the walking tour still on if it rains? '.repeat(1 + (nr % 4))}` }
}

function showThread(): void {
  const started: LogEvent = { type: 'started', by: 'visitor', position: 1, seq: 1, at: 0 }
  const messages = Array.from({ length: COUNT }, (_, nr): LogEvent => ({
    type: 'message',
    id: `m${nr}` as MessageId,
    from: nr % 2 ? { kind: 'visitor' } : { kind: 'agent', id: 'ann' as MemberId, name: 'Ann' },
    parts: [partOf(nr)],
    seq: nr + 2,
    at: nr * 60_000,
  }))
  const events = [started, ...messages]
  const head = foldEvents(emptyHead('c' as ConversationId), events)
  const logFrom = (from: number) => ({ version: 1, conversations: [{ head, events: events.slice(from) }], hasOlder: from > 0 })
  let from = events.length - PAGE
  const thread = createStubThread({ connection: { status: 'connected' }, isLoaded: true, log: logFrom(from), pending: [], isAgentPresent: true, unread: 0 })
  thread.older = () => {
    pages++
    from = Math.max(0, from - PAGE)
    return { log: logFrom(from) }
  }
  const root = document.body.attachShadow({ mode: 'open' })
  const layer = document.createElement('div')
  root.append(layer)
  createChatWindow({
    root,
    layer,
    thread,
    site: { protocol: PROTOCOL, version: 1, name: 'Nordwind', theme: { accent: '#1b6b80', scheme: 'light' }, language: 'en', components: [] },
    language: 'en',
    corner: 'bottom-end',
    offset: { inline: 20, block: 20 },
    server: '',
    credentials: { protocol: PROTOCOL, site: 'shop' as SiteKey, token: '' },
    device: createStubDevice(),
    loadSettings: async () => stubSettings(PANELS.en),
    onCloseRequest: () => undefined,
    onForgetRequest: () => undefined,
  }).open({ focus: false })
}

function showEmpty(): void {
  const scroller = document.createElement('div')
  scroller.className = 'thread-scroller'
  scroller.style.cssText = 'block-size:500px;overflow:auto'
  const inside = document.createElement('div')
  inside.style.blockSize = `${COUNT * 40}px`
  scroller.append(inside)
  document.body.append(scroller)
}

/** Scrolls from the end to the beginning, and says what each frame took, how much stood in the document at the most, and how many pages it fetched. */
async function scrollThrough(): Promise<{ frames: readonly number[]; most: number; pages: number }> {
  const root = document.body.shadowRoot ?? document
  let scroller: Element | null = null
  while (!(scroller = root.querySelector('.thread-scroller')) || scroller.scrollHeight < 1_000) await new Promise(requestAnimationFrame)
  scroller.scrollTop = scroller.scrollHeight
  const frames: number[] = []
  let most = 0
  let before = await new Promise<number>(requestAnimationFrame)
  const isAtBeginning = () => scroller.scrollTop <= 0 && (root === document || root.querySelector('[data-key="m0"]') !== null)
  let [top, stood] = [-1, 0]
  while (!isAtBeginning()) {
    stood = scroller.scrollTop === top ? stood + 1 : 0
    if (stood > MOST_STANDING) throw new Error(`Stands still at ${top} of ${scroller.scrollHeight}, page ${pages}: ${scroller.textContent.slice(0, 80)}`)
    top = scroller.scrollTop
    scroller.scrollTop -= STEP_PX
    const now = await new Promise<number>(requestAnimationFrame)
    frames.push(now - before)
    before = now
    most = Math.max(most, root.querySelectorAll('[data-key]').length)
  }
  return { frames, most, pages }
}

if (location.search === '?empty') showEmpty()
else showThread()
Object.assign(window, { scrollThrough })
