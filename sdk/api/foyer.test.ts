/** Foyer where there is no page: in plain Node, as when a site is rendered on a server. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FoyerError, createFoyer, type FoyerParts } from './index.ts'

const never = (): never => {
  throw new Error('Nothing may be loaded here.')
}
const parts: FoyerParts = { loadReception: never, loadWindow: never, loadThread: never, chooseLanguage: never }
const make = () => createFoyer(parts, 'https://desk.example/foyer.js')

describe('Foyer on a server', () => {
  it('CW-25 does nothing and throws nothing', async () => {
    const foyer = make()
    await foyer.init({ site: 'demo' })
    assert.equal(foyer.getState().status, 'idle')
    assert.equal(foyer.unreadCount(), 0)
    foyer.on('open', () => undefined)()
    await foyer.destroy()
  })

  it('CW-22 refuses what needs a page, with what to do', async () => {
    const foyer = make()
    await assert.rejects(foyer.open(), (error) => error instanceof FoyerError && error.code === 'not_initialised' && /init/.test(error.remedy))
    for (const wish of [foyer.send('Hello'), foyer.identify({}), foyer.forget(), foyer.endConversation(), foyer.startConversation(), foyer.hide()]) {
      await assert.rejects(wish, { code: 'not_initialised' })
    }
  })

  for (const [sentence, wrong] of [
    ['an event that does not exist', (foyer: ReturnType<typeof make>) => foyer.on('opened' as 'open', () => undefined)],
    ['a listener that is no function', (foyer: ReturnType<typeof make>) => foyer.once('open', 'listener' as never)],
  ] as const) {
    it(`CW-22 throws at once for ${sentence}`, () => {
      assert.throws(() => wrong(make()), { name: 'FoyerError', code: 'invalid_option' })
    })
  }

  it('CW-22 refuses wrong options', async () => {
    await assert.rejects(make().init({ site: '' }), { code: 'invalid_option' })
  })
})
