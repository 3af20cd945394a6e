import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ENDED_SHOWN } from '@foyer/sdk/protocol'
import type { ConversationHead, ConversationId, InboxEntry, LogEvent, MessageId } from '@foyer/sdk/protocol'
import { couldTakeOver, isLastReceiving, isNewFor, listsOf, nextOf, readinessOf, tabsFor, unreadOf } from './inbox.ts'
import { newsBetween } from './news.ts'
import { headFrom } from './testing/fake-desk.ts'
import { leftMessage } from './testing/rich-samples.ts'
import { AGENTS, ANN, BEN, MINUTE, NOW, OLGA, sampleConversations, talk, visitor } from './testing/samples.ts'
import { OVERDUE_MS, isMessageLeft, waitingOf } from './waiting.ts'
import { ROW_PX, rowsInView, scrollTopFor } from './window-rows.ts'

const entryOf = (id: string, events: readonly LogEvent[], number = 1): InboxEntry => ({ head: headFrom(id as ConversationId, events), visitor: visitor(number), groupName: '' })
const mapOf = (entries: readonly InboxEntry[]) => new Map(entries.map((entry) => [entry.head.id, entry]))
const samples = mapOf(sampleConversations().map(({ id, events, visitor: who, groupName }) => ({ head: headFrom(id, events), visitor: who, groupName })))
const ids = (entries: readonly InboxEntry[]) => entries.map(({ head }) => head.id)

