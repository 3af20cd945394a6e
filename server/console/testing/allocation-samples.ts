/** Groups, agents and rules of a travel agency, always the same, with what the server would refuse. */
import { ALLOCATION_API, failForm, ok } from '@foyer/sdk/protocol'
import type {
  AgentChange, AgentRecord, AllocationChange, AllocationRecord, ComponentId, GroupChange, GroupDeletion, GroupDraft, GroupId, GroupRecord, MemberId, Result, RoutingChange, RoutingRecord,
} from '@foyer/sdk/protocol'
import type { FakeRoutes } from './fake-api.ts'

export const MAIN = 'g-main' as GroupId
export const SAILING = 'g-sail' as GroupId

const agent = (id: string, name: string, more: Partial<AgentRecord> = {}): AgentRecord => ({
  id: id as MemberId, name, isDisabled: false, isOnline: true, isAccepting: true, isPresent: true, current: 3, isEmergency: false, skills: [], revision: 1, ...more,
})

export const sampleAgents = (): readonly AgentRecord[] => [
  agent('ann', 'Ann Lindqvist', { current: 5, skills: ['English', 'Swedish', 'Sailing'] }),
  agent('ben', 'Ben Okafor', { current: 2, cap: 4, skills: ['English', 'French'] }),
  agent('olga', 'Olga Petrova', { current: 0, isAccepting: false, isEmergency: true }),
  agent('li', '李文', { current: 1, skills: ['中文', 'English'] }),
  agent('omar', 'Omar Haddad', { isOnline: false, isPresent: false, current: 0, skills: ['العربية'], hours: { timeZone: 'Asia/Dubai', week: [[[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [], [], []], holidays: [] } }),
  agent('sofia', 'Sofía Navarro-Castellanos de la Fuente', { current: 10 }),
  agent('tom', 'Tom Becker', { isDisabled: true, isOnline: false, isPresent: false, current: 0 }),
]

export const sampleGroups = (): readonly GroupRecord[] => [
  { id: MAIN, name: 'Reception', isMain: true, revision: 3, agentIds: ['ann', 'ben', 'olga', 'li', 'omar', 'sofia'] as MemberId[], rules: { ownerFirst: true, overdue: { minutes: 5, notice: '' }, skills: [] } },
  { id: SAILING, name: 'Sailing', isMain: false, revision: 1, agentIds: ['ann'] as MemberId[], rules: { sharing: 'number', ownerFirst: false, skills: ['Sailing'] } },
]

export const sampleRules = (): AllocationRecord => ({
  revision: 2, sharing: 'idle-rate', cap: 10, whenNoneCanReceive: 'anyone', memoryHours: 24, overdueHolds: 'first', whenAgentGoes: 'allocate', graceSeconds: 60, missedOffers: 3, offerSeconds: 60,
  silenceMinutes: 30, warningMinutes: 2, handover: 'visitor', greetsArrivals: true,
})

export const sampleRouting = (): RoutingRecord => ({
  revision: 1,
  rules: [
    { name: 'Sailing trips', isOn: true, conditions: [{ kind: 'page', patterns: ['/tours/lofoten', '/sailing/*'] }], groupId: SAILING },
    { name: 'Guests with a booking', isOn: true, conditions: [{ kind: 'attribute', name: 'booking', values: ['paid', 'deposit'] }, { kind: 'hours', isWithin: true }], priority: 8 },
    { name: 'Chinese', isOn: false, conditions: [{ kind: 'language', languages: ['zh'] }], skills: ['中文'] },
  ],
})

/** A server that keeps what is saved, and refuses a change that was made from an older one. */
export function allocationRoutes(): FakeRoutes {
  let groups = sampleGroups()
  let agents = sampleAgents()
  let rules = sampleRules()
  let routing = sampleRouting()
  const idOf = (path: string, root: string) => path.slice(root.length + 1).split('/')[0]
  const checked = ({ agentIds, name }: GroupDraft) => (name === 'Taken' ? failForm('name_taken', { field: 'draft.name' }) : agentIds.length === 0 ? failForm('required', { field: 'draft.agentIds' }) : undefined)
  return {
    [`GET ${ALLOCATION_API.groups}`]: () => ok(groups),
    [`POST ${ALLOCATION_API.groups}`]: (body): Result<GroupRecord> => {
      const made = { ...(body as GroupDraft), id: `g-${groups.length + 1}` as GroupId, isMain: false, revision: 1 }
      groups = [...groups, made]
      return ok(made)
    },
    [`GET ${ALLOCATION_API.groups}/*`]: (_, path) =>
      ok(idOf(path, ALLOCATION_API.groups) === SAILING ? { components: [{ id: 'c1' as ComponentId, name: 'Sailing button' }], rules: [{ name: 'Sailing trips' }, { field: 'noMatch' }], openConversations: 2 } : { components: [], rules: [], openConversations: 0 }),
    [`PUT ${ALLOCATION_API.groups}/*`]: (body, path): Result<GroupRecord> => {
      const { revision, draft } = body as GroupChange
      const found = groups.find(({ id }) => id === idOf(path, ALLOCATION_API.groups))
      if (!found || revision !== found.revision) return failForm('changed_meanwhile')
      const wrong = checked(draft)
      if (wrong) return wrong
      const next = { ...found, ...draft, revision: revision + 1 }
      groups = groups.map((group) => (group.id === next.id ? next : group))
      return ok(next)
    },
    [`DELETE ${ALLOCATION_API.groups}/*`]: (body, path): Result<null> => {
      const id = idOf(path, ALLOCATION_API.groups)
      if (id === SAILING && (body as GroupDeletion).leadTo === undefined) return failForm('required', { field: 'leadTo' })
      groups = groups.filter((group) => group.id !== id)
      return ok(null)
    },
    [`GET ${ALLOCATION_API.agents}`]: () => ok(agents),
    [`PUT ${ALLOCATION_API.agents}/*`]: (body, path): Result<AgentRecord> => {
      const { revision, ...change } = body as AgentChange
      const found = agents.find(({ id }) => id === idOf(path, ALLOCATION_API.agents))
      if (!found || revision !== found.revision) return failForm('changed_meanwhile')
      const next = Object.fromEntries(Object.entries({ ...found, ...change, revision: revision + 1 }).filter(([, value]) => value !== null)) as unknown as AgentRecord
      agents = agents.map((one) => (one.id === next.id ? next : one))
      return ok(next)
    },
    [`GET ${ALLOCATION_API.allocation}`]: () => ok(rules),
    [`PUT ${ALLOCATION_API.allocation}`]: (body): Result<AllocationRecord> => {
      const { revision, rules: next } = body as AllocationChange
      if (revision !== rules.revision) return failForm('changed_meanwhile')
      rules = { ...next, revision: revision + 1 }
      return ok(rules)
    },
    [`GET ${ALLOCATION_API.routing}`]: () => ok(routing),
    [`PUT ${ALLOCATION_API.routing}`]: (body): Result<RoutingRecord> => {
      const { revision, rules: next } = body as RoutingChange
      if (revision !== routing.revision) return failForm('changed_meanwhile')
      routing = { revision: revision + 1, rules: next }
      return ok(routing)
    },
  }
}
