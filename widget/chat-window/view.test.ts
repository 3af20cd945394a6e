import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { AgentFace, ChatForm, ConversationId, Happening, LogEvent, MemberId, MessageId, Part, SurveyForm } from '@foyer/sdk/protocol'
import type { ConnectionState, ThreadState, TimelineItem } from '@foyer/sdk/thread'
import { answersIn } from '../extras/parts/answers.ts'
import { canRate } from '../extras/states/can-rate.ts'
import { formMark, wantsForm } from '../extras/states/form.ts'
import { canEnd, hasEnded, hindranceOf, isAlone, lastHead, needsStates, presenceOf } from './view.ts'

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
    ['MN-4 AR-5 promises nobody while only a bot or the menu has answered', threadOf(started), { kind: 'idle' }],
    ['waits in line', threadOf(started, { type: 'queued', reason: 'queue' }), { kind: 'waiting' }],
    ['CW-13 takes messages when nobody can receive', threadOf(started, { type: 'queued', reason: 'take-message' }), { kind: 'taking-messages' }],
    ['CW-13 takes messages where nobody could receive', { ...threadOf(), standing: { isStaffed: false, me: { number: 1 } } }, { kind: 'taking-messages' }],
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

const asked: Happening = { type: 'survey-asked', validUntil: 100 }
const wrote: Happening = { type: 'message', id: 'w' as MessageId, from: { kind: 'visitor' }, parts: [{ type: 'text', text: 'Hello' }] }
const answered: Happening = { type: 'message', id: 'a' as MessageId, from: { kind: 'agent', ...ann }, parts: [{ type: 'text', text: 'Hi' }] }

describe('CW-15 canRate', () => {
  const form: SurveyForm = { look: 'stars', steps: [], comment: { isOffered: true, requiredBelow: 0 }, thanks: '' }
  it('SV-1 rates nothing where nobody is asked here', () => {
    const head = lastHead(threadOf(started, assigned, answered, ended, asked))
    assert.deepEqual([canRate(head, 99, undefined), canRate(head, 99, {})], [false, false])
  })
  for (const [sentence, happenings, now, expected] of [
    ['has nothing to rate before there is a conversation', [], 0, false],
    ['has nothing to rate while nobody has answered', [started, assigned], 0, false],
    ['rates the work so far', [started, assigned, wrote, answered], 0, true],
    ['does not rate what ended without being asked', [started, assigned, answered, ended], 0, false],
    ['rates after the end when asked', [started, assigned, answered, ended, asked], 99, true],
    ['can be changed for as long as it counts', [started, assigned, answered, ended, asked, { type: 'rated', score: 4 }], 99, true],
    ['is over in time', [started, assigned, answered, ended, asked], 100, false],
  ] as const) {
    it(sentence, () => assert.equal(canRate(lastHead(threadOf(...happenings)), now, { survey: form }), expected))
  }
})

describe('CW-16 wantsForm', () => {
  const form: ChatForm = { title: '', fields: [{ kind: 'name', label: '', isRequired: true }] }
  const answers = [{ kind: 'name', label: '', value: 'Maria' }] as const
  const sending = { draft: { id: 'p' as MessageId, parts: [] }, writtenAt: 0, status: 'sending' } as const
  for (const [sentence, thread, wanted, expected] of [
    ['stands there before the first message', threadOf(), form, true],
    ['stands there again after the end', threadOf(started, ended), form, true],
    ['is not where there is none', threadOf(), undefined, false],
    ['waits until it is known what there is', { ...threadOf(), isLoaded: false }, form, false],
    ['is not while a conversation is open', threadOf(started), form, false],
    ['goes with the first message', { ...threadOf(), pending: [sending] }, form, false],
    ['is not asked of one who has answered, on whatever device', threadOf({ ...started, start: { answers } }, ended), form, false],
  ] as const) {
    it(sentence, () => assert.equal(wantsForm(thread, wanted, false), expected))
  }
  it('is not shown twice', () => assert.equal(wantsForm(threadOf(), form, true), false))
  it('knows a changed form', () => {
    assert.equal(formMark(form), formMark({ ...form }))
    assert.notEqual(formMark(form), formMark({ ...form, title: 'Hello' }))
  })
})

describe('needsStates and isAlone', () => {
  it('CW-12 CW-13 CW-14 AL-14 SV-1 fetch what is asked when there is something', () => {
    const transfer: Happening = { type: 'transfer-asked', to: ann, expiresAt: 9 }
    for (const thread of [threadOf(started, { type: 'queued', reason: 'queue' }), threadOf(started, assigned, transfer), { ...threadOf(started, assigned), isAgentPresent: false }, threadOf(started, ended, asked), { ...threadOf(), standing: { isStaffed: false, me: { number: 1 } } }]) {
      assert.equal(needsStates(thread, 0), true)
    }
    for (const thread of [threadOf(), threadOf(started), threadOf(started, assigned), threadOf(started, ended), { ...threadOf(started, assigned), standing: { isStaffed: false, me: { number: 1 } } }]) {
      assert.equal(needsStates(thread, 0), false)
    }
    assert.equal(needsStates(threadOf(started, ended, asked), 100), false)
  })

  it('CW-12 know who is away from who cannot be reached', () => {
    const away = { ...threadOf(started, assigned), isAgentPresent: false }
    assert.deepEqual([isAlone(away), isAlone(threadOf(started, assigned)), isAlone({ ...away, connection: { status: 'offline' } })], [true, false, false])
  })
})

type Message = Extract<TimelineItem, { kind: 'message' }>
const message = (id: string, parts: readonly Part[], more: Partial<Message> = {}): Message => ({
  kind: 'message', key: id, id: id as MessageId, from: { kind: 'agent', ...ann }, isOwn: false, parts, at: 0, isFirstOfGroup: true, isLastOfGroup: true, ...more,
})
const own = { isOwn: true, from: { kind: 'visitor' } } as const

describe('CW-6 answersIn', () => {
  const choices: readonly Part[] = [{ type: 'choices', choices: [{ label: 'Yes', value: 'y' }] }]
  const answer = { type: 'choice', to: 'a' as MessageId, label: 'Yes', value: 'y' } as const

  it('finds the answer to a question', () => assert.deepEqual([...answersIn([message('a', choices), message('b', [answer], own)])], [['a', answer]]))
  it('does not count what was refused', () => assert.equal(answersIn([message('a', choices), message('b', [answer], { ...own, status: 'failed' })]).size, 0))
  it('lets a later question overtake one that nobody has answered', () => {
    assert.deepEqual([...answersIn([message('a', choices), message('b', choices)])], [['a', 'overtaken']])
    assert.deepEqual([...answersIn([message('a', choices), message('c', [answer], own), message('b', choices)])], [['a', answer]])
  })
})
