import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { VISITORS_API, WINDOW_PATHS, ok } from '@foyer/sdk/protocol'
import type { Appended, Menu, MenuAction, MenuCount, MenuItem, MenuPlace, MenuRecord, Result, WindowSettings } from '@foyer/sdk/protocol'
import { PLACES } from '../testing/places.ts'
import { SHOP, ask, connected, next, shopKey, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { EMPTY_MENU } from './rules.ts'

const item = (id: string, action: MenuAction): MenuItem => ({ id, title: `The ${id}`, icon: 'star', action })
const HOURS = item('hours', { kind: 'reply', parts: [{ type: 'text', text: 'From nine to five.' }] })

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`menus in the console and in windows on ${engine}`, () => {
    let running: Running
    let cookie: string
    before(async () => {
      running = await startRunning({}, makePlace)
      cookie = await running.signIn('olga@shop.example')
    })
    after(() => running?.stop())

    const api = async <T>(method: string, path: string, body?: object): Promise<Result<T>> =>
      (await running.http(path, { method, origin: running.origin, headers: { cookie }, ...(body && { body: JSON.stringify(body) }) })).json() as Promise<Result<T>>
    const told = async (place: string) => value((await (await running.http(`${WINDOW_PATHS.window(shopKey, 'en')}${place}`, { origin: SHOP })).json()) as Result<WindowSettings>).menu
    const read = async (place: MenuPlace) => value(await api<MenuRecord>('GET', VISITORS_API.menu(place)))
    const save = async (draft: object, { place = 'chat', isOn = true }: { place?: MenuPlace; isOn?: boolean } = {}) =>
      api<MenuRecord>('PUT', VISITORS_API.menu(place), { revision: (await read(place)).revision, isOn, draft: { ...EMPTY_MENU, ...draft } })
    const publish = async (items: readonly MenuItem[], place: MenuPlace = 'chat') => {
      const { revision } = value(await save({ items }, { place }))
      return value(await api<MenuRecord>('POST', VISITORS_API.menuPublication(place), { revision }))
    }

    it('MN-1 MN-3 a draft is shown nowhere; published, it is where it belongs, at once, until it is switched off', async () => {
      value(await save({ items: [HOURS] }))
      assert.deepEqual([await told(''), await told('&place=hosted')], [undefined, undefined])
      await publish([HOURS])
      const published = await publish([item('hosted', { kind: 'phone', number: '10086' })], 'hosted')
      assert.equal(published.draft.items[0]?.id, published.published?.items[0]?.id)
      assert.partialDeepStrictEqual(await told(''), { place: 'chat', items: [{ id: 'hours', title: 'The hours', icon: 'star', action: { kind: 'ask' } }] })
      assert.partialDeepStrictEqual(await told('&place=hosted'), { place: 'hosted', items: [{ id: 'hosted', action: { kind: 'phone', number: '10086' } }] })
      value(await save({ items: [HOURS] }, { isOn: false }))
      assert.equal(await told(''), undefined)
    })

    it('MN-3 names the item that is wrong', async () => {
      const page = (address: string) => item('c', { kind: 'page', address, opens: 'here' })
      const below = (...items: readonly MenuItem[]) => ({ items: [HOURS, item('b', { kind: 'items', items })] })
      assert.partialDeepStrictEqual(await save({ items: [HOURS, item('b', { kind: 'phone', number: '10086' }), page('nowhere')] }), { code: 'bad_address', field: 'draft.items.2.action.address' })
      assert.partialDeepStrictEqual(await save(below(page('javascript:alert(1)'))), { code: 'bad_address', field: 'draft.items.1.action.items.0.action.address' })
      assert.partialDeepStrictEqual(await save({ items: [item('b', { kind: 'human', receiver: { kind: 'group', groupId: 'gone' as never } })] }), { code: 'receiver_gone', field: 'draft.items.0.action.receiver' })
      assert.partialDeepStrictEqual(await save({ items: [item('b', { kind: 'reply', parts: [{ type: 'file', file: { id: 'none' as never, name: '', type: '', size: 0 } }] })] }), { code: 'file_gone', field: 'draft.items.0.action.parts.0' })
      assert.partialDeepStrictEqual(await save(below(item('c', { kind: 'items', items: [page('https://shop.example/')] }))), { code: 'invalid_input' }, 'a third level')
      assert.partialDeepStrictEqual(await save({ items: [{ ...HOURS, icon: 'rocket' }] }), { code: 'invalid_input', field: 'draft.items.0.icon' })
      assert.partialDeepStrictEqual(await api('GET', VISITORS_API.menu('nowhere' as MenuPlace)), { code: 'not_found' })
      assert.partialDeepStrictEqual(await api('GET', `${VISITORS_API.menuCounts('chat')}?from=0`), { code: 'invalid_input', field: 'to' })
      assert.partialDeepStrictEqual(await api('GET', `${VISITORS_API.menuCounts('chat')}?from=0&to=${Date.now()}`), { code: 'out_of_range', field: 'to' }, 'years are no period')
    })

    it('MN-2 takes the deepest reply that there is: cards with buttons below an item', async () => {
      const deep: MenuAction = { kind: 'reply', parts: [{ type: 'cards', cards: [{ title: 'Tours', buttons: [{ label: 'All', url: 'https://shop.example/tours' }] }] }] }
      const draft: Menu = { ...EMPTY_MENU, items: [item('a', { kind: 'items', items: [item('b', deep)] })] }
      assert.deepEqual(value(await save(draft)).draft, draft)
    })

    it('MN-4 a choice is in all windows of the visitor, and counted', async () => {
      await publish([HOURS])
      const [one, other] = [running.visitor({ token: 'm'.repeat(43) }), running.visitor({ token: 'm'.repeat(43) })]
      for (const socket of [one, other]) assert.equal(await connected(socket), 'connected')
      const pushed = [next<Appended>(one, 'log:appended'), next<Appended>(other, 'log:appended')]
      const choice = { id: 'choice-1', place: 'chat', itemId: 'hours', start: { page: { url: `${SHOP}/tours` } } }
      assert.deepEqual(await ask(one, 'menu:choose', choice), ok(null))
      for (const { events } of await Promise.all(pushed)) assert.deepEqual(events.map(({ type }) => type), ['started', 'chose', 'message'])
      assert.deepEqual(await ask(other, 'menu:choose', choice), ok(null))
      assert.partialDeepStrictEqual(await ask(one, 'menu:choose', { ...choice, id: 'choice-2', itemId: 'gone' }), { code: 'not_found' })
      assert.deepEqual(value(await api<readonly MenuCount[]>('GET', `${VISITORS_API.menuCounts('chat')}?from=${Date.now() - 60_000}&to=${Date.now() + 60_000}`)), [{ itemId: 'hours', count: 1 }])
      for (const socket of [one, other]) socket.disconnect()
    })

    it('MN-3 pages that are open hear of a publication', async () => {
      const before = (await read('chat')).revision
      const version = async () => ((await (await running.http(`/v1/sites/${shopKey}/config`, { origin: SHOP })).json()) as { value: { version: number } }).value.version
      const then = await version()
      await publish([HOURS, item('page', { kind: 'page', address: 'https://shop.example/', opens: 'new-tab' })])
      assert.ok((await version()) > then && (await read('chat')).revision > before)
    })
  })
}
