import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { openPopup } from './open-popup.ts'

const SERVER = 'https://desk.example'

/** A page whose browser opens windows, or not. */
function page({ isBlocked = false } = {}) {
  const said: unknown[] = []
  const popup = { postMessage: (message: unknown, origin: string) => said.push(message, origin) }
  const world = Object.assign(new EventTarget(), { open: () => (isBlocked ? null : popup) })
  Object.assign(globalThis, { window: world })
  const life = new AbortController()
  let isOpened = false
  const open = () => openPopup({ address: () => `${SERVER}/chat/demo`, token: () => 'token', signal: life.signal, onOpened: () => void (isOpened = true) }, 'A draft')
  const ask = (over: object = {}) => world.dispatchEvent(Object.assign(new Event('message'), { source: popup, origin: SERVER, data: { type: 'foyer:popup-ready' }, ...over }))
  return { said, open, ask, life, isOpened: () => isOpened }
}

describe('CW-1 the popup', () => {
  afterEach(() => void Reflect.deleteProperty(globalThis, 'window'))

  it('is told who the visitor is and what is written, at the server’s origin alone', () => {
    const { said, open, ask, isOpened } = page()
    open()
    assert.equal(isOpened(), true)
    assert.deepEqual(said, [], 'not before it asks')
    ask()
    assert.deepEqual(said, [{ type: 'foyer:popup-visitor', token: 'token', draft: 'A draft' }, SERVER])
  })

  it('is told again when it is loaded anew, without the draft, which it has kept', () => {
    const { said, open, ask } = page()
    open()
    ask()
    ask()
    assert.deepEqual(said[2], { type: 'foyer:popup-visitor', token: 'token', draft: '' })
  })

  for (const [sentence, over] of [
    ['another window', { source: {} }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that begins like it', { origin: `${SERVER}.evil.example` }],
    ['another message', { data: { type: 'ready' } }],
    ['no message', { data: null }],
  ] as const) {
    it(`answers ${sentence} nothing`, () => {
      const { said, open, ask } = page()
      open()
      ask(over)
      assert.deepEqual(said, [])
    })
  }

  it('answers nothing any more once Foyer has ended', () => {
    const { said, open, ask, life } = page()
    open()
    life.abort()
    ask()
    assert.deepEqual(said, [])
  })

  it('leaves all as it is where the browser has blocked it', () => {
    const { open, isOpened } = page({ isBlocked: true })
    open()
    assert.equal(isOpened(), false)
  })
})
