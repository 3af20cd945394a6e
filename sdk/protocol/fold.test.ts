import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyHead, foldEvents, plainText } from './index.ts'
import type { AgentFace, Author, ConversationHead, ConversationId, FileId, Happening, LogEvent, MemberId, MessageId, Part } from './index.ts'

const ann: AgentFace = { id: 'ann' as MemberId, name: 'Ann' }
const ben: AgentFace = { id: 'ben' as MemberId, name: 'Ben' }
const started: Happening = { type: 'started', by: 'visitor', position: 1 }
const says = (from: Author): Happening => ({ type: 'message', id: 'm' as MessageId, from, parts: [{ type: 'text', text: 'Hello' }] })
const visitor = says({ kind: 'visitor' })
const agent = says({ kind: 'agent', ...ann })
const machine = says({ kind: 'machine' })
const held: Happening = { type: 'assigned', agent: ann }

/** Each a second after the one before. */
const fold = (...happenings: readonly Happening[]): ConversationHead =>
  foldEvents(emptyHead('c1' as ConversationId), happenings.map((happening, index): LogEvent => ({ ...happening, seq: index + 1, at: (index + 1) * 1000 })))

describe('what a log means', () => {
  it('CW-6 only a human answer to a visitor makes it answered', () => {
    const isAnswered = (...happenings: readonly Happening[]) => fold(started, ...happenings).isAnswered ?? false
    assert.deepEqual(
      [isAnswered(visitor, held), isAnswered(visitor, held, machine), isAnswered(visitor, held, agent), isAnswered(held, agent), isAnswered(held, agent, visitor), isAnswered(held, agent, visitor, agent)],
      [false, false, true, false, false, true],
    )
  })

  it('SV-3 the last rating stands, and how long it can be changed is what was asked', () => {
    const asked: Happening = { type: 'survey-asked', validUntil: 9000 }
    assert.deepEqual(fold(started, visitor, asked).survey, { validUntil: 9000 })
    assert.deepEqual(fold(started, visitor, asked, { type: 'rated', score: 2, comment: 'Slow' }, { type: 'rated', score: 5 }).survey, { validUntil: 9000, score: 5 })
    assert.deepEqual(fold(started, visitor, asked, { type: 'rated', score: 2, reasons: ['Slow'] }, { type: 'survey-asked', validUntil: 12_000 }).survey, { validUntil: 12_000, score: 2, reasons: ['Slow'] })
  })

  it('SV-1 a survey after the end leaves the end as it is', () => {
    const head = fold(started, visitor, held, agent, { type: 'ended', by: 'agent' }, { type: 'survey-asked', validUntil: 9000 }, { type: 'rated', score: 4 })
    assert.deepEqual(head.state, { status: 'ended', at: 5000, by: 'agent', agent: ann })
    assert.equal(head.seq, 7)
  })

  it('AL-14 a transfer is open until it is answered, the holder changes, or it ends', () => {
    const asked: Happening = { type: 'transfer-asked', to: ben, note: 'For the invoice', expiresAt: 9000 }
    const before = [started, visitor, held, asked]
    assert.deepEqual(fold(...before).transfer, { to: ben, note: 'For the invoice', expiresAt: 9000 })
    assert.deepEqual(fold(...before).state, { status: 'held', agent: ann, since: 3000 })
    for (const after of [{ type: 'transfer-answered', answer: 'declined' }, { type: 'assigned', agent: ben }, { type: 'ended', by: 'visitor' }] as const) assert.equal(fold(...before, after).transfer, undefined)
  })

  it('CW-14 who leaves a message waits since then, and not in the queue', () => {
    assert.deepEqual(fold(started, visitor, { type: 'queued', reason: 'queue' }, { type: 'queued', reason: 'take-message' }).state, { status: 'waiting', since: 4000, reason: 'take-message' })
  })
})

describe('the text of a message in one line', () => {
  const file = { id: 'f1' as FileId, name: 'plan.pdf', type: 'application/pdf', size: 1 }
  for (const [part, line] of [
    [{ type: 'text', text: 'Hello' }, 'Hello'],
    [{ type: 'file', file }, 'plan.pdf'],
    [{ type: 'location', latitude: 1, longitude: 1 }, ''],
    [{ type: 'choices', choices: [{ label: 'Yes', value: '1' }, { label: 'No', value: '2' }] }, 'Yes · No'],
    [{ type: 'choice', to: 'm' as MessageId, label: 'Yes', value: '1' }, 'Yes'],
    [{ type: 'cards', cards: [{ title: 'Lisbon' }, { title: 'Porto' }] }, 'Lisbon · Porto'],
    [{ type: 'contact', of: 'member', name: 'Ann' }, 'Ann'],
    [{ type: 'form', title: 'Who are you?', fields: [] }, 'Who are you?'],
    [{ type: 'answers', to: 'm' as MessageId, answers: [{ kind: 'name', label: '', value: 'Vera' }, { kind: 'text', label: 'Order', value: '17' }] }, 'Vera · 17'],
  ] as const satisfies readonly (readonly [Part, string])[]) {
    it(`CW-6 says a ${part.type} as “${line}”`, () => assert.equal(plainText([part]), line))
  }

  it('passes over what a later version sends', () => assert.equal(plainText([{ type: 'hologram' } as never, { type: 'text', text: 'Hello' }]), 'Hello'))
})
