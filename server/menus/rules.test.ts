import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FileId, GroupId, MemberId, Menu, MenuAction, MenuItem, Receiver } from '@foyer/sdk/protocol'
import { EMPTY_MENU, checkMenu, checkReceivers, findItem, shownMenu } from './rules.ts'

const says: MenuAction = { kind: 'reply', parts: [{ type: 'text', text: 'From nine to five.' }] }
const item = (id: string, action: MenuAction = says, changed: Partial<MenuItem> = {}): MenuItem => ({ id, title: id, icon: 'none', action, ...changed })
const menu = (items: readonly MenuItem[], changed: Partial<Menu> = {}): Menu => ({ ...EMPTY_MENU, items, ...changed })
const many = (count: number, prefix = 'i') => Array.from({ length: count }, (_, n) => item(`${prefix}${n}`))
const under = (items: readonly MenuItem[]): MenuAction => ({ kind: 'items', items })
const page = (address: string): MenuAction => ({ kind: 'page', address, opens: 'new-tab' })

describe('checkMenu', () => {
  it('MN-2 takes ten items with ten below each, every action, and titles of twenty units in any script', () => {
    const all = [
      item('reply', says, { title: 'Twenty letters wide.' }),
      item('page', page('https://shop.example/tours?x=1'), { title: '一二三四五六七八九十' }),
      item('human', { kind: 'human', receiver: { kind: 'group', groupId: 'g' as GroupId } }),
      item('phone', { kind: 'phone', number: '+351 210 000 000' }),
      ...many(5),
      item('below', under(many(10, 'b'))),
    ]
    assert.equal(checkMenu(menu(all, { accent: '#1b6b80', heading: 'How can we help you?' })), undefined)
    assert.equal(checkMenu(menu(many(3), { style: 'bottom-bar' })), undefined)
  })

  for (const [sentence, wrong, field, code] of [
    ['eleven items', menu(many(11)), 'items', 'too_long'],
    ['a fourth button in a bar', menu(many(4), { style: 'bottom-bar' }), 'items', 'too_long'],
    ['eleven below one', menu([item('a'), item('b', under(many(11)))]), 'items.1.action.items', 'too_long'],
    ['nothing below one', menu([item('a', under([]))]), 'items.0.action.items', 'required'],
    ['no title', menu([item('a', says, { title: ' ' })]), 'items.0.title', 'required'],
    ['a title of 21 units', menu([item('a', says, { title: '一二三四五六七八九十x' })]), 'items.0.title', 'too_long'],
    ['a title of 21 units below', menu([item('a', under([item('b', says, { title: 'x'.repeat(21) })]))]), 'items.0.action.items.0.title', 'too_long'],
    ['a long heading', menu(many(1), { heading: 'x'.repeat(21) }), 'heading', 'too_long'],
    ['no colour', menu(many(1), { accent: 'red' }), 'accent', 'bad_colour'],
    ['a reply that says nothing', menu([item('a'), item('b', { kind: 'reply', parts: [] })]), 'items.1.action.parts', 'required'],
    ['no address', menu([item('a', page(''))]), 'items.0.action.address', 'required'],
    ['half an address', menu([item('a'), item('b'), item('c', page('shop.example/tours'))]), 'items.2.action.address', 'bad_address'],
    ['an address that runs', menu([item('a', page('javascript:alert(1)'))]), 'items.0.action.address', 'bad_address'],
    ['an address of mail', menu([item('a', page('mailto:a@shop.example'))]), 'items.0.action.address', 'bad_address'],
    ['no number', menu([item('a', { kind: 'phone', number: 'call us' })]), 'items.0.action.number', 'bad_phone'],
    ['one id twice', menu([item('a'), item('b', under([item('a')]))]), 'items.1.action.items.0.id', 'name_taken'],
  ] as const) {
    it(`MN-3 refuses ${sentence}, by its place`, () => {
      const failure = checkMenu(wrong)
      assert.deepEqual([failure?.field, failure?.code], [field, code])
    })
  }

  it('MN-3 names the item whose receiver is not there', () => {
    const human = (id: string, agentId: string) => item(id, { kind: 'human', receiver: { kind: 'agent', agentId: agentId as MemberId } })
    const given = menu([human('a', 'ann'), item('b', under([item('c'), human('d', 'gone')]))])
    const isThere = (receiver: Receiver) => receiver.kind === 'agent' && receiver.agentId === 'ann'
    assert.partialDeepStrictEqual(checkReceivers(given, isThere), { code: 'receiver_gone', field: 'items.1.action.items.1.action.receiver' })
    assert.equal(checkReceivers(given, () => true), undefined)
  })
})

describe('what windows are told of a menu', () => {
  const given = menu([
    item('a', { kind: 'reply', parts: [{ type: 'file', file: { id: 'f' as FileId, name: 'secret.pdf', type: '', size: 1 } }] }),
    item('b', under([item('c', { kind: 'human', receiver: { kind: 'agent', agentId: 'ann' as MemberId } }), item('d', page('https://shop.example/'))])),
  ])

  it('MN-2 is what to draw, and neither answers nor receivers', () => {
    const shown = shownMenu(given, 'hosted')
    assert.deepEqual([shown.place, shown.items[0]?.action], ['hosted', { kind: 'ask' }])
    assert.deepEqual(shown.items[1]?.action, { kind: 'items', items: [item('c', { kind: 'ask' } as never), item('d', page('https://shop.example/'))] })
    assert.doesNotMatch(JSON.stringify(shown), /secret|ann/)
  })

  it('MN-4 an item is found at either level, and one that only unfolds is none to choose', () => {
    assert.deepEqual(['a', 'b', 'c', 'none'].map((id) => findItem(given, id)?.action.kind), ['reply', undefined, 'human', undefined])
  })
})
