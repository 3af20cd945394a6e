import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { AgentFace, ConversationId, Happening, LogEvent, MemberId } from '@foyer/sdk/protocol'
import type { ConnectionState, ThreadState } from '@foyer/sdk/thread'
import { canEnd, hasEnded, hindranceOf, presenceOf } from './view.ts'

const ann: AgentFace = { id: 'ann' as MemberId, name: 'Ann' }
const started: Happening = { type: 'started', by: 'visitor', position: 1 }
const assigned: Happening = { type: 'assigned', agent: ann }
const ended: Happening = { type: 'ended', by: 'agent' }

function threadOf(...happenings: readonly Happening[]): ThreadState {
  const events = happenings.map((happening, i): LogEvent => ({ ...happening, seq: i + 1, at: i }))
  const conversations = events.length ? [{ head: foldEvents(emptyHead('c' as ConversationId), events), events }] : []
  return { connection: { status: 'connected' }, isLoaded: true, log: { version: 1, conversations, hasOlder: false }, pending: [], isAgentPresent: true, unread: 0 }
}

describe('presenceOf', () => {
  for (const [sentence, thread, expected] of [
    ['says nothing of anybody before the first message', threadOf(), { kind: 'idle' }],
    ['waits while nobody holds the conversation', threadOf(started), { kind: 'waiting' }],
    ['waits in line', threadOf(started, { type: 'queued', reason: 'queue' }), { kind: 'waiting' }],
    ['CW-13 takes messages when nobody can receive', threadOf(started, { type: 'queued', reason: 'take-message' }), { kind: 'taking-messages' }],
    ['CW-2 names who holds the conversation', threadOf(started, assigned), { kind: 'held', agent: ann, isHere: true }],
    ['CW-2 says when that one is away', { ...threadOf(started, assigned), isAgentPresent: false }, { kind: 'held', agent: ann, isHere: false }],
    ['names nobody after the end', threadOf(started, assigned, ended), { kind: 'idle' }],
  ] as const) {
    it(sentence, () => assert.deepEqual(presenceOf(thread), expected))
  }
})

describe('hindranceOf', () => {
  const of = (connection: ConnectionState, isLoaded: boolean, wasOffline = false) => hindranceOf({ connection, isLoaded }, wasOffline).kind

  it('shows an outline until the first fetch, and nothing after it', () => {
    assert.equal(of({ status: 'idle' }, false), 'loading')
    assert.equal(of({ status: 'connecting' }, false), 'loading')
    assert.equal(of({ status: 'connected' }, true), 'none')
    assert.equal(of({ status: 'connecting' }, true), 'none')
  })

  it('CW-7 says that it is offline until it is connected, without flickering while it tries', () => {
    assert.equal(of({ status: 'offline' }, true), 'offline')
    assert.equal(of({ status: 'offline' }, false), 'offline')
    assert.equal(of({ status: 'connecting' }, true, true), 'offline')
    assert.equal(of({ status: 'connected' }, true, true), 'none')
  })

  it('tells what a reload mends from what it does not', () => {
    assert.equal(of({ status: 'refused', code: 'client_outdated' }, true), 'outdated')
    assert.deepEqual(hindranceOf({ connection: { status: 'refused', code: 'visitor_blocked' }, isLoaded: true }, false), { kind: 'closed', code: 'visitor_blocked' })
  })
})

describe('canEnd and hasEnded', () => {
  const next = { draft: { id: 'm' as never, parts: [] }, writtenAt: 0 }

  it('follow the last conversation', () => {
    assert.deepEqual([threadOf(), threadOf(started), threadOf(started, ended)].map(canEnd), [false, true, false])
    assert.deepEqual([threadOf(), threadOf(started), threadOf(started, ended)].map(hasEnded), [false, false, true])
  })

  it('let go of the end when the next message is on its way', () => {
    assert.equal(hasEnded({ ...threadOf(started, ended), pending: [{ ...next, status: 'sending' }] }), false)
  })
})
