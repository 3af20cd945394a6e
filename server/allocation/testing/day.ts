/**
 * A random day in a random team, played on the real procedures: visitors come, write and leave, agents answer, end, switch,
 * lose their lines and hand over, settings change, servers die half way and start again, and the clock goes on over every
 * deadline that falls due meanwhile. After each deed it is looked whether everything that must always hold does (AL-15, AL-16).
 *
 * What must hold is said here anew from the requirements, and figures are counted from the rows, not asked of the rule.
 */
import type { AllocationTrace, ConversationHead, ConversationId, GroupId, MemberId, MessageId, ThreadId, WorkspaceId } from '@foyer/sdk/protocol'
import { endConversation, checkSilence, leaveMessage, sendAgentMessages, setMark } from '../../conversations/store.ts'
import { answerAtDesk, answerTransfer, askTransfer, expireTransfer, reassign, withdrawTransfer } from '../../conversations/transfer.ts'
import { claimDeadlines, finishDeadline } from '../../deadlines/store.ts'
import type { ClaimedDeadline, DeadlineKind } from '../../deadlines/store.ts'
import { agentGone, allDesksGone, deskConnected, deskGone, readAgents, setSwitches } from '../../members/store.ts'
import { db, prepare, procedure, rows } from '../../store/procedure.ts'
import type { Procedure, Work } from '../../store/procedure.ts'
import type { ConversationRow, MemberRow } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { NOW, createWorld, query } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'
import type { VisitorIdentity } from '../../visitors/store.ts'
import { heldByGone, lookAgainForGone, moveFromGone, moveOverdue } from '../move.ts'
import { judgeOffer } from '../offers.ts'
import { createRandom } from '../random.ts'
import { UNASKED_PRIORITY } from '../store.ts'
import { allocateWaiting } from '../waiting.ts'

const MINUTE_MS = 60_000
const FIRED: readonly DeadlineKind[] = ['silence-warning', 'silence-end', 'agent-gone', 'waiting-served', 'transfer-expired', 'overdue', 'offer-missed']
/** Where the cap may be passed (AL-15). */
const MAY_PASS_CAP = /^(AL-9\.6|AL-9\.7|AL-14|CW-12)$/

type Held = Pick<ConversationRow, 'id' | 'thread_id' | 'visitor_id' | 'group_id' | 'status' | 'agent_id' | 'priority' | 'skills' | 'has_left_message' | 'head'>
interface Look {
  readonly conversations: readonly Held[]
  readonly members: readonly MemberRow[]
  readonly traces: readonly { readonly conversation_id: ConversationId; readonly seq: number; readonly trace: string }[]
}

const conversationsOf = prepare((p: { workspaceId: WorkspaceId }) =>
  db.selectFrom('conversations').select(['id', 'thread_id', 'visitor_id', 'group_id', 'status', 'agent_id', 'priority', 'skills', 'has_left_message', 'head']).where('workspace_id', '=', p.workspaceId),
)
const membersOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('members').selectAll().where('workspace_id', '=', p.workspaceId).orderBy('id'))
const tracesOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('allocation_traces').select(['conversation_id', 'seq', 'trace']).where('workspace_id', '=', p.workspaceId))

/** All that a day is judged by, in one look. */
const lookAround = procedure('days.look', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<Look> {
  return { conversations: yield* rows(conversationsOf, { workspaceId }), members: yield* rows(membersOf, { workspaceId }), traces: yield* rows(tracesOf, { workspaceId }) }
})

/** A day that went wrong: what, and everything that was done until then. */
export class BrokenDay extends Error {
  constructor(seed: number, problem: string, story: readonly string[]) {
    super(`${problem}\n${story.join('\n')}\nSeed ${seed}.`)
    this.name = 'BrokenDay'
  }
}

/** What was met, so that a test can say that its days are not empty. */
export type Met = Map<string, number>

