import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { ALLOCATION_API, API, PATHS } from '@foyer/sdk/protocol'
import type { AgentRecord, AgentState, AllocationRecord, AllocationRules, DeskSnapshot, GroupDraft, GroupRecord, HoursRecord, InboxEntry, MessageId, RepliesRecord, Result, RoutingRecord, RoutingRule, SiteConfig, WhyNot } from '@foyer/sdk/protocol'
import { PLACES } from '../testing/places.ts'
import { SHOP, ask, connected, next, shopKey, startRunning } from '../testing/running.ts'
import type { DeskSocket, Running } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { DEFAULT_ALLOCATION_SETTINGS } from './settings.ts'

const NINE_TO_FIVE = [540, 1_020] as const
const week = (day: readonly (readonly [number, number])[]) => Array.from({ length: 7 }, () => day)

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`allocation in the console on ${engine}`, () => {
    let running: Running
    let cookie: string
    before(async () => {
      running = await startRunning({}, makePlace)
      cookie = await running.signIn('olga@shop.example')
    })
    after(() => running.stop())

    const api = async <T>(path: string, method = 'GET', body?: object, as = cookie): Promise<Result<T>> =>
      (await running.http(path, { method, origin: running.origin, headers: { cookie: as }, ...(body && { body: JSON.stringify(body) }) })).json() as Promise<Result<T>>
    const agents = async () => value(await api<readonly AgentRecord[]>(ALLOCATION_API.agents))
    const agent = async (name: string) => (await agents()).find((one) => one.name === name)!
    const groups = async () => value(await api<readonly GroupRecord[]>(ALLOCATION_API.groups))
    const draftOf = async (name: string, names: readonly string[], rules: object = {}) => ({
      name,
      agentIds: await Promise.all(names.map(async (one) => (await agent(one)).id)),
      rules: { ownerFirst: false, skills: [], ...rules },
    })
    const makeGroup = async (name: string, names: readonly string[], rules: object = {}) => value(await api<GroupRecord>(ALLOCATION_API.groups, 'POST', await draftOf(name, names, rules)))
    const rules = async (part: Partial<AllocationRules>) => {
      const { revision } = value(await api<AllocationRecord>(ALLOCATION_API.allocation))
      return api<AllocationRecord>(ALLOCATION_API.allocation, 'PUT', { revision, rules: { ...DEFAULT_ALLOCATION_SETTINGS, ...part } })
    }
    const deskOf = async (name: string): Promise<DeskSocket> => {
      const desk = running.desk({ cookie: await running.signIn(`${name}@shop.example`) })
      assert.equal(await connected(desk), 'connected')
      return desk
    }
    /** A visitor writes to whom their page says. */
    const come = async (text: string, groupId?: string) => {
      const visitor = running.visitor()
      assert.equal(await connected(visitor), 'connected')
      const start = { page: { url: `${SHOP}/` }, ...(groupId && { receiver: { kind: 'group', groupId } }) }
      const say = async (said: string) => value(await ask(visitor, 'message:send', { drafts: [{ id: v7() as MessageId, parts: [{ type: 'text', text: said }], start }] }))
      await say(text)
      return say
    }

    it('AL-1 AL-4 AL-5 is kept, and not overwritten by whoever has not seen the last change', async () => {
      const record = value(await api<AllocationRecord>(ALLOCATION_API.allocation))
      const wanted: AllocationRules = { ...DEFAULT_ALLOCATION_SETTINGS, sharing: 'number', cap: 3, graceSeconds: 90, silenceMinutes: 45, warningMinutes: 0, handover: 'at-once' }
      const change = { revision: record.revision, rules: wanted }
      assert.deepEqual(value(await api(ALLOCATION_API.allocation, 'PUT', change)), { ...wanted, revision: record.revision + 1 })
      assert.deepEqual(value(await api(ALLOCATION_API.allocation)), { ...wanted, revision: record.revision + 1 })
      assert.partialDeepStrictEqual(await api(ALLOCATION_API.allocation, 'PUT', change), { ok: false, code: 'changed_meanwhile' })
      value(await rules({}))
    })

    for (const [sentence, field, part] of [
      ['a cap of 0', 'rules.cap', { cap: 0 }],
      ['a cap of 501', 'rules.cap', { cap: 501 }],
      ['a warning that comes with the end', 'rules.warningMinutes', { silenceMinutes: 5, warningMinutes: 5 }],
      ['too short a grace time', 'rules.graceSeconds', { graceSeconds: 9 }],
      ['a memory of more than a year', 'rules.memoryHours', { memoryHours: 8_761 }],
    ] as const satisfies readonly (readonly [string, string, Partial<AllocationRules>])[]) {
      it(`AL-2 AL-13 refuses ${sentence}, and names the field`, async () => {
        const refused = await rules(part)
        assert.partialDeepStrictEqual(refused, { ok: false, code: 'out_of_range', field })
        assert.ok(!refused.ok && refused.remedy)
      })
    }

    it('AL-2 AL-3 AL-6 AL-13a keeps what is set for one agent, and takes it away again', async () => {
      const { id, revision } = await agent('Ben')
      const hours = { timeZone: 'Europe/Lisbon', week: week([NINE_TO_FIVE]), holidays: [] }
      const set = value(await api<AgentRecord>(ALLOCATION_API.agent(id), 'PUT', { revision, cap: 2, isEmergency: true, skills: ['French', 'Boats'], hours }))
      assert.partialDeepStrictEqual(set, { cap: 2, isEmergency: true, skills: ['French', 'Boats'], hours, revision: revision + 1 })
      assert.deepEqual(await agent('Ben'), set)
      assert.partialDeepStrictEqual(await api(ALLOCATION_API.agent(id), 'PUT', { revision, cap: 3 }), { code: 'changed_meanwhile' })
      const taken = value(await api<AgentRecord>(ALLOCATION_API.agent(id), 'PUT', { revision: revision + 1, cap: null, isEmergency: false, skills: [], hours: null }))
      assert.deepEqual([taken.cap, taken.hours, taken.skills, taken.isEmergency], [undefined, undefined, [], false])
    })

    for (const [sentence, field, code, part] of [
      ['a cap of 0', 'cap', 'out_of_range', { cap: 0 }],
      ['too long a skill', 'skills.0', 'too_long', { skills: ['x'.repeat(21)] }],
      ['hours that overlap', 'hours.week.0.1', 'bad_hours', { hours: { timeZone: 'UTC', week: week([[540, 720], [700, 800]]), holidays: [] } }],
      ['a zone that there is not', 'hours.timeZone', 'bad_hours', { hours: { timeZone: 'Mars', week: week([]), holidays: [] } }],
    ] as const) {
      it(`AL-13a refuses an agent with ${sentence}, and names the field`, async () => {
        const { id, revision } = await agent('Ann')
        assert.partialDeepStrictEqual(await api(ALLOCATION_API.agent(id), 'PUT', { revision, ...part }), { ok: false, code, field })
      })
    }

    it('AL-2 tells desks of the new cap at once', async () => {
      const desk = await deskOf('olga')
      const { id, revision } = await agent('Ben')
      const told = new Promise<AgentState>((resolve) => desk.on('agent:changed', (state) => state.id === id && resolve(state)))
      value(await api(ALLOCATION_API.agent(id), 'PUT', { revision, cap: 7 }))
      assert.partialDeepStrictEqual(await told, { id, cap: 7 })
      value(await api(ALLOCATION_API.agent(id), 'PUT', { revision: revision + 1, cap: null }))
      desk.disconnect()
    })

    it('AL-6 AL-7 lists groups with the main one first, and makes, changes and deletes them', async () => {
      const made = await makeGroup('Tours', ['Ann', 'Ben'], { overdue: { minutes: 3, notice: 'One moment' } })
      assert.deepEqual((await groups()).map(({ name, isMain }) => [name, isMain]), [['Reception', true], ['Tours', false]])
      const draft: GroupDraft = { name: 'Boats', agentIds: made.agentIds.slice(0, 1), rules: { ownerFirst: true, sharing: 'number', skills: ['French'] } }
      const changed = value(await api<GroupRecord>(ALLOCATION_API.group(made.id), 'PUT', { revision: 0, draft }))
      assert.deepEqual(changed, { id: made.id, isMain: false, revision: 1, ...draft })
      assert.deepEqual((await groups())[1], changed)
      assert.partialDeepStrictEqual(await api(ALLOCATION_API.group(made.id), 'PUT', { revision: 0, draft }), { code: 'changed_meanwhile' })
      assert.deepEqual(await api(ALLOCATION_API.group(made.id), 'DELETE', { revision: 1 }), { ok: true, value: null })
      const [main] = await groups()
      assert.partialDeepStrictEqual(await api(ALLOCATION_API.group(main!.id), 'DELETE', { revision: main!.revision }), { code: 'not_allowed' })
    })

    for (const [sentence, field, code, draft] of [
      ['without agents', 'agentIds', 'required', { agentIds: [] }],
      ['of too long a name', 'name', 'too_long', { name: 'x'.repeat(21) }],
      ['of the name of another', 'name', 'name_taken', { name: 'reception' }],
      ['that moves on with one agent', 'rules.overdue', 'not_supported', { rules: { ownerFirst: false, skills: [], overdue: { minutes: 5, notice: '' } } }],
      ['that moves on after an hour and a minute', 'rules.overdue.minutes', 'out_of_range', { rules: { ownerFirst: false, skills: [], overdue: { minutes: 61, notice: '' } } }],
      ['with too long a notice', 'rules.overdue.notice', 'too_long', { rules: { ownerFirst: false, skills: [], overdue: { minutes: 5, notice: 'x'.repeat(201) } } }],
      ['whose hours overlap', 'rules.hours.week.2.1', 'bad_hours', { rules: { ownerFirst: false, skills: [], hours: { timeZone: 'UTC', week: week([[0, 60], [30, 90]]).with(0, []).with(1, []), holidays: [] } } }],
      ['that asks for too many skills', 'rules.skills', 'too_long', { rules: { ownerFirst: false, skills: Array.from({ length: 11 }, (_, n) => `s${n}`) } }],
    ] as const) {
      it(`AL-6 refuses a group ${sentence}, and names the field`, async () => {
        const whole = { ...(await draftOf('New', ['Ann'])), ...draft }
        assert.partialDeepStrictEqual(await api(ALLOCATION_API.groups, 'POST', whole), { ok: false, code, field })
        const [main] = await groups()
        const change = { revision: main!.revision, draft: code === 'name_taken' ? { ...whole, name: '' } : whole }
        assert.partialDeepStrictEqual(await api(ALLOCATION_API.group(main!.id), 'PUT', change), { ok: false, field: `draft.${field}` })
      })
    }

    it('AL-19 keeps rules in their order, and not over those of somebody else', async () => {
      const group = await makeGroup('German', ['Ann'])
      const { revision } = value(await api<RoutingRecord>(ALLOCATION_API.routing))
      const written: readonly RoutingRule[] = [
        { name: 'German', isOn: true, conditions: [{ kind: 'language', languages: ['de'] }, { kind: 'page', patterns: ['/touren/*'] }], groupId: group.id },
        { name: 'Urgent', isOn: false, conditions: [{ kind: 'attribute', name: 'plan', values: ['gold'] }, { kind: 'hours', isWithin: false }], priority: 9, skills: ['Boats'] },
      ]
      assert.deepEqual(value(await api(ALLOCATION_API.routing, 'PUT', { revision, rules: written })), { revision: revision + 1, rules: written })
      assert.deepEqual(value(await api(ALLOCATION_API.routing)), { revision: revision + 1, rules: written })
      assert.partialDeepStrictEqual(await api(ALLOCATION_API.routing, 'PUT', { revision, rules: [] }), { code: 'changed_meanwhile' })
      assert.partialDeepStrictEqual(value(await api(ALLOCATION_API.groupDependents(group.id))), { components: [], rules: [{ name: 'German' }], openConversations: 0 })
      value(await api(ALLOCATION_API.routing, 'PUT', { revision: revision + 1, rules: [] }))
    })

    for (const [sentence, field, code, rule] of [
      ['without a name', 'rules.0.name', 'required', { name: '' }],
      ['that leads to a group which is not there', 'rules.0.groupId', 'receiver_gone', { groupId: 'gone' }],
      ['with a tenth level of the queue', 'rules.0.priority', 'out_of_range', { priority: 10 }],
      ['with a pattern that is none', 'rules.0.conditions.0.patterns.0', 'bad_pattern', { conditions: [{ kind: 'page', patterns: ['tours'] }] }],
      ['with a condition that is none', 'rules.0.conditions.0.kind', 'invalid_input', { conditions: [{ kind: 'moon' }] }],
    ] as const) {
      it(`AL-19 refuses a rule ${sentence}, and names the field`, async () => {
        const { revision } = value(await api<RoutingRecord>(ALLOCATION_API.routing))
        const refused = await api(ALLOCATION_API.routing, 'PUT', { revision, rules: [{ name: 'Rule', isOn: true, conditions: [], ...rule }] })
        assert.partialDeepStrictEqual(refused, { ok: false, code, field })
      })
    }

    it('AL-6 AL-11 lets who comes into a group see what waits in it, and who leaves it no more', async () => {
      value(await rules({ whenNoneCanReceive: 'queue' }))
      const group = await makeGroup('Waiting', ['Ann'])
      await come('Is anybody there?', group.id)
      const desk = await deskOf('ben')
      value(await ask(desk, 'agent:set', { isAccepting: false }))
      const draft = await draftOf('Waiting', ['Ann', 'Ben'])
      const seen = next<InboxEntry>(desk, 'inbox:changed')
      value(await api(ALLOCATION_API.group(group.id), 'PUT', { revision: 0, draft }))
      const entry = await seen
      assert.equal(entry.groupName, 'Waiting')
      const gone = next<{ conversationId: string }>(desk, 'inbox:removed')
      value(await api(ALLOCATION_API.group(group.id), 'PUT', { revision: 1, draft: await draftOf('Waiting', ['Ann']) }))
      assert.deepEqual(await gone, { conversationId: entry.head.id })
      desk.disconnect()
    })

    it('AL-5 AL-6 tells who stands in no group so, and that they do when they come into one', async () => {
      const desk = await deskOf('olga')
      const { id } = await agent('Olga')
      const stateOf = (snapshot: DeskSnapshot) => snapshot.agents.find((one) => one.id === id)?.isUngrouped
      assert.equal(stateOf(value((await ask(desk, 'desk:sync', {})) as Result<DeskSnapshot>)), true)
      // That she has come is told too, and perhaps only now.
      const told = new Promise<void>((resolve) => desk.on('agent:changed', (state) => state.id === id && !state.isUngrouped && resolve()))
      const group = await makeGroup('Owners', ['Olga'])
      await told
      value(await api(ALLOCATION_API.group(group.id), 'DELETE', { revision: 0 }))
      desk.disconnect()
    })

    it('AL-17 says at the desk why a visitor waits, and what would change it', async () => {
      value(await rules({ whenNoneCanReceive: 'queue' }))
      const group = await makeGroup('Nobody here', ['Ann'])
      const desk = await deskOf('olga')
      const seen = next<InboxEntry>(desk, 'inbox:changed')
      await come('Why does nobody answer?', group.id)
      const { head } = await seen
      const why = value((await ask(desk, 'conversation:why-not', { conversationId: head.id })) as Result<WhyNot>)
      assert.equal(why.conversationId, head.id)
      assert.ok(why.reasons.some(({ step }) => step === 'AL-9.5'))
      assert.deepEqual(why.remedies, [{ kind: 'agent-online', agentId: (await agent('Ann')).id }])

      value(await ask(desk, 'conversation:end', { conversationId: head.id }))
      assert.deepEqual(value((await ask(desk, 'conversation:why-not', { conversationId: head.id })) as Result<WhyNot>), { conversationId: head.id, reasons: [], remedies: [] })
      desk.disconnect()
    })

    it('AL-8 AL-11 serves who waited in a deleted group where it leads to, and tells the desks', async () => {
      value(await rules({ whenNoneCanReceive: 'queue' }))
      const [old, to] = [await makeGroup('Closing', ['Ann']), await makeGroup('Open', ['Ben'])]
      await come('Hello?', old.id)
      const desk = await deskOf('ben')
      value(await ask(desk, 'agent:set', { isOnline: true, isAccepting: true }))
      const before = value((await (await running.http(PATHS.config(shopKey), { origin: SHOP })).json()) as Result<SiteConfig>)
      const seen = new Promise<InboxEntry>((resolve) => desk.on('inbox:changed', (entry) => entry.head.state.status === 'held' && resolve(entry)))
      assert.partialDeepStrictEqual(await api(ALLOCATION_API.group(old.id), 'DELETE', { revision: 0 }), { code: 'required', field: 'leadTo' })
      value(await api(ALLOCATION_API.group(old.id), 'DELETE', { revision: 0, leadTo: to.id }))
      assert.equal((await seen).groupName, 'Open')
      // No component led there: pages have nothing to fetch.
      assert.equal(value((await (await running.http(PATHS.config(shopKey), { origin: SHOP })).json()) as Result<SiteConfig>).version, before.version)
      desk.disconnect()
    })

    it('AL-13a serves who waits when the hours of the workspace change', async () => {
      value(await rules({ whenNoneCanReceive: 'queue' }))
      const group = await makeGroup('By hours', ['Ben'])
      const hours = async (...spans: readonly (readonly [number, number])[]) => {
        const { revision } = value(await api<HoursRecord>(API.hours))
        value(await api(API.hours, 'PUT', { revision, hours: { timeZone: 'UTC', week: week(spans), holidays: [] } }))
      }
      await hours()
      const desk = await deskOf('ben')
      value(await ask(desk, 'agent:set', { isOnline: true, isAccepting: true }))
      await come('Are you open?', group.id)
      const seen = new Promise<InboxEntry>((resolve) => desk.on('inbox:changed', (entry) => entry.head.state.status === 'held' && resolve(entry)))
      await hours([0, 1_440])
      assert.equal((await seen).groupName, 'By hours')
      desk.disconnect()
    })

    it('AR-2 AL-11 tells desks of whoever is led to another group while waiting', async () => {
      value(await rules({ whenNoneCanReceive: 'queue' }))
      const [from, to] = [await makeGroup('From', ['Ann']), await makeGroup('To', ['Ben'])]
      const { revision: before } = value(await api<RepliesRecord>(ALLOCATION_API.replies))
      const rule = { id: v7(), name: 'Tours', keywords: ['tours'], matching: 'contains', isOn: true, speaksWhenHeld: false, answer: { parts: [], leadsTo: { kind: 'group', groupId: to.id } } }
      const off = { isOn: false, answer: { parts: [] } }
      value(await api(ALLOCATION_API.replies, 'PUT', { revision: before, rules: [rule], first: off, noMatch: off, humanWords: {} }))
      const [ann, ben] = [await deskOf('ann'), await deskOf('ben')]
      for (const desk of [ann, ben]) value(await ask(desk, 'agent:set', { isAccepting: false }))
      const waits = next<InboxEntry>(ann, 'inbox:changed')
      const say = await come('Hello?', from.id)
      const { head } = await waits
      const [gone, seen] = [next<{ conversationId: string }>(ann, 'inbox:removed'), next<InboxEntry>(ben, 'inbox:changed')]
      await say('I mean tours')
      assert.deepEqual(await gone, { conversationId: head.id })
      assert.equal((await seen).groupName, 'To')
      for (const desk of [ann, ben]) desk.disconnect()
    })
  })
}
