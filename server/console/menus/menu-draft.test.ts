import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GroupId, Menu, Receiver } from '@foyer/sdk/protocol'
import { sampleMenu } from '../testing/menus-samples.ts'
import { checkMenu, differencesOf, draftOf, formField, isDifferent, itemAt, menuOf, move, newItem, removeAt, spotOf } from './menu-draft.ts'
import type { ItemDraft, MenuDraft, Move, Spot } from './menu-draft.ts'

const BOATS: Receiver = { kind: 'group', groupId: 'g-boats' as GroupId }
const draft = (menu: Menu = sampleMenu()): MenuDraft => draftOf({ isOn: true, draft: menu }, BOATS)
const titles = (items: readonly ItemDraft[]): unknown => items.map(({ title, items: below }) => (below.length > 0 ? [title, titles(below)] : title))
const there = () => true

describe('MN-2 the items of a menu', () => {
  it('MN-2 come back as they were', () => {
    assert.deepEqual(menuOf(draft()), sampleMenu())
  })

  const moves: readonly (readonly [Spot, Move, unknown, Spot | undefined])[] = [
    [[1], 'up', ['Opening hours', ['Tours', ['Sailing', 'On foot']], 'Talk to us', 'Call us'], [0]],
    [[0], 'up', undefined, undefined],
    [[3], 'down', undefined, undefined],
    [[1], 'in', [['Tours', ['Sailing', 'On foot', 'Opening hours']], 'Talk to us', 'Call us'], [0, 2]],
    // Above it stands one that has none below it; and one that has some goes below none.
    [[2], 'in', undefined, undefined],
    [[0], 'in', undefined, undefined],
    [[0, 0], 'down', [['Tours', ['On foot', 'Sailing']], 'Opening hours', 'Talk to us', 'Call us'], [0, 1]],
    [[0, 0], 'out', [['Tours', ['On foot']], 'Sailing', 'Opening hours', 'Talk to us', 'Call us'], [1]],
    [[0, 0], 'in', undefined, undefined],
    [[1], 'out', undefined, undefined],
  ]
  for (const [spot, by, after, to] of moves) {
    it(`MN-2 moves ${spot.join('.')} ${by}`, () => {
      const moved = move(draft().items, spot, by)
      assert.deepEqual([moved && titles(moved.items), moved?.spot], [after, to])
    })
  }

  it('MN-2 takes no eleventh item in, nor out', () => {
    const many = (n: number) => Array.from({ length: n }, (_, at) => ({ ...newItem(`n${at}`, BOATS), title: `n${at}` }))
    const parent = (n: number): ItemDraft => ({ ...newItem('p', BOATS), kind: 'items', items: many(n) })
    assert.equal(move([parent(10), ...many(1)], [1], 'in'), undefined)
    assert.notEqual(move([parent(9), ...many(1)], [1], 'in'), undefined)
    assert.equal(move([parent(1), ...many(9)], [0, 0], 'out'), undefined)
    assert.notEqual(move([parent(1), ...many(8)], [0, 0], 'out'), undefined)
  })

  it('MN-2 are deleted on either level', () => {
    assert.deepEqual(titles(removeAt(draft().items, [0, 1])), [['Tours', ['Sailing']], 'Opening hours', 'Talk to us', 'Call us'])
    assert.deepEqual(titles(removeAt(draft().items, [0])), ['Opening hours', 'Talk to us', 'Call us'])
  })
})

describe('MN-3 what is wrong with a menu, and where', () => {
  const changed = (at: number, change: Partial<ItemDraft>): MenuDraft => {
    const menu = draft()
    return { ...menu, items: menu.items.with(at, { ...menu.items[at]!, ...change }) }
  }
  const below = draft().items[0]!.items
  const cases: readonly (readonly [string, MenuDraft, string, string])[] = [
    ['no title', changed(1, { title: ' ' }), 'items.1.title', 'required'],
    ['a title of 11 Chinese characters', changed(1, { title: '一二三四五六七八九十一' }), 'items.1.title', 'too_long'],
    ['an answer that says nothing', changed(1, { answer: newItem('', BOATS).answer }), 'items.1.answer.text', 'required'],
    ['no page', changed(0, { items: below.with(0, { ...below[0]!, address: '' }) }), 'items.0.items.0.address', 'required'],
    ['a page of a script', changed(0, { items: below.with(0, { ...below[0]!, address: 'javascript:alert(1)' }) }), 'items.0.items.0.address', 'bad_address'],
    ['a word in the place of a number', changed(3, { number: 'reception' }), 'items.3.number', 'bad_phone'],
    ['nothing below', changed(0, { items: [] }), 'items.0.items', 'required'],
    ['four in a bar', { ...draft(), style: 'bottom-bar' }, 'items', 'out_of_range'],
    ['nothing at all', { ...draft(), items: [] }, 'items', 'required'],
    ['a colour that is none', { ...draft(), accent: 'blue' }, 'accent', 'bad_colour'],
  ]
  for (const [what, menu, field, code] of cases) {
    it(`MN-3 refuses ${what}`, () => {
      const found = checkMenu(menu, there)
      assert.deepEqual([found?.field, found?.code], [field, code])
    })
  }

  it('MN-3 refuses a receiver who is not there, with the item', () => {
    const found = checkMenu(draft(), () => false)
    assert.deepEqual([found?.field, found?.code], ['items.2.receiver', 'receiver_gone'])
    assert.equal(itemAt(draft().items, spotOf(found?.field)!)?.title, 'Talk to us')
  })

  it('MN-3 finds nothing wrong with one that is whole, or empty and off', () => {
    assert.equal(checkMenu(draft(), there), undefined)
    assert.equal(checkMenu({ ...draft(), isOn: false, items: [] }, there), undefined)
  })

  it('MN-3 reads the server’s fields as its own', () => {
    assert.equal(formField('draft.items.2.action.items.0.action.address', false), 'items.2.items.0.address')
    assert.equal(formField('draft.items.2.action.items', false), 'items.2.items')
    assert.equal(formField('draft.items.2.action.parts.1', true), 'items.2.answer.files')
    assert.equal(formField('draft.items.2.action.parts', false), 'items.2.answer.text')
    assert.equal(formField('draft.items.2.action.receiver', false), 'items.2.receiver')
  })
})

describe('MN-3 what differs from what visitors see', () => {
  it('MN-3 is nothing of the same', () => {
    assert.equal(isDifferent(differencesOf(sampleMenu(), menuOf(draft()))), false)
  })

  it('MN-3 names what is new, deleted and changed, and tells of look and order', () => {
    const menu = draft()
    const [tours, hours, human, call] = menu.items as [ItemDraft, ItemDraft, ItemDraft, ItemDraft]
    const next = { ...menu, heading: 'Hello', items: [hours, { ...tours, items: tours.items.slice(1) }, { ...call, title: 'Ring us' }, { ...newItem('new', BOATS), title: 'Prices' }] }
    assert.deepEqual(differencesOf(sampleMenu(), menuOf(next)), { look: true, order: true, added: ['Prices'], removed: ['Sailing', 'Talk to us'], changed: ['Ring us'] })
    assert.equal(human.title, 'Talk to us')
  })

  it('MN-3 sees an item that has gone to the other level', () => {
    const moved = move(draft().items, [0, 0], 'out')!
    assert.deepEqual(differencesOf(sampleMenu(), menuOf({ ...draft(), items: moved.items })), { look: false, order: true, added: [], removed: [], changed: [] })
  })
})