export async function playDay(store: Store, seed: number, steps: number, met: Met = new Map()): Promise<void> {
  const day = await createDay(store, seed, met)
  for (let step = 0; step < steps; step += 1) await day.step()
  await day.end()
}

async function createDay(store: Store, seed: number, met: Met) {
  const random = createRandom(seed)
  const below = (n: number) => Math.floor(random() * n)
  const chance = (share: number) => random() < share
  const oneOf = <T>(items: readonly T[]): T | undefined => items[below(items.length)]
  const story: string[] = []
  const note = (name: string) => met.set(name, (met.get(name) ?? 0) + 1)
  const fails = (problem: string): never => {
    throw new BrokenDay(seed, problem, story)
  }

  // A team, small on purpose: ties, full desks and empty groups must be common.
  const names = Array.from({ length: 1 + below(5) }, (_, n) => `m${n}`)
  const allocation = {
    sharing: oneOf(['idle-rate', 'number'] as const)!,
    cap: 1 + below(3),
    whenNoneCanReceive: oneOf(['anyone', 'queue', 'queue', 'take-message'] as const)!,
    memoryHours: oneOf([0, 24])!,
    overdueHolds: oneOf(['first', 'each'] as const)!,
    whenAgentGoes: oneOf(['allocate', 'allocate', 'keep'] as const)!,
    handover: oneOf(['visitor', 'colleague', 'at-once'] as const)!,
    greetsArrivals: chance(0.8),
  }
  const agents = Object.fromEntries(
    names.map((name): [string, Partial<MemberRow>] => [
      name,
      { is_online: chance(0.85) ? 1 : 0, is_accepting: chance(0.85) ? 1 : 0, is_present: chance(0.85) ? 1 : 0, is_emergency: chance(0.15) ? 1 : 0, cap: chance(0.3) ? 1 + below(3) : null, skills: chance(0.5) ? '["sailing"]' : '[]' },
    ]),
  )
  const world: World = await createWorld(store, { agents, allocation })
  const { workspaceId } = world
  const overdue = () => (chance(0.5) ? { overdue: { minutes: 1 + below(5), notice: '' } } : {})
  const groups: GroupId[] = [world.mainGroupId]
  if (chance(0.7)) groups.push(await world.addGroup('tours', names.filter(() => chance(0.6)).concat(names[0]!).filter((name, index, all) => all.indexOf(name) === index)))
  const groupSettings = new Map<GroupId, { skills?: readonly string[] }>()
  for (const id of groups) {
    const settings = { ...overdue(), ...(chance(0.3) && { sharing: oneOf(['idle-rate', 'number'] as const)! }), ...(chance(0.2) && { skills: ['sailing'] }) }
    groupSettings.set(id, settings)
    await query(store, db.updateTable('groups').set({ settings: JSON.stringify(settings) }).where('id', '=', id))
  }
  const groupAgents = new Map<GroupId, readonly MemberId[]>()
  for (const id of groups) groupAgents.set(id, (await query(store, db.selectFrom('group_members').select('member_id').where('group_id', '=', id))).map(({ member_id }) => member_id))
  story.push(JSON.stringify({ allocation, agents, groups: groups.map((id) => [id, groupAgents.get(id), groupSettings.get(id)]) }))

  let now = NOW
  let messages = 0
  let begun = 0
  const nextId = () => `${world.name}-n${(messages += 1)}` as MessageId
  const visitors: VisitorIdentity[] = []
  /** Whose desks are connected. */
  const desks = new Set((await look()).members.flatMap(({ id, is_present }) => (is_present === 1 ? [id] : [])))
  let before = await look()

  function look(): Promise<Look> {
    return store.run(lookAround, { workspaceId })
  }
  const counted = ({ conversations }: Look, id: MemberId): number => conversations.filter(({ status, agent_id }) => status === 'held' && agent_id === id).length
  const capOf = ({ cap }: MemberRow): number => cap ?? allocation.cap
  const isOnline = ({ is_online, is_present }: MemberRow): boolean => is_online === 1 && is_present === 1

  /** Does one thing, and looks at what it has done. */
  async function deed<Input, Output>(name: string, made: Procedure<Input, Output>, input: Input): Promise<Output> {
    story.push(`${((now - NOW) / 1000).toFixed(0)}s ${name} ${made.name}`)
    note(made.name)
    const done = await store.run(made, input)
    const after = await look()
    judge(before, after)
    before = after
    return done
  }

  function judge(was: Look, is: Look): void {
    const earlier = new Map(was.conversations.map((row) => [row.id, row]))
    const known = new Set(was.traces.map(({ conversation_id, seq, trace }) => `${conversation_id}:${seq}:${trace}`))
    const fresh = is.traces.filter(({ conversation_id, seq, trace }) => !known.has(`${conversation_id}:${seq}:${trace}`))
    if (is.conversations.length < was.conversations.length) fails('A conversation is gone')
    const open = is.conversations.filter(({ status }) => status !== 'ended')
    if (new Set(open.map(({ thread_id }) => thread_id)).size !== open.length) fails('A visitor has two open conversations')
    let given = 0
    for (const row of is.conversations) {
      const { state } = JSON.parse(row.head) as ConversationHead
      if (state.status !== row.status) fails(`${row.id} is ${row.status}, and its log says ${state.status}`)
      if (row.status !== 'held') continue
      if (state.status === 'held' && state.agent.id !== row.agent_id) fails(`${row.id} has two holders`)
      if (!is.members.some(({ id }) => id === row.agent_id)) fails(`${row.id} is held by nobody who is there`)
      const old = earlier.get(row.id)
      if (old?.status === 'held' && old.agent_id === row.agent_id) continue
      given += 1
      const own = fresh.filter(({ conversation_id }) => conversation_id === row.id).map(({ trace }) => JSON.parse(trace) as AllocationTrace)
      const trace = own.find(({ decision, agentId }) => decision === 'assign' && agentId === row.agent_id) ?? fails(`${row.id} was given to ${row.agent_id}, and nobody knows why`)
      judgeGift(was, row, trace)
    }
    if (given > 1) fails('Two conversations were given away in one transaction')
    for (const { conversation_id, trace } of fresh) {
      const { decision, agentId } = JSON.parse(trace) as AllocationTrace
      const row = is.conversations.find(({ id }) => id === conversation_id)
      if (decision === 'assign' && row?.agent_id !== agentId) fails(`The reasons say that ${agentId} has ${conversation_id}, and it is ${row?.agent_id} who has it`)
    }
  }

  function judgeGift(was: Look, { id, agent_id }: Held, { step, reasons }: AllocationTrace): void {
    note(`given by ${step}`)
    const receiver = was.members.find((member) => member.id === agent_id) ?? fails(`${id} was given to ${agent_id}, who is not there`)
    const said = reasons.at(-1)?.candidates ?? []
    for (const figures of reasons.flatMap(({ candidates }) => candidates)) {
      const member = was.members.find((other) => other.id === figures.id)
      if (!member) return fails(`The reasons name ${figures.id}, who is not there`)
      const told = [figures.current, figures.cap, figures.isOnline, figures.isAccepting]
      const truth = [counted(was, member.id), capOf(member), isOnline(member), member.is_accepting === 1]
      if (String(told) !== String(truth)) fails(`AL-16 the reasons of ${id} say of ${figures.id} ${told}, and it was ${truth}`)
    }
    if (receiver.is_disabled === 1 && step !== 'AL-14') fails(`${id} was given to ${agent_id}, whose account is disabled`)
    if (counted(was, receiver.id) < capOf(receiver)) return
    note('over the cap')
    if (!MAY_PASS_CAP.test(step)) fails(`AL-15 ${id} went to ${agent_id} over the cap by ${step}`)
    if (!step.startsWith('AL-9')) return
    const better = said.find((other) => other.isOnline && other.isAccepting && other.isWithinHours !== false && !other.missing && other.current < other.cap)
    if (better) fails(`AL-15 ${id} went to ${agent_id} over the cap, though ${better.id} was under it`)
  }

  /** What every server does after a change: until nobody more can be served. */
  async function serve(): Promise<void> {
    for (let turn = 0; ; turn += 1) {
      if (turn > 500) fails('Serving those who wait does not end')
      const served = await store.run(allocateWaiting, { workspaceId, now, seed: below(2 ** 31) })
      // Nothing has changed: there is nothing to judge.
      if (served.kind === 'nobody') break
      story.push(`${served.kind} ${served.kind === 'served' ? served.change.conversationId : ''}`)
      const after = await look()
      judge(before, after)
      before = after
    }
    for (const row of before.conversations) if (row.status === 'waiting') judgeWait(row)
  }

  /** Nobody waits while somebody who may receive it is free. */
  function judgeWait({ id, group_id, priority, skills, head }: Held): void {
    if (priority === UNASKED_PRIORITY && !allocation.greetsArrivals) return
    const { start } = JSON.parse(head) as ConversationHead
    const wanted = start?.receiver
    const asks = [...(JSON.parse(skills) as string[]), ...(wanted?.kind === 'agent' ? [] : (groupSettings.get(group_id)?.skills ?? []))]
    const able = before.members.filter((member) => member.is_disabled === 0 && isOnline(member) && member.is_accepting === 1)
    const has = (member: MemberRow, all: readonly string[]) => all.every((skill) => (JSON.parse(member.skills) as string[]).includes(skill))
    const free = able.find((member) => {
      if (member.is_emergency === 1 && has(member, asks)) return true
      const isAsked = wanted?.kind === 'agent' ? wanted.agentId === member.id : groupAgents.get(group_id)!.includes(member.id)
      return isAsked && has(member, asks) && counted(before, member.id) < capOf(member)
    })
    if (free) fails(`AL-11 ${id} waits, though ${free.id} is free`)
  }

  async function fire(deadline: ClaimedDeadline): Promise<void> {
    const dice = below(2 ** 31)
    const memberId = deadline.subject as MemberId
    const conversationId = deadline.subject as ConversationId
    switch (deadline.kind) {
      case 'waiting-served':
        return serve()
      case 'overdue':
        return void (await deed('overdue', moveOverdue, { deadline, now, seed: dice }))
      case 'offer-missed':
        return void (await deed('offer', judgeOffer, { deadline, now }))
      case 'transfer-expired':
        return void (await deed('expired', expireTransfer, { deadline, now }))
      case 'agent-gone': {
        await deed(`gone ${memberId}`, agentGone, { workspaceId, memberId, deadline, hasDesk: desks.has(memberId), now })
        return moveAllFrom(memberId)
      }
      default:
        return void (await deed('silence', checkSilence, { workspaceId, conversationId, deadline, now }))
    }
  }

  async function moveAllFrom(memberId: MemberId): Promise<void> {
    let stays = false
    for (const conversationId of await store.run(heldByGone, { workspaceId, memberId })) {
      const moved = await deed(`move from ${memberId}`, moveFromGone, { workspaceId, conversationId, memberId, now, seed: below(2 ** 31) })
      stays ||= moved.kind === 'stays'
    }
    if (stays) await deed('look again', lookAgainForGone, { workspaceId, memberId, now })
  }

  /** The clock goes on, and what falls due is done; now and then a server dies over it, and another does it again. */
  async function pass(ms: number): Promise<void> {
    now += ms
    story.push(`the clock goes on to ${((now - NOW) / 1000).toFixed(0)}s`)
    for (let turn = 0; ; turn += 1) {
      const due = await store.run(claimDeadlines, { kinds: FIRED, now, claimMs: 30_000, most: 20 })
      if (due.length === 0) return
      if (turn > 200) fails('Deadlines fall due without end')
      for (const deadline of due) {
        if (chance(0.03)) {
          story.push(`a server dies over ${deadline.kind}`)
          now += 30_000
          continue
        }
        await fire(deadline)
        await store.run(finishDeadline, deadline)
      }
    }
  }

  const openOnes = () => before.conversations.filter(({ status }) => status !== 'ended')
  const heldOnes = () => before.conversations.filter(({ status }) => status === 'held')
  const faceOf = (id: MemberId) => ({ id, name: id })
  const visitorOf = ({ visitor_id }: Held) => visitors.find(({ id }) => id === visitor_id)!
  const target = () => (chance(0.6) ? ({ kind: 'agent', agentId: oneOf(before.members)!.id } as const) : ({ kind: 'group', groupId: oneOf(groups)! } as const))

  async function write(visitor: VisitorIdentity, isNew: boolean): Promise<void> {
    const start = chance(0.2) ? {} : { start: { receiver: target() } }
    const drafts = [{ id: nextId(), parts: [{ type: 'text' as const, text: 'Hello' }], ...start }]
    story.push(`${visitor.id} ${isNew ? 'comes' : 'writes'} ${JSON.stringify(start)}`)
    note('visitor wrote')
    await world.send(visitor, drafts, { conversation: `c${(begun += 1)}`, now, seed: below(2 ** 31) })
    const after = await look()
    judge(before, after)
    before = after
  }

  const deeds: readonly (readonly [weight: number, act: () => Promise<unknown>])[] = [
    [
      8,
      async () => {
        const visitor = await world.visitor(`v${visitors.length}`)
        visitors.push(visitor)
        return write(visitor, true)
      },
    ],
    [3, async () => { const visitor = oneOf(visitors); return visitor && write(visitor, false) }],
    [
      4,
      async () => {
        const row = oneOf(heldOnes())
        return row && deed(`${row.agent_id} answers ${row.id}`, sendAgentMessages, { workspaceId, agent: faceOf(row.agent_id!), seesAll: false, conversationId: row.id, drafts: [{ id: nextId(), parts: [{ type: 'text', text: 'Yes' }] }], now, newConversationId: nextId() as string as ConversationId })
      },
    ],
    [
      1,
      async () => {
        // Of what waits, somebody takes one by writing; of what has ended, who held it last begins the next.
        const row = oneOf(before.conversations.filter(({ status }) => status !== 'held'))
        const agent = row && (row.agent_id ?? oneOf(groupAgents.get(row.group_id)!))
        // Whose account is disabled does not get as far as this: no session is theirs.
        if (before.members.find(({ id }) => id === agent)?.is_disabled === 1) return undefined
        return agent && deed(`${agent} writes into ${row.id}`, sendAgentMessages, { workspaceId, agent: faceOf(agent), seesAll: true, conversationId: row.id, drafts: [{ id: nextId(), parts: [{ type: 'text', text: 'Hello?' }] }], now, newConversationId: nextId() as string as ConversationId })
      },
    ],
    [2, async () => { const row = oneOf(heldOnes()); return row && deed(`${row.agent_id} reads ${row.id}`, setMark, { workspaceId, side: 'agent', agentId: row.agent_id!, conversationId: row.id, delivered: 1e9, read: 1e9, now }) }],
    [6, async () => { const row = oneOf(openOnes()); return row && deed(`${row.id} ends`, endConversation, { workspaceId, conversationId: row.id, by: 'visitor', threadId: row.thread_id as ThreadId, now }) }],
    [1, async () => { const row = oneOf(openOnes()); return row && deed(`${row.id} leaves a message`, leaveMessage, { visitor: visitorOf(row), conversationId: row.id, now }) }],
    [
      4,
      async () => {
        const { id } = oneOf(before.members)!
        const on = chance(0.6)
        return deed(`${id} ${on}`, setSwitches, { workspaceId, memberId: id, ...(chance(0.5) ? { isOnline: on } : { isAccepting: on }), now })
      },
    ],
    [
      3,
      async () => {
        const { id } = oneOf(before.members)!
        if (desks.delete(id)) return deed(`${id} loses the line`, deskGone, { workspaceId, memberId: id, now })
        desks.add(id)
        return deed(`${id} connects`, deskConnected, { workspaceId, memberId: id })
      },
    ],
    [
      3,
      async () => {
        const row = oneOf(heldOnes())
        return row && deed(`${row.agent_id} hands over ${row.id}`, askTransfer, { workspaceId, conversationId: row.id, member: faceOf(row.agent_id!), to: target(), now, newIds: { note: nextId(), brief: nextId() }, ...(chance(0.5) && { note: 'A colleague knows more.' }) })
      },
    ],
    [
      3,
      async () => {
        const row = oneOf(heldOnes().filter(({ head }) => (JSON.parse(head) as ConversationHead).transfer))
        if (!row) return
        if (chance(0.2)) return deed('take back', withdrawTransfer, { workspaceId, conversationId: row.id, memberId: row.agent_id!, now })
        if (allocation.handover === 'colleague') return deed('a colleague answers', answerAtDesk, { workspaceId, conversationId: row.id, memberId: oneOf(before.members)!.id, isAccepted: chance(0.7), now, newNoteId: nextId() })
        return deed('the visitor answers', answerTransfer, { visitor: visitorOf(row), conversationId: row.id, isAccepted: chance(0.7), now })
      },
    ],
    [1, async () => { const row = oneOf(openOnes()); return row && deed('a supervisor reassigns', reassign, { workspaceId, conversationId: row.id, by: faceOf(before.members[0]!.id), to: target(), now, newBriefId: nextId() }) }],
    [
      1,
      async () => {
        allocation.cap = 1 + below(4)
        story.push(`the cap is ${allocation.cap}`)
        return query(store, db.updateTable('workspaces').set({ settings: JSON.stringify({ allocation }) }).where('id', '=', workspaceId))
      },
    ],
    [
      0.3,
      async () => {
        const member = oneOf(before.members)!
        story.push(`the account of ${member.id} is disabled`)
        await query(store, db.updateTable('members').set({ is_disabled: 1 }).where('id', '=', member.id))
        desks.delete(member.id)
        before = await look()
        return moveAllFrom(member.id)
      },
    ],
    [
      0.5,
      async () => {
        story.push('all servers stop, and one starts')
        desks.clear()
        return store.run(allDesksGone, { now })
      },
    ],
    [6, () => pass(chance(0.7) ? below(2 * MINUTE_MS) : below(20 * MINUTE_MS))],
  ]
  const weights = deeds.reduce((sum, [weight]) => sum + weight, 0)

  return {
    async step(): Promise<void> {
      let place = random() * weights
      const [, act] = deeds.find(([weight]) => (place -= weight) < 0) ?? deeds[0]!
      await act()
      // A server that dies right after its commit serves nobody; who comes next does.
      if (chance(0.05)) story.push('a server dies before it serves')
      else await serve()
    },
    async end(): Promise<void> {
      await pass(MINUTE_MS)
      await serve()
      for (const { status, agent_id, id } of before.conversations) {
        if (status === 'held' && before.members.find((member) => member.id === agent_id)?.is_disabled === 1) fails(`${id} is held by ${agent_id}, whose account is disabled`)
      }
      const told = await store.run(readAgents, { workspaceId })
      for (const { id, current } of told) if (current !== counted(before, id)) fails(`AL-16 ${id} is said to have ${current} conversations, and has ${counted(before, id)}`)
      const gifts = before.traces.filter(({ trace }) => (JSON.parse(trace) as AllocationTrace).decision === 'assign').length
      const facts = await query(store, db.selectFrom('facts').select((row) => row.fn.countAll<number>().as('count')).where('workspace_id', '=', workspaceId).where('kind', '=', 'conversation-assigned'))
      if (Number(facts[0]?.count) !== gifts) fails(`AL-16 ${facts[0]?.count} allocations were counted, and ${gifts} have reasons`)
    },
  }
}
