import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AgentState, ConversationId, DeskSnapshot, InboxEntry, LogEvent, MessageId, WorkspaceId } from '@foyer/sdk/protocol'
import { INITIAL, headIn, reduceDesk } from './desk-state.ts'
import type { DeskEvent, DeskState } from './desk-state.ts'
import { headFrom } from './testing/fake-desk.ts'
import { AGENTS, ANN, BEN, MIRA, sampleConversations, talk, visitor } from './testing/samples.ts'

const id = 'c1' as ConversationId
const events = talk('c1', [[9, 'visitor', 'One'], [8, ANN, 'Two'], [7, 'visitor', 'Three']])
const entryUpTo = (seq: number): InboxEntry => ({ head: headFrom(id, events.slice(0, seq)), visitor: visitor(1), groupName: 'Advice' })
const snapshot = (entries: readonly InboxEntry[], agents: readonly AgentState[] = AGENTS): DeskSnapshot => ({
  workspace: { id: 'w' as WorkspaceId, name: 'Meridian' }, me: ANN, agents, entries,
})
const after = (...steps: readonly DeskEvent[]): DeskState => steps.reduce(reduceDesk, INITIAL)
const appended = (list: readonly LogEvent[]): DeskEvent => ({ type: 'pushed', push: { name: 'log:appended', payload: { conversationId: id, events: list } } })
const fetched = (entries: readonly InboxEntry[]): DeskEvent => ({ type: 'snapshot-fetched', snapshot: snapshot(entries) })
const whole = (seq: number): DeskEvent => ({ type: 'delta-fetched', conversationId: id, delta: { whole: { head: headFrom(id, events.slice(0, seq)), events: events.slice(0, seq) }, more: false } })

