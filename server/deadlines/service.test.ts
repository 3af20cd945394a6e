import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { ConversationId, MemberId } from '@foyer/sdk/protocol'
import { createAllocationService } from '../allocation/service.ts'
import { checkSilence, endConversation } from '../conversations/store.ts'
import { agentGone, deskGone } from '../members/store.ts'
import { db } from '../store/procedure.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { createTestClock } from '../testing/clock.ts'
import type { TestClock } from '../testing/clock.ts'
import { NOW, createWorld, insert, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { CLAIM_MS, LOOK_EVERY_MS, startDeadlines } from './service.ts'
import type { DeadlineService } from './service.ts'
import { claimDeadlines } from './store.ts'
import type { ClaimedDeadline, DeadlineKind } from './store.ts'

/** As the workspace has it where nothing else is set (AL-13). */
const SILENCE_ENDS_AFTER_MS = 30 * 60_000
const SILENCE_WARNS_BEFORE_MS = 2 * 60_000

describe('Deadlines', () => {
  let folder: string
  let store: Store
  let clock: TestClock
  let fired: string[]
  let reported: unknown[]
  const running: DeadlineService[] = []

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'foyer-deadlines-'))
    store = await openSqliteStore(path.join(folder, 'foyer.db'), NOW)
  })
  beforeEach(async () => {
    await query(store, db.deleteFrom('deadlines'))
    clock = createTestClock(NOW)
    fired = []
    reported = []
  })
  after(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })

  const arm = (subject: string, dueAt: number, kind: DeadlineKind = 'agent-gone') =>
    insert(store, 'deadlines', { kind, subject, workspace_id: 'w' as World['workspaceId'], due_at: dueAt, claimed_until: 0 })
  const note = async ({ subject }: ClaimedDeadline) => void fired.push(subject)

  /** Starts a service, and stops it when the test is over. */
  const start = (handler: (deadline: ClaimedDeadline) => Promise<unknown> = note, at: TestClock = clock): DeadlineService => {
    const service = startDeadlines({ store, clock: at, handlers: { 'agent-gone': handler }, report: (error) => reported.push(error) })
    running.push(service)
    return service
  }
  const inTest = (name: string, body: () => Promise<void>) =>
    it(name, async () => {
      try {
        await body()
      } finally {
        await Promise.all(running.splice(0).map((service) => service.stop()))
      }
    })
  /** Lets time pass in steps no longer than a look, and every look come to its end. */
  const pass = async (ms: number, at: TestClock = clock): Promise<void> => {
    await at.whenWaiting()
    for (let left = ms; left > 0; left -= LOOK_EVERY_MS) {
      at.advance(Math.min(left, LOOK_EVERY_MS))
      await at.whenWaiting()
    }
  }

  inTest('fire at their time, not before and not again', async () => {
    await arm('later', NOW + 2_500)
    start()
    await pass(2_499)
    assert.deepEqual(fired, [])
    await pass(1)
    assert.deepEqual(fired, ['later'])
    await pass(CLAIM_MS + LOOK_EVERY_MS)
    assert.deepEqual(fired, ['later'])
    assert.deepEqual(await query(store, db.selectFrom('deadlines').selectAll()), [])
  })

  inTest('fire that came due while no server ran', async () => {
    await arm('long ago', NOW - 86_400_000)
    start()
    await clock.whenWaiting()
    assert.deepEqual(fired, ['long ago'])
  })

  inTest('fire all, however many are due at once', async () => {
    const subjects = Array.from({ length: 120 }, (_, n) => String(n))
    await Promise.all(subjects.map((subject) => arm(subject, NOW)))
    start()
    for (let turns = 0; turns < 3; turns++) await pass(1)
    assert.deepEqual(fired.toSorted(), subjects.toSorted())
  })

  inTest('fire at once when a deadline was set that is due, and the service was told', async () => {
    const service = start()
    await clock.whenWaiting()
    await arm('now', NOW)
    service.wake()
    await clock.whenWaiting()
    assert.deepEqual(fired, ['now'])
  })

  inTest('fire within a second if the service was not told', async () => {
    start()
    await clock.whenWaiting()
    await arm('now', NOW)
    await pass(LOOK_EVERY_MS)
    assert.deepEqual(fired, ['now'])
  })

  inTest('fire again after the claim of a handler that failed, and the failure is reported', async () => {
    await arm('stubborn', NOW)
    start(async (deadline) => {
      await note(deadline)
      if (fired.length === 1) throw new Error('not today')
    })
    await clock.whenWaiting()
    assert.deepEqual(reported.map((error) => (error as Error).message), ['not today'])
    await pass(CLAIM_MS - 1)
    assert.deepEqual(fired, ['stubborn'])
    await pass(LOOK_EVERY_MS)
    assert.deepEqual(fired, ['stubborn', 'stubborn'])
  })

  inTest('are taken over from a server that died at work', async () => {
    await arm('orphan', NOW)
    await store.run(claimDeadlines, { kinds: ['agent-gone'], now: NOW, claimMs: CLAIM_MS, most: 9 })
    start()
    await pass(CLAIM_MS)
    assert.deepEqual(fired, ['orphan'])
  })

  inTest('fire once though two servers look', async () => {
    const subjects = Array.from({ length: 40 }, (_, n) => String(n))
    await Promise.all(subjects.map((subject) => arm(subject, NOW + 10)))
    const second = createTestClock(NOW)
    start()
    start(note, second)
    await Promise.all([pass(LOOK_EVERY_MS), pass(LOOK_EVERY_MS, second)])
    assert.deepEqual(fired.toSorted(), subjects.toSorted())
  })

  inTest('are waited for when the service stops, and none is begun after', async () => {
    await arm('slow', NOW)
    let finish = () => undefined as void
    const begun = new Promise<void>((hasBegun) => {
      start((deadline) => {
        hasBegun()
        return new Promise<void>((resolve) => (finish = resolve)).then(() => note(deadline))
      })
    })
    await begun
    await arm('too late', NOW)
    const stopped = running[0]!.stop()
    finish()
    await stopped
    assert.deepEqual(fired, ['slow'])
  })

  describe('of silence (AL-13)', () => {
    let world: World
    let visitor: VisitorIdentity
    let id: ConversationId

    const startSilence = () => {
      const handler = (deadline: ClaimedDeadline) =>
        store.run(checkSilence, { workspaceId: deadline.workspaceId, conversationId: deadline.subject as ConversationId, deadline, now: clock.now() })
      running.push(startDeadlines({ store, clock, handlers: { 'silence-warning': handler, 'silence-end': handler }, report: (error) => reported.push(error) }))
    }
    const jump = async (ms: number) => {
      await clock.whenWaiting()
      clock.jump(ms)
      await clock.whenWaiting()
    }
    const happened = async () =>
      (await query(store, db.selectFrom('events').select('type').where('conversation_id', '=', id).orderBy('seq'))).map(({ type }) => type)
    beforeEach(async () => {
      world = await createWorld(store)
      visitor = await world.visitor('vera')
      await world.send(visitor, [world.draft('hello')], { conversation: 'talk' })
      id = world.conversationId('talk')
    })

    const WARNS_AFTER_MS = SILENCE_ENDS_AFTER_MS - SILENCE_WARNS_BEFORE_MS

    inTest('AL-13 warn two minutes before the end, once, and then end', async () => {
      startSilence()
      await jump(WARNS_AFTER_MS - 1)
      assert.deepEqual(await happened(), ['started', 'message', 'assigned'])
      await jump(LOOK_EVERY_MS)
      assert.deepEqual(await happened(), ['started', 'message', 'assigned', 'noted'])
      await pass(CLAIM_MS + LOOK_EVERY_MS)
      await jump(SILENCE_WARNS_BEFORE_MS - CLAIM_MS - 3 * LOOK_EVERY_MS)
      assert.deepEqual(await happened(), ['started', 'message', 'assigned', 'noted'])
      await jump(3 * LOOK_EVERY_MS)
      assert.deepEqual(await happened(), ['started', 'message', 'assigned', 'noted', 'ended'])
      assert.deepEqual(reported, [])
    })

    inTest('AL-13 start anew with every message, also with one after the warning', async () => {
      startSilence()
      await jump(WARNS_AFTER_MS)
      await world.send(visitor, [world.draft('still here')], { now: clock.now() })
      await jump(SILENCE_WARNS_BEFORE_MS)
      await jump(WARNS_AFTER_MS - SILENCE_WARNS_BEFORE_MS - 1)
      assert.deepEqual((await happened()).slice(3), ['noted', 'message'])
      await jump(LOOK_EVERY_MS)
      assert.deepEqual((await happened()).slice(3), ['noted', 'message', 'noted'])
      await jump(SILENCE_WARNS_BEFORE_MS)
      assert.deepEqual((await happened()).slice(3), ['noted', 'message', 'noted', 'ended'])
    })

    inTest('AL-13 warn nobody twice, though the server died right after it had warned', async () => {
      const now = NOW + WARNS_AFTER_MS
      const [deadline] = await store.run(claimDeadlines, { kinds: ['silence-warning'], now, claimMs: CLAIM_MS, most: 9 })
      const warn = () => store.run(checkSilence, { workspaceId: world.workspaceId, conversationId: id, deadline: deadline!, now })
      assert.notEqual(await warn(), null)
      assert.equal(await warn(), null)
      clock.advance(WARNS_AFTER_MS + CLAIM_MS)
      startSilence()
      await clock.whenWaiting()
      assert.deepEqual((await happened()).slice(3), ['noted'])
    })

    inTest('AL-13 warn first also when no server ran at the time', async () => {
      clock.advance(4 * SILENCE_ENDS_AFTER_MS)
      startSilence()
      await clock.whenWaiting()
      assert.deepEqual((await happened()).slice(3), ['noted'])
      await jump(SILENCE_WARNS_BEFORE_MS)
      assert.deepEqual((await happened()).slice(3), ['noted', 'ended'])
    })

    inTest('AL-13 warn and end when the workspace says', async () => {
      await query(store, db.updateTable('workspaces').set({ settings: JSON.stringify({ allocation: { silenceMinutes: 5, warningMinutes: 1 } }) }).where('id', '=', world.workspaceId))
      await world.send(await world.visitor('walt'), [world.draft('walt')], { conversation: 'short' })
      id = world.conversationId('short')
      startSilence()
      await jump(4 * 60_000)
      assert.deepEqual((await happened()).slice(3), ['noted'])
      await jump(60_000)
      assert.deepEqual((await happened()).slice(3), ['noted', 'ended'])
    })

    inTest('AL-13 end without a warning where the workspace wants none', async () => {
      await query(store, db.updateTable('workspaces').set({ settings: JSON.stringify({ allocation: { silenceMinutes: 5, warningMinutes: 0 } }) }).where('id', '=', world.workspaceId))
      await world.send(await world.visitor('walt'), [world.draft('walt')], { conversation: 'short' })
      id = world.conversationId('short')
      startSilence()
      await jump(5 * 60_000 - 1)
      assert.deepEqual((await happened()).slice(3), [])
      await jump(LOOK_EVERY_MS)
      assert.deepEqual((await happened()).slice(3), ['ended'])
      assert.deepEqual(reported, [])
    })

    inTest('AL-13 are off when the conversation has ended', async () => {
      await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: id, by: 'visitor', threadId: visitor.threadId, now: NOW })
      startSilence()
      await jump(SILENCE_ENDS_AFTER_MS)
      assert.deepEqual((await happened()).slice(3), ['ended'])
    })
  })

  describe('of what moves on (AL-10, AL-12, AL-18)', () => {
    let world: World
    const memberId = () => world.agentId('ann')

    beforeEach(async () => {
      world = await createWorld(store, { agents: { ann: {}, ben: {}, cat: {} } })
      await query(store, db.updateTable('groups').set({ settings: JSON.stringify({ overdue: { minutes: 5 } }) }).where('id', '=', world.mainGroupId))
      await world.send(await world.visitor('vera'), [world.draft('hello')], { conversation: 'talk' })
    })

    /** A server as far as these go. */
    const startServer = (at: TestClock) => {
      const allocation = createAllocationService({ store, now: () => at.now(), randomSeed: () => 1, tell: () => undefined, agentPaused: () => undefined })
      const gone = async (deadline: ClaimedDeadline) => {
        const { workspaceId, subject } = deadline
        if (await store.run(agentGone, { workspaceId, memberId: subject as MemberId, deadline, hasDesk: false, now: at.now() })) await allocation.agentGone(workspaceId, subject as MemberId)
      }
      const handlers = { 'overdue': allocation.overdueDue, 'offer-missed': allocation.offerDue, 'agent-gone': gone }
      const service = startDeadlines({ store, clock: at, handlers, report: (error) => reported.push(error) })
      running.push(service)
      return service
    }
    const assigned = async () =>
      (await query(store, db.selectFrom('events').select('seq').where('conversation_id', '=', world.conversationId('talk')).where('type', '=', 'assigned'))).length
    const missed = async () => (await query(store, db.selectFrom('members').select('missed_offers').where('id', '=', memberId())))[0]!.missed_offers

    inTest('AL-10 AL-18 fire once each though two servers look and one of them starts anew', async () => {
      const second = createTestClock(NOW)
      const first = startServer(clock)
      startServer(second)
      await Promise.all([pass(60_000), pass(60_000, second)])
      assert.deepEqual([await missed(), await assigned()], [1, 1])
      await first.stop()
      const again = createTestClock(clock.now())
      startServer(again)
      await again.whenWaiting()
      again.jump(4 * 60_000)
      second.jump(4 * 60_000)
      await Promise.all([again.whenWaiting(), second.whenWaiting()])
      assert.deepEqual([await missed(), await assigned()], [1, 2])
      assert.deepEqual(reported, [])
    })

    inTest('AL-10 AL-12 fire after a time in which no server ran, and not again when the clock is set back', async () => {
      await store.run(deskGone, { workspaceId: world.workspaceId, memberId: memberId(), now: NOW })
      clock.advance(60 * 60_000)
      const first = startServer(clock)
      await clock.whenWaiting()
      const after = await assigned()
      assert.equal(after, 2, 'it has gone from who is away')
      await first.stop()
      const setBack = createTestClock(NOW)
      startServer(setBack)
      await pass(3 * LOOK_EVERY_MS, setBack)
      assert.equal(await assigned(), after)
      assert.deepEqual(reported, [])
    })
  })
})
