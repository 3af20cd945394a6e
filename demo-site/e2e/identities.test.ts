/** One person in two browsers, and two in one: who is proven to be somebody sees their thread, and nobody else does (CW-27). */
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { makeProofKey, signProof } from '../proof.ts'
import { SITE_KEY, composerIn, launcherIn, openWindow, openWorld, seesStatus, seesText, seesTexts, textsIn, until, windowIn, write } from './harness/index.ts'
import type { Agent, World } from './harness/index.ts'

describe('CW-27 who is proven to be somebody', () => {
  let world: World
  let ann: Agent
  let key: string
  before(async () => {
    world = await openWorld()
    key = await makeProofKey({ serverOrigin: world.deskWire.origin, siteKey: SITE_KEY, owner: await world.server.signIn('olivia') })
    ann = await world.agent('ann')
  })
  after(() => world?.close())
  afterEach(() => world.calm())

  const ask = <Value>(page: Page, method: string, ...given: readonly unknown[]): Promise<Value> =>
    page.evaluate(([name, values]) => Reflect.get(globalThis, 'Foyer')[name](...values), [method, given] as const) as Promise<Value>
  const identify = (page: Page, id: string, name: string) =>
    ask(page, 'identify', { id, name, proof: signProof(key, { sub: id, name, email: `${id}@shop.example` }, Date.now()) })
  /** Everything that a script, or the next user, could read on this device. */
  const keptOn = (page: Page) =>
    page.evaluate(async () => {
      const databases = await Promise.all(
        (await indexedDB.databases()).map(
          ({ name = '' }) =>
            new Promise<string>((resolve, reject) => {
              const opening = indexedDB.open(name)
              opening.addEventListener('error', () => reject(opening.error))
              opening.addEventListener('success', () => {
                const stores = [...opening.result.objectStoreNames]
                const all = stores.length > 0 ? opening.result.transaction(stores).objectStore(stores[0] ?? '').getAll() : undefined
                all?.addEventListener('success', () => resolve(JSON.stringify(all.result)))
                if (!all) resolve('')
              })
            }),
        ),
      )
      return [JSON.stringify(localStorage), JSON.stringify(sessionStorage), ...databases].join('\n')
    })

  it('sees nothing of who was there before in the same browser, nor is anything of them left on it', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    await launcherIn(page).waitFor()
    await identify(page, 'vera', 'Vera Lind')
    await write(await openWindow(page), 'Vera’s secret.')
    const desk = await ann.take('Vera’s secret.')
    await write(desk, 'An answer for Vera.')
    await seesTexts(windowIn(page), ['Vera’s secret.', 'An answer for Vera.'])
    await composerIn(windowIn(page)).fill('Half of another sec')

    await ask(page, 'forget')
    const kept = await keptOn(page)
    for (const word of ['Vera', 'vera', 'secret', 'Half of']) assert.equal(kept.includes(word), false, `${word} is left on the device: ${kept}`)
    await identify(page, 'nuno', 'Nuno Reis')
    const second = await openWindow(page)
    await until('the thread is there', () => second.root.locator('.greeting').count(), (count) => count === 1)
    assert.equal(await composerIn(second).inputValue(), '')
    await write(second, 'Nuno’s secret.')
    await seesTexts(second, ['Nuno’s secret.'])
    const other = await ann.take('Nuno’s secret.')
    await seesTexts(other, ['Nuno’s secret.'])
    await write(other, 'An answer for Nuno.')
    await seesTexts(second, ['Nuno’s secret.', 'An answer for Nuno.'])
    // What comes for the first now goes to nobody here.
    await write(await ann.take('An answer for Vera.'), 'One more for Vera.')
    await page.reload()
    await seesTexts(windowIn(page), ['Nuno’s secret.', 'An answer for Nuno.'])

    await ask(page, 'forget')
    await identify(page, 'vera', 'Vera Lind')
    const back = await openWindow(page)
    await seesTexts(back, ['Vera’s secret.', 'An answer for Vera.', 'One more for Vera.'])
    await ask(page, 'forget')
    const stranger = await openWindow(page)
    await until('the thread is there', () => stranger.root.locator('.greeting').count(), (count) => count === 1)
    assert.deepEqual(await textsIn(stranger), [])
    assert.deepEqual(visitor.troubles.filter((line) => !/WebSocket|ERR_/.test(line)), [])
  })

  it('sees one thread in two browsers, and each message in both as it comes', async () => {
    const [laptop, phone] = [await world.visitor(), await world.visitor({ viewport: { width: 390, height: 780 } })]
    const [one, two] = [await laptop.open('/tours'), await phone.open('/contact')]
    await launcherIn(one).waitFor()
    await launcherIn(two).waitFor()
    await identify(one, 'mia', 'Mia Berg')
    const onLaptop = await openWindow(one, 'the laptop')
    await write(onLaptop, 'From the laptop.')
    await ann.take('From the laptop.')
    await seesStatus(onLaptop, 'Read')

    // Before it is known who that is, the phone has written, too.
    const onPhone = await openWindow(two, 'the phone')
    await write(onPhone, 'From the phone, unknown.')
    await ann.row('From the phone, unknown.').waitFor()
    await identify(two, 'mia', 'Mia Berg')
    const both = ['From the laptop.', 'From the phone, unknown.']
    await seesTexts(onPhone, both)
    await seesTexts(onLaptop, both)

    await write(onPhone, 'From the phone.')
    await seesText(onLaptop, 'From the phone.')
    await write(onLaptop, 'And back.')
    await seesText(onPhone, 'And back.')
    await write(await ann.take('And back.'), 'To both of you.')
    for (const view of [onLaptop, onPhone]) await seesTexts(view, [...both, 'From the phone.', 'And back.', 'To both of you.'])

    // Who forgets on the phone stays on the laptop.
    await ask(two, 'forget')
    await write(onLaptop, 'Only here now.')
    const fresh = await openWindow(two, 'the phone, forgotten')
    await until('the thread is there', () => fresh.root.locator('.greeting').count(), (count) => count === 1)
    assert.deepEqual(await textsIn(fresh), [])
    await seesText(onLaptop, 'Only here now.')
  })
})