describe('what the desk knows', () => {
  it('folds pushed events into the row and into the opened thread alike', () => {
    const state = after(fetched([entryUpTo(2)]), { type: 'thread-opened', conversationId: id }, whole(2), appended(events.slice(2)))
    assert.deepEqual(state.entries.get(id)?.head, headFrom(id, events))
    assert.deepEqual(headIn(state.threads.get(id), id), headFrom(id, events))
    assert.equal(state.lacking.size, 0)
  })

  it('knows the same after a push whether it comes once, twice, or together with what it had', () => {
    const once = after(fetched([entryUpTo(2)]), appended(events.slice(2)))
    assert.deepEqual(after(fetched([entryUpTo(2)]), appended(events.slice(2)), appended(events.slice(2))), once)
    assert.deepEqual(after(fetched([entryUpTo(2)]), appended(events)), once)
  })

  it('marks a conversation as lacking where an event does not follow, and takes nothing of it in', () => {
    const state = after(fetched([entryUpTo(2)]), appended(events.slice(4)))
    assert.deepEqual([...state.lacking], [id])
    assert.equal(state.entries.get(id)?.head.seq, 2)
  })

  it('marks a conversation that it has never heard of as lacking', () => {
    assert.deepEqual([...after(fetched([]), appended(events)).lacking], [id])
  })

  it('lacks nothing any more when the missing entry or the missing events have come', () => {
    const gap = [fetched([entryUpTo(2)]), appended(events.slice(4))] as const
    assert.equal(after(...gap, { type: 'entry-fetched', entry: entryUpTo(events.length) }).lacking.size, 0)
    const opened = after(fetched([entryUpTo(2)]), { type: 'thread-opened', conversationId: id }, whole(2), appended(events.slice(4)), {
      type: 'delta-fetched', conversationId: id, delta: { next: { conversationId: id, events: events.slice(2) }, more: false },
    })
    assert.equal(opened.lacking.size, 0)
    assert.deepEqual(opened.entries.get(id)?.head, headFrom(id, events))
  })

  it('still lacks while more pages are to come, and where a push has overtaken the answer', () => {
    const opened = [fetched([entryUpTo(2)]), { type: 'thread-opened', conversationId: id }] as const
    const first: DeskEvent = { type: 'delta-fetched', conversationId: id, delta: { whole: { head: headFrom(id, events.slice(0, 2)), events: events.slice(0, 2) }, more: true } }
    assert.ok(after(...opened, first).lacking.has(id))
    assert.ok(after(...opened, appended(events.slice(2)), whole(2)).lacking.has(id))
  })

  it('keeps what is newer here when a snapshot comes, and drops what a fresh load would not show', () => {
    const gone = { ...entryUpTo(2), head: headFrom('c2' as ConversationId, talk('c2', [[1, 'visitor', 'x']])) }
    const state = after(fetched([entryUpTo(2), gone]), { type: 'thread-opened', conversationId: gone.head.id }, appended(events.slice(2)), fetched([entryUpTo(3)]))
    assert.deepEqual([...state.entries.keys()], [id])
    assert.equal(state.entries.get(id)?.head.seq, events.length)
    assert.equal(state.threads.size, 0)
  })

  it('equals a fresh load after a long absence', () => {
    const [mira] = sampleConversations()
    assert.ok(mira)
    const fresh: InboxEntry = { head: headFrom(MIRA, mira.events), visitor: mira.visitor, groupName: mira.groupName }
    const asleep = after(fetched([entryUpTo(3)]), { type: 'connection-changed', connection: { status: 'offline' } }, fetched([fresh]))
    assert.deepEqual({ ...asleep, connection: INITIAL.connection }, after(fetched([fresh])))
  })

  it('forgets a conversation that this member may no longer see, with its thread and its typing', () => {
    const state = after(
      fetched([entryUpTo(3)]), { type: 'thread-opened', conversationId: id }, whole(3),
      { type: 'pushed', push: { name: 'typing', payload: { conversationId: id, isTyping: true, by: 'visitor' } } },
      { type: 'pushed', push: { name: 'inbox:removed', payload: { conversationId: id } } },
    )
    assert.deepEqual([state.entries.size, state.threads.size, state.typing.size, state.lacking.size], [0, 0, 0, 0])
  })

  it('puts a changed visitor into every row of theirs', () => {
    const second = { ...entryUpTo(2), head: headFrom('c2' as ConversationId, talk('c2', [[1, 'visitor', 'x']])) }
    const state = after(fetched([entryUpTo(2), second]), { type: 'pushed', push: { name: 'visitor:changed', payload: visitor(1, { name: 'Mira' }) } })
    assert.deepEqual([...state.entries.values()].map((entry) => entry.visitor.name), ['Mira', 'Mira'])
  })

  it('takes in the switches of a colleague', () => {
    const ben = AGENTS.find((agent) => agent.id === BEN)
    assert.ok(ben)
    const state = after(fetched([]), { type: 'pushed', push: { name: 'agent:changed', payload: { ...ben, isAccepting: false } } })
    assert.equal(state.agents.get(BEN)?.isAccepting, false)
  })

  it('CW-8 lets typing end with the message, with the word that it ended, by itself, and with the line', () => {
    const typing = [fetched([entryUpTo(4)]), { type: 'pushed', push: { name: 'typing', payload: { conversationId: id, isTyping: true, by: 'visitor' } } }] as const
    assert.deepEqual(after(...typing).typing.get(id), { by: 'visitor' })
    for (const end of [
      appended(events.slice(4, 5)),
      { type: 'pushed', push: { name: 'typing', payload: { conversationId: id, isTyping: false, by: 'visitor' } } },
      { type: 'typing-expired', conversationId: id },
      { type: 'connection-changed', connection: { status: 'offline' } },
    ] as const) {
      assert.equal(after(...typing, end).typing.size, 0, JSON.stringify(end))
    }
  })

  it('CW-8 knows what is being written, as far as it is told, and forgets it with the typing', () => {
    const writing = (text?: string): DeskEvent => ({ type: 'pushed', push: { name: 'typing', payload: { conversationId: id, isTyping: true, by: 'visitor', ...(text !== undefined && { text }) } } })
    const state = after(fetched([entryUpTo(4)]), writing('One mo'), writing('One more thing'))
    assert.deepEqual(state.typing.get(id), { by: 'visitor', text: 'One more thing' })
    assert.deepEqual(reduceDesk(state, writing('  ')).typing.get(id), { by: 'visitor' })
    assert.equal(reduceDesk(state, { type: 'typing-expired', conversationId: id }).typing.size, 0)
  })

  it('CW-11 puts earlier conversations of the visitor in front of the opened one', () => {
    const [mira] = sampleConversations()
    const earlier = mira?.earlier?.at(-1)
    assert.ok(mira && earlier)
    const slice = (of: { id: ConversationId; events: readonly LogEvent[] }) => ({ head: headFrom(of.id, of.events), events: of.events })
    const opened = after(
      fetched([{ ...slice(mira), visitor: mira.visitor, groupName: '' }]), { type: 'thread-opened', conversationId: MIRA },
      { type: 'delta-fetched', conversationId: MIRA, delta: { whole: slice(mira), more: false } },
    )
    assert.equal(opened.threads.get(MIRA)?.hasOlder, true)
    const state = reduceDesk(opened, { type: 'older-fetched', conversationId: MIRA, slices: [slice(earlier)], older: false })
    assert.deepEqual(state.threads.get(MIRA)?.conversations.map(({ head }) => head.id), [earlier.id, MIRA])
    assert.equal(state.threads.get(MIRA)?.hasOlder, false)
  })

  it('keeps the identity of what did not change', () => {
    const state = after(fetched([entryUpTo(4)]))
    assert.equal(reduceDesk(state, appended(events.slice(0, 4))), state)
    assert.equal(reduceDesk(state, { type: 'typing-expired', conversationId: id }), state)
    assert.equal(reduceDesk(state, { type: 'pending-changed', pending: [{ draft: { id: 'm' as MessageId, parts: [] }, writtenAt: 0, status: 'sending' }] }).entries, state.entries)
  })
})
