import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyHead, fail, foldEvents } from '@foyer/sdk/protocol'
import type { AgentFace, Author, ConversationId, Happening, LogEvent, MemberId, MessageId } from '@foyer/sdk/protocol'
import type { LoadedConversation, PendingMessage, ThreadState } from '@foyer/sdk/thread'
import { eventsBetween } from './thread-events.ts'

const ann: AgentFace = { id: 'ann' as MemberId, name: 'Ann' }
const ben: AgentFace = { id: 'ben' as MemberId, name: 'Ben' }
const byAnn: Author = { kind: 'agent', ...ann }
const byVisitor: Author = { kind: 'visitor' }

const started = (position: number): Happening => ({ type: 'started', by: 'visitor', position })
const message = (id: string, from: Author): Happening => ({ type: 'message', id: id as MessageId, from, parts: [{ type: 'text', text: id }] })

/** A conversation with these happenings; `after` of them are not loaded. */
function conversation(id: string, happenings: readonly Happening[], after = 0): LoadedConversation {
  const events = happenings.map((happening, i): LogEvent => ({ ...happening, seq: i + 1, at: 1_000 + i }))
  return { head: foldEvents(emptyHead(id as ConversationId), events), events: events.slice(after) }
}

const pending = (id: string, isFailed = false): PendingMessage => ({
  draft: { id: id as MessageId, parts: [{ type: 'text', text: id }] },
  writtenAt: 0,
  ...(isFailed ? { status: 'failed', failure: fail('message_too_long') } : { status: 'sending' }),
})

const state = (conversations: readonly LoadedConversation[], over: Partial<ThreadState> = {}): ThreadState => ({
  connection: { status: 'connected' },
  isLoaded: true,
  log: { version: 1, conversations, hasOlder: false },
  pending: [],
  isAgentPresent: true,
  unread: 0,
  ...over,
})

const told = (before: ThreadState, after: ThreadState) =>
  eventsBetween(before, after).map(([name, payload]) => ('id' in payload ? `${name} ${payload.id}` : name))

const talk = [started(1), message('m1', byVisitor), { type: 'assigned', agent: ann }, message('m2', byAnn)] satisfies Happening[]

describe('the events of a thread', () => {
  it('CW-23 tell what was added, in order', () => {
    assert.deepEqual(told(state([conversation('c1', talk.slice(0, 2))]), state([conversation('c1', talk)])), [
      'conversation:assigned',
      'message:received m2',
    ])
  })

  it('CW-23 tell of a new conversation from its start', () => {
    assert.deepEqual(told(state([]), state([conversation('c1', talk)])), [
      'conversation:started',
      'message:sent m1',
      'conversation:assigned',
      'message:received m2',
    ])
  })

  it('CW-23 call the first agent assigned and the next ones transferred', () => {
    const before = conversation('c1', talk)
    const after = conversation('c1', [...talk, { type: 'assigned', agent: ben, previous: ann.id }, { type: 'ended', by: 'agent' }])
    const events = eventsBetween(state([before]), state([after]))
    assert.deepEqual(events, [
      ['conversation:transferred', { conversationId: 'c1', agent: ben }],
      ['conversation:ended', { conversationId: 'c1', by: 'agent' }],
    ])
  })

  it('CW-23 say why nobody answers yet', () => {
    const queued = conversation('c1', [...talk.slice(0, 2), { type: 'queued', reason: 'take-message' }])
    assert.deepEqual(eventsBetween(state([conversation('c1', talk.slice(0, 2))]), state([queued])), [
      ['conversation:queued', { conversationId: 'c1', reason: 'take-message' }],
    ])
  })

  it('do not tell the history that the first fetch brings', () => {
    assert.deepEqual(told(state([], { isLoaded: false }), state([conversation('c1', talk)])), [])
  })

  it('tell of what this device was still sending, also if the first fetch brings it', () => {
    const before = state([], { isLoaded: false, pending: [pending('m1')] })
    assert.deepEqual(told(before, state([conversation('c1', talk)])), [
      'conversation:started',
      'message:sent m1',
      'conversation:assigned',
      'message:received m2',
    ])
    const later = state([], { isLoaded: false, pending: [pending('m2')] })
    const long = conversation('c1', [...talk.slice(0, 3), message('m0', byVisitor), message('m2', byVisitor)])
    assert.deepEqual(told(later, state([long])), ['message:sent m2'])
  })

  it('do not tell what scrolling up brings', () => {
    const [older, newer] = [conversation('c1', talk), conversation('c2', [started(2), message('m3', byVisitor)])]
    assert.deepEqual(told(state([newer]), state([older, newer])), [])
    assert.deepEqual(told(state([conversation('c1', talk, 2)]), state([older])), [])
  })

  it('tell of a refused message once, when it is refused', () => {
    const refused = state([], { pending: [pending('m1', true)] })
    assert.deepEqual(told(state([], { pending: [pending('m1')] }), refused), ['message:failed m1'])
    assert.deepEqual(told(refused, state([], { pending: [pending('m1', true)] })), [])
    assert.deepEqual(told(state([], { isLoaded: false }), refused), [])
  })

  it('tell of the line to the server', () => {
    const offline = state([], { connection: { status: 'offline' } })
    assert.deepEqual(eventsBetween(state([]), offline), [['connection', { status: 'offline' }]])
  })

  it('tell nothing where nothing happened', () => {
    const same = state([conversation('c1', talk)])
    assert.deepEqual(told(same, same), [])
    const marked = conversation('c1', [...talk, { type: 'marked', by: 'visitor', delivered: 4, read: 4, unread: 0 }])
    assert.deepEqual(told(same, state([marked])), [])
  })
})