describe('the conversation list', () => {
  it('DK-2 has tabs for mine, waiting, all and ended, each in its order', () => {
    const lists = listsOf(samples, ANN)
    assert.deepEqual(ids(lists.mine), ['c-23', 'c-mira', 'c-li', 'c-19', 'c-omar'])
    assert.deepEqual(ids(lists.waiting), ['c-25'])
    assert.deepEqual(ids(lists.all), ['c-23', 'c-mira', 'c-25', 'c-li', 'c-ben', 'c-19', 'c-omar'])
    assert.deepEqual(ids(lists.ended), ['c-e1', 'c-e2', 'c-e3'])
  })

  it('DK-2 shows "all" to owner and administrators alone', () => {
    assert.ok(tabsFor('owner').includes('all'))
    assert.ok(tabsFor('administrator').includes('all'))
    assert.deepEqual(tabsFor('agent'), ['mine', 'waiting', 'ended'])
    assert.deepEqual(tabsFor(undefined), ['mine', 'waiting', 'ended'])
  })

  it('puts the longest waiting first among those that nobody holds', () => {
    const waiting = ['young', 'old', 'middle'].map((id, i) => entryOf(id, talk(id, [[[1, 9, 4][i] ?? 0, 'visitor', 'Hello']], { heldBy: 'nobody' })))
    assert.deepEqual(ids(listsOf(mapOf(waiting), ANN).waiting), ['old', 'middle', 'young'])
  })

  it('CW-13 puts messages that were left behind those who sit there, and lets nobody call them overdue', () => {
    const left = leftMessage()
    const waiting = entryOf('young', talk('young', [[1, 'visitor', 'Hello']], { heldBy: 'nobody' }))
    const message = entryOf(left.id, left.events, 35)
    assert.deepEqual(ids(listsOf(mapOf([message, waiting]), ANN).waiting), ['young', left.id])
    assert.equal(waitingOf(message.head, NOW), undefined)
    assert.equal(isMessageLeft(message.head), true)
    assert.equal(isMessageLeft(waiting.head), false)
    const taken = headFrom(left.id, [...left.events, { type: 'assigned', agent: { id: ANN, name: 'Ann' }, seq: 4, at: NOW }])
    assert.equal(isMessageLeft(taken), false)
  })

  it('MN-4 lets nobody wait whom only the menu has answered, until they ask for somebody', () => {
    const events = [
      { type: 'started', by: 'visitor', position: 1, seq: 1, at: NOW - 20 * MINUTE },
      { type: 'chose', itemId: 'hours', title: 'Opening hours', seq: 2, at: NOW - 20 * MINUTE },
      { type: 'message', id: 'm1' as MessageId, from: { kind: 'machine' }, parts: [{ type: 'text', text: 'Always.' }], seq: 3, at: NOW - 20 * MINUTE },
    ] as const satisfies readonly LogEvent[]
    const reading = mapOf([entryOf('menu', events)])
    const asking = mapOf([entryOf('menu', [...events, { type: 'queued', reason: 'queue', seq: 4, at: NOW - MINUTE }])])
    const [head, asked] = [reading, asking].map((entries) => entries.get('menu' as ConversationId)!.head)
    assert.deepEqual([ids(listsOf(reading, ANN).waiting), ids(listsOf(reading, ANN).all), waitingOf(head!, NOW)], [[], ['menu'], undefined])
    assert.deepEqual([ids(listsOf(asking, ANN).waiting), waitingOf(asked!, NOW)?.ms], [['menu'], MINUTE])
    assert.deepEqual([newsBetween(new Map(), reading, ANN, undefined).length, newsBetween(reading, asking, ANN, undefined).map(({ kind }) => kind)], [0, ['waiting']])
  })

  it('CW-12 finds the conversation in which a talk goes on', () => {
    const [first, second, third] = [1, 2, 3].map((position) => entryOf(`p${position}`, talk(`p${position}`, [[9 - position, 'visitor', 'Hello']], { position })))
    const other = entryOf('other', talk('other', [[1, 'visitor', 'Hello']], { position: 9 }), 2)
    assert.ok(first && second && third)
    const all = mapOf([first, second, third, other])
    assert.equal(nextOf(all, first)?.head.id, 'p3')
    assert.equal(nextOf(all, third), undefined)
  })

  it('AL-14 offers colleagues who could receive, those with the most room first', () => {
    const [ann, ben, olga] = AGENTS
    assert.ok(ann && ben && olga)
    const full = { ...olga, isAccepting: true, current: 9 }
    assert.deepEqual(couldTakeOver([full, ben, ann], ANN).map(({ id }) => id), [BEN, OLGA])
    for (const change of [{ isOnline: false }, { isAccepting: false }, { isPresent: false }]) assert.deepEqual(couldTakeOver([{ ...ben, ...change }, ann], ANN), [])
  })

  it('orders rows of the same moment by their id, whatever order they came in', () => {
    const same = ['b', 'a', 'c'].map((id) => entryOf(id, talk(id, [[1, 'visitor', 'Hello']])))
    assert.deepEqual(ids(listsOf(mapOf(same), ANN).mine), ['a', 'b', 'c'])
    assert.deepEqual(ids(listsOf(mapOf(same.toReversed()), ANN).mine), ['a', 'b', 'c'])
  })

  it('shows as many ended ones as a fresh load brings', () => {
    const ended = Array.from({ length: ENDED_SHOWN + 5 }, (_, i) => entryOf(`e${i}`, talk(`e${i}`, [[i + 2, 'visitor', 'Bye']], { ended: { minutesAgo: i + 1, by: 'visitor' } })))
    const shown = ids(listsOf(mapOf(ended), ANN).ended)
    assert.equal(shown.length, ENDED_SHOWN)
    assert.equal(shown[0], 'e0')
  })

  it('CW-9 counts the unread messages of one’s own conversations', () => {
    assert.equal(unreadOf(listsOf(samples, ANN), ANN), 4)
    assert.equal(unreadOf(listsOf(samples, OLGA), OLGA), 0)
  })

  it('calls a conversation new until the member has read of it', () => {
    const fresh = samples.get('c-23' as ConversationId)
    const known = samples.get('c-mira' as ConversationId)
    assert.ok(fresh && known)
    assert.equal(isNewFor(fresh.head, ANN), true)
    assert.equal(isNewFor(fresh.head, BEN), false)
    assert.equal(isNewFor(known.head, ANN), false)
  })

  it('IV-10 calls a conversation new, and counts it as unread, whose visitor has accepted an invitation and not written', () => {
    const accepted = samples.get('c-23' as ConversationId)
    assert.ok(accepted)
    const { head } = accepted
    const untouched: InboxEntry = { ...accepted, head: { ...head, marks: { ...head.marks, agent: { delivered: 0, read: 0, unread: 0 } } } }
    assert.equal(isNewFor(untouched.head, ANN), true)
    assert.equal(unreadOf(listsOf(mapOf([untouched]), ANN), ANN), 1)
    const seen: InboxEntry = { ...accepted, head: { ...head, marks: { ...head.marks, agent: { delivered: head.seq, read: head.seq, unread: 0 } } } }
    assert.equal(isNewFor(seen.head, ANN), false)
    assert.equal(unreadOf(listsOf(mapOf([seen]), ANN), ANN), 0)
  })

  it('AL-10 calls a conversation new that has moved here unanswered, although who had it before has read it', () => {
    const known = samples.get('c-mira' as ConversationId)?.head
    assert.ok(known?.lastMessage && known.state.status === 'held')
    const { at } = known.lastMessage
    const moved: ConversationHead = { ...known, movedFrom: [BEN], awaitingAgentSince: at, state: { ...known.state, since: at + 60_000 } }
    assert.equal(isNewFor(moved, ANN), true)
    assert.equal(isNewFor(moved, BEN), false)
    assert.equal(isNewFor({ ...moved, lastMessage: { ...known.lastMessage, at: at + 90_000 } }, ANN), false, 'something has been said since')
    const { awaitingAgentSince: _, ...answered } = moved
    assert.equal(isNewFor(answered, ANN), false)
  })

  it('AL-5 says in one word whether new visitors come, and whether nobody else receives them', () => {
    const [ann, ben] = AGENTS
    assert.ok(ann && ben)
    assert.deepEqual([readinessOf(ann), readinessOf({ ...ann, isAccepting: false }), readinessOf({ ...ann, isOnline: false })], ['receiving', 'not-accepting', 'offline'])
    assert.equal(isLastReceiving(AGENTS, ANN), false)
    assert.equal(isLastReceiving([ann, { ...ben, isAccepting: false }], ANN), true)
    assert.equal(isLastReceiving([ann, { ...ben, isPresent: false }], ANN), true)
  })
})

