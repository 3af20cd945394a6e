/** Looking at a thread as a person does: at what the visitor's window or the desk shows. */
import assert from 'node:assert/strict'
import type { FrameLocator, Locator, Page } from 'playwright-core'
import type { FreshThread, SeenMessage } from './fresh.ts'
import { until, untilEqual } from './until.ts'

/** A page, or a page in a frame of another. */
export type Place = Page | FrameLocator

/** One thread on one screen. */
export interface View {
  readonly name: string
  /** Everything that belongs to it. */
  readonly root: Locator
  /** Whose messages stand on the own side. */
  readonly side: 'visitor' | 'agent'
}

/** The chat window in a visitor's page. Playwright looks through open shadow roots. */
export const windowIn = (place: Place, name = 'the window'): View => ({ name, root: place.locator('foyer-widget .window'), side: 'visitor' })

/** The conversation that stands open at a desk. */
export const deskIn = (place: Place, name = 'the desk'): View => ({ name, root: place.locator('main.conversation'), side: 'agent' })

/** What one can read there now, in order. The thread may be longer: older messages come with scrolling. */
export function messagesIn({ root, side }: View): Promise<readonly SeenMessage[]> {
  const other = side === 'visitor' ? 'agent' : 'visitor'
  return root.locator('.message[data-key]').evaluateAll(
    (rows, sides) =>
      rows.map((row) => ({
        id: row.getAttribute('data-key') ?? '',
        side: row.classList.contains('message-own') ? sides.side : sides.other,
        text: row.querySelector('.message-text')?.textContent ?? '',
      })),
    { side, other } as const,
  )
}

export const textsIn = async (view: View): Promise<readonly string[]> => (await messagesIn(view)).map(({ text }) => text)

/** Waits until exactly these texts can be read. */
export const seesTexts = (view: View, texts: readonly string[]) => untilEqual(`${view.name} shows ${texts.length} texts`, async () => [await textsIn(view), texts])

/** Waits until this text can be read, and says how its message stands. */
export const seesText = (view: View, text: string) => until(`${view.name} shows ${JSON.stringify(text)}`, () => textsIn(view), (seen) => seen.includes(text))

/** How far the last own message has come, in the page's words. */
export async function statusIn({ root }: View): Promise<string> {
  return (await root.locator('.message-own .message-status').last().textContent({ timeout: 1_000 }).catch(() => '')) ?? ''
}
export const seesStatus = (view: View, status: string) => until(`${view.name} says ${status}`, () => statusIn(view), (seen) => seen.trim() === status)

export const composerIn = ({ root }: View): Locator => root.locator('.composer textarea')

/** Writes as one does: text, Enter. */
export async function write(view: View, text: string): Promise<void> {
  const composer = composerIn(view)
  await composer.fill(text)
  await composer.press('Enter')
}

/** Reads all the way up, past every page of older messages, until exactly this can be read. */
export async function seesThread(view: View, messages: readonly SeenMessage[]): Promise<void> {
  const readUp = async () => {
    await view.root.locator('.thread-scroller').evaluate((scroller) => (scroller.scrollTop = 0))
    return messagesIn(view)
  }
  await untilEqual(`${view.name} shows the ${messages.length} messages of a fresh fetch`, async () => [await readUp(), messages])
}

/**
 * Nothing lost, nothing twice, one order (CW-7): a fresh fetch has exactly these texts, and every view shows what the
 * fresh fetch has, nothing of it still on its way.
 */
export async function everyViewAgrees(fetch: () => Promise<FreshThread>, texts: readonly string[], views: readonly View[]): Promise<FreshThread> {
  const thread = await until('a fresh fetch has all that was written', fetch, ({ messages }) => messages.length >= texts.length)
  assert.deepEqual(thread.messages.map(({ text }) => text), texts)
  assert.equal(new Set(thread.messages.map(({ id }) => id)).size, texts.length, 'every message has a name of its own')
  for (const view of views) {
    await seesThread(view, thread.messages)
    await until(`${view.name} has nothing on its way`, () => view.root.locator('.message-sending, .message-failed').count(), (count) => count === 0)
  }
  return thread
}
