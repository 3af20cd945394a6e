/** What those hear who do not see the window: as the browser tells it to a screen reader (CW-19). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openWindow, seesStatus, seesText, shareAgent, shareWorld, until, windowIn, write } from './harness/index.ts'

/** One thing in the accessibility tree. */
interface Spoken {
  readonly role: string
  readonly name: string
  /** `polite`, `assertive`; none where nothing is announced. */
  readonly live: string | undefined
  /** All the text in it. */
  readonly text: string
}

/** Everything that a screen reader is told of the page now. */
async function accessibilityTree(page: Page): Promise<readonly Spoken[]> {
  const line = await page.context().newCDPSession(page)
  await line.send('Accessibility.enable')
  const { nodes } = await line.send('Accessibility.getFullAXTree')
  await line.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const textOf = (id: string): string => {
    const node = byId.get(id)
    if (!node) return ''
    return node.role?.value === 'StaticText' ? String(node.name?.value ?? '') : (node.childIds ?? []).map(textOf).join('')
  }
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ nodeId, role, name, properties = [] }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? ''),
      live: properties.find((property) => property.name === 'live')?.value.value as string | undefined,
      text: textOf(nodeId),
    }))
}

describe('CW-19 those who do not see the window', () => {
  const world = shareWorld()
  const ann = shareAgent(world)

  /** Regions that announce a text, as `role live`. */
  const announcing = async (page: Page, text: string) => (await accessibilityTree(page)).filter(({ live, text: all }) => live && live !== 'off' && all.includes(text)).map(({ role, live }) => `${role} ${live}`)
  /** Keeps every text that comes into a region that announces. */
  const listen = (page: Page) =>
    page.evaluate(() => {
      const heard: string[] = []
      Object.defineProperty(globalThis, 'heard', { value: heard, enumerable: false })
      const root = document.querySelector('foyer-widget')?.shadowRoot
      if (!root) throw new Error('There is no window.')
      new MutationObserver((changes) => {
        const regions = new Set(changes.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest('[role=status],[role=alert],[aria-live]:not([aria-live=off])')))
        for (const region of regions) if (region?.textContent) heard.push(region.textContent)
      }).observe(root, { subtree: true, childList: true, characterData: true })
    })
  const heardOf = async (page: Page, text: string) => ((await page.evaluate(() => Reflect.get(globalThis, 'heard'))) as readonly string[]).filter((said) => said.includes(text))

  it('hear a message that comes in while it is open: politely, with who says it, once', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Please tell me.')
    const desk = await ann.take('Please tell me.')
    await seesStatus(window, 'Read')
    await listen(page)
    await write(desk, 'There are two places.')
    await seesText(window, 'There are two places.')
    await until('it is announced', () => announcing(page, 'There are two places.'), (regions) => regions.length > 0)
    assert.deepEqual(await announcing(page, 'There are two places.'), ['status polite'], 'by one region alone')
    // What comes after it says nothing of it again.
    await seesStatus(desk, 'Read')
    await write(window, 'Thank you.')
    await write(desk, 'Not at all.')
    await until('the next one is announced', () => announcing(page, 'Not at all.'), (regions) => regions.length > 0)
    assert.deepEqual(await heardOf(page, 'There are two places.'), ['Ann: There are two places.'])
    assert.deepEqual(await heardOf(page, 'Not at all.'), ['Ann: Not at all.'])
    assert.deepEqual(await heardOf(page, 'Thank you.'), [], 'nobody is told what they wrote')
  })

  it('hear the same words again when they are said again', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Say it twice, please.')
    const desk = await ann.take('Say it twice, please.')
    await seesStatus(window, 'Read')
    await listen(page)
    for (const count of [1, 2]) {
      await write(desk, 'Yes.')
      await until(`it stands there ${count} times`, () => window.root.locator('.message-text', { hasText: /^Yes\.$/ }).count(), (seen) => seen === count)
      await until(`it was heard ${count} times`, () => heardOf(page, 'Yes.'), (heard) => heard.length === count)
    }
  })

  it('hear nothing of the history when they come back, and find all of it in a log of that name', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    await write(await openWindow(page), 'Long ago.')
    const desk = await ann.take('Long ago.')
    await write(desk, 'An answer of long ago.')
    await seesText(windowIn(page), 'An answer of long ago.')
    await page.reload()
    await seesText(windowIn(page), 'An answer of long ago.')
    assert.deepEqual(await announcing(page, 'long ago'), [])
    const log = (await accessibilityTree(page)).filter(({ role }) => role === 'log')
    assert.equal(log.length, 1)
    assert.equal(log[0]?.name, 'Messages')
    for (const text of ['You:Long ago.', 'Ann:An answer of long ago.']) assert.ok(log[0]?.text.includes(text), log[0]?.text)
  })

  it('hear of what becomes of the talk: that the line is lost and is back, and that it has ended', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Until the end.')
    const desk = await ann.take('Until the end.')
    await seesStatus(window, 'Read')
    await listen(page)
    world.wire.cut()
    await until('the loss is announced', () => announcing(page, 'No connection right now'), (regions) => regions.join() === 'status polite')
    world.wire.mend()
    await until('the line is back', () => window.root.innerText(), (text) => !text.includes('No connection right now'))
    await desk.root.getByRole('button', { name: 'End conversation' }).click()
    await ann.page.getByRole('button', { name: 'End conversation' }).last().click()
    await until('the end is announced', () => announcing(page, 'has ended'), (regions) => regions.join() === 'status polite')
    assert.equal((await heardOf(page, 'has ended')).length, 1)
  })
})
