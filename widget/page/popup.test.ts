import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { receiveVisitor } from './popup.ts'
import type { PopupPage } from './popup.ts'

const SHOP = 'https://shop.example'
const TOKEN = 't'.repeat(43)
const VISITOR = { type: 'foyer:popup-visitor', token: TOKEN, draft: 'Is tour 3' }

/** A popup whose storage and opener a test looks into. */
function aPopup({ stored = {}, isDenied = false, isAlone = false }: { stored?: Record<string, string>; isDenied?: boolean; isAlone?: boolean } = {}) {
  const asked: { message: unknown; origin: string }[] = []
  const opener = { postMessage: (message: unknown, origin: string) => void asked.push({ message, origin }) }
  const target = new EventTarget()
  const page = {
    opener: isAlone ? null : opener,
    get sessionStorage() {
      if (isDenied) throw new DOMException('Denied', 'SecurityError')
      return { getItem: (key: string) => stored[key] ?? null, setItem: (key: string, value: string) => void (stored[key] = value) }
    },
    addEventListener: (type: string, listener: (event: never) => void) => target.addEventListener(type, listener as never),
    removeEventListener: (type: string, listener: (event: never) => void) => target.removeEventListener(type, listener as never),
  } as PopupPage
  const say = (data: unknown, origin = SHOP, source: unknown = opener) => target.dispatchEvent(Object.assign(new Event('message'), { data, origin, source }))
  return { page, asked, stored, say }
}
const receive = ({ page }: ReturnType<typeof aPopup>) => receiveVisitor({ site: 'shop', opener: SHOP, page })

describe('CW-1 who the visitor is in a popup', () => {
  it('is asked at exactly the origin that opened it, and kept with what was being written', async () => {
    const popup = aPopup()
    const received = receive(popup)
    assert.deepEqual(popup.asked, [{ message: { type: 'foyer:popup-ready' }, origin: SHOP }])
    popup.say(VISITOR)
    await received
    assert.deepEqual(popup.stored, { 'foyer:visitor:shop': TOKEN, 'foyer:draft:shop': 'Is tour 3' })
  })

  for (const [sentence, data, origin, source] of [
    ['another origin', VISITOR, 'https://evil.example', undefined],
    ['a page of the same server', VISITOR, 'https://foyer.example', undefined],
    ['another window of the right origin', VISITOR, SHOP, {}],
    ['somebody with no token', { ...VISITOR, token: '' }, SHOP, undefined],
    ['somebody with something else for a token', { ...VISITOR, token: [TOKEN] }, SHOP, undefined],
    ['somebody who says another thing', { ...VISITOR, type: 'foyer:popup' }, SHOP, undefined],
    ['somebody with a draft that is no text', { ...VISITOR, draft: { toString: () => 'x' } }, SHOP, undefined],
    ['somebody who says nothing', null, SHOP, undefined],
  ] as const) {
    it(`is not heard of from ${sentence}`, async () => {
      const popup = aPopup()
      const received = receive(popup)
      popup.say(data, origin, source ?? popup.page.opener)
      assert.deepEqual(popup.stored, {})
      popup.say({ ...VISITOR, token: 'r'.repeat(43), draft: '' })
      await received
      assert.deepEqual(popup.stored, { 'foyer:visitor:shop': 'r'.repeat(43) })
    })
  }

  it('is not changed any more by what comes later', async () => {
    const popup = aPopup()
    const received = receive(popup)
    popup.say(VISITOR)
    await received
    popup.say({ ...VISITOR, token: 'l'.repeat(43) })
    assert.equal(popup.stored['foyer:visitor:shop'], TOKEN)
  })

  it('is known again after a reload, without asking', async () => {
    const popup = aPopup({ stored: { 'foyer:visitor:shop': TOKEN } })
    await receive(popup)
    assert.deepEqual(popup.asked, [])
  })

  it('is a new one where nobody has opened it', () => receive(aPopup({ isAlone: true })))

  it('is no trouble where storage is denied', async () => {
    const popup = aPopup({ isDenied: true })
    const received = receive(popup)
    popup.say(VISITOR)
    await received
  })
})