describe('waiting', () => {
  const head = headFrom('w' as ConversationId, talk('w', [[0, 'visitor', 'Hello']]))
  for (const [share, level] of [[0, 'fresh'], [0.59, 'fresh'], [0.6, 'soon'], [0.99, 'soon'], [1, 'overdue'], [9, 'overdue']] as const) {
    it(`DK-2 is ${level} at ${share * 100} % of the time`, () => {
      assert.equal(waitingOf(head, NOW + share * OVERDUE_MS)?.level, level)
    })
  }

  it('ends with an answer and with the conversation, and never runs backwards', () => {
    assert.equal(waitingOf(headFrom('w' as ConversationId, talk('w', [[2, 'visitor', 'Hello'], [1, ANN, 'Hi']])), NOW), undefined)
    assert.equal(waitingOf(headFrom('w' as ConversationId, talk('w', [[2, 'visitor', 'Hello']], { ended: { minutesAgo: 1, by: 'visitor' } })), NOW), undefined)
    assert.equal(waitingOf(head, NOW - MINUTE)?.ms, 0)
  })
})

describe('news for those who do not look', () => {
  const quiet = mapOf([entryOf('c1', talk('c1', [[3, 'visitor', 'One']]))])
  const louder = mapOf([entryOf('c1', talk('c1', [[3, 'visitor', 'One'], [1, 'visitor', 'Two']]))])
  const kinds = (...[before, after, me, shown]: Parameters<typeof newsBetween>) => newsBetween(before, after, me, shown).map(({ kind }) => kind)

  it('tells of a conversation that was given, of one that waits, and of a message', () => {
    assert.deepEqual(kinds(new Map(), quiet, ANN, undefined), ['new'])
    assert.deepEqual(kinds(new Map(), mapOf([entryOf('c1', talk('c1', [[1, 'visitor', 'Hi']], { heldBy: 'nobody' }))]), ANN, undefined), ['waiting'])
    assert.deepEqual(kinds(quiet, louder, ANN, undefined), ['message'])
  })

  it('is silent about what is in view, about colleagues, and about what has not changed', () => {
    assert.deepEqual(kinds(quiet, louder, ANN, 'c1' as ConversationId), [])
    assert.deepEqual(kinds(quiet, louder, BEN, undefined), [])
    assert.deepEqual(kinds(quiet, quiet, ANN, undefined), [])
    assert.deepEqual(kinds(quiet, mapOf([entryOf('c1', talk('c1', [[3, 'visitor', 'One'], [1, ANN, 'Two']]))]), ANN, undefined), [])
  })

  it('does not read out a whole list', () => {
    const many = mapOf(Array.from({ length: 20 }, (_, i) => entryOf(`c${i}`, talk(`c${i}`, [[1, 'visitor', 'Hi']]))))
    assert.equal(newsBetween(new Map(), many, ANN, undefined).length, 3)
  })
})

describe('rows in view', () => {
  it('are few, however long the list', () => {
    for (const top of [0, 1_000, 160_000, 5_000 * ROW_PX - 800]) {
      const { first, end } = rowsInView(top, 800, 5_000)
      assert.ok(end - first <= 30, `${end - first} rows at ${top}`)
      assert.ok(first * ROW_PX <= top && end * ROW_PX >= Math.min(top + 800, 5_000 * ROW_PX), `a gap at ${top}`)
    }
  })

  it('never leave the list', () => {
    assert.deepEqual(rowsInView(0, 800, 0), { first: 0, end: 0 })
    assert.deepEqual(rowsInView(9_999, 800, 3), { first: 3, end: 3 })
  })

  it('scroll no further than they must', () => {
    assert.equal(scrollTopFor(2, 0, 800), 0)
    assert.equal(scrollTopFor(20, 0, 800), 21 * ROW_PX - 800)
    assert.equal(scrollTopFor(1, 640, 800), ROW_PX)
  })
})
