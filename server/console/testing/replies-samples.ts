/** Greetings, automatic replies and bots of a travel agency, a past period, and a server in memory that keeps them. */
import { ALLOCATION_API, fail, failForm, ok } from '@foyer/sdk/protocol'
import type {
  AgentGreetingChange, BotChange, BotDraft, BotRecord, GreetingsChange, GreetingsRecord, KeywordRule, MadeBot, MemberId, RepliesChange, RepliesRecord, ReplyFilesRequest, ReplyTestRequest, Result, SimulationRequest, SimulationResult,
} from '@foyer/sdk/protocol'
import { checkGreeting, checkGreetings } from '../../greetings/rules.ts'
import { DEFAULT_REPLIES, compileReplies, explainReply } from '../../replies/rules.ts'
import type { FakeRoutes } from './fake-api.ts'
import { PICTURE_LINKS } from './rich-samples.ts'

const ANN = 'm-ann' as MemberId
const BEN = 'm-ben' as MemberId

export const sampleGreetings = (): GreetingsRecord => ({
  revision: 2,
  isOn: true,
  workspace: { online: 'Hello {visitor}, I am {agent} of {company}. How can I help?', offline: '{company} is asleep. Leave us a line, and we answer in the morning.' },
  groups: {},
  components: {},
  agents: { [ANN]: { online: 'Hi {visitor}! Ann here. Where would you like to go?', offline: '' } },
})

const rule = (id: string, name: string, keywords: readonly string[], text: string, more: Partial<KeywordRule> = {}): KeywordRule => ({
  id, name, keywords, matching: 'contains', isOn: true, speaksWhenHeld: false, answer: { parts: [{ type: 'text', text }] }, ...more,
})

export const sampleReplies = (): RepliesRecord => ({
  ...DEFAULT_REPLIES,
  revision: 5,
  rules: [
    rule('r1', 'Opening hours', ['open', 'hours', 'when'], 'We are here on weekdays from 9 to 18, Lisbon time.'),
    rule('r2', 'Prices', ['price', 'how much'], 'That depends on the tour. Which one do you mean?', {
      answer: { parts: [{ type: 'text', text: 'That depends on the tour. Which one do you mean?' }, { type: 'choices', choices: [{ label: 'Lofoten', value: 'Lofoten' }, { label: 'Azores', value: 'Azores' }] }] },
    }),
    rule('r3', 'Complaints', ['complain', 'refund'], 'I am sorry. Somebody looks at it right away.', { isOn: false, answer: { parts: [{ type: 'text', text: 'I am sorry. Somebody looks at it right away.' }], leadsTo: { kind: 'agent', agentId: BEN } } }),
  ],
  first: { isOn: true, answer: { parts: [{ type: 'text', text: 'Welcome! Somebody will be with you in a moment.' }], leadsTo: 'group' } },
})

export const sampleBots = (): readonly BotRecord[] => [
  { id: 'b1', revision: 1, name: 'Sailor', address: 'https://bots.meridian.example/foyer', timeoutSeconds: 10, groupIds: ['g-boats' as never], isOn: true },
]

export const SIMULATED: SimulationResult = {
  before: {
    arrivals: 412, waitMedianMs: 38_000, waitP95Ms: 310_000, waited: 0.42, longestQueue: 7,
    loads: [{ agentId: ANN, name: 'Ann Lindqvist', mean: 3.4, most: 9, received: 240 }, { agentId: BEN, name: 'Ben Okafor', mean: 2.1, most: 6, received: 172 }],
  },
  after: {
    arrivals: 412, waitMedianMs: 9_000, waitP95Ms: 64_000, waited: 0.11, longestQueue: 2,
    loads: [{ agentId: ANN, name: 'Ann Lindqvist', mean: 2.2, most: 5, received: 148 }, { agentId: BEN, name: 'Ben Okafor', mean: 1.9, most: 5, received: 136 }, { name: '', mean: 1.8, most: 5, received: 128 }],
  },
}

/** A server that keeps what is saved, and refuses a change that was made from an older one. */
export function repliesRoutes(): FakeRoutes {
  let greetings = sampleGreetings()
  let replies = sampleReplies()
  let bots = sampleBots()
  const refusedBot = ({ name, address }: BotDraft, within = '') => {
    if (name === '') return failForm('required', { field: `${within}name` })
    if (!address.startsWith('https://')) return failForm('bad_address', { field: `${within}address` })
    return address.includes('10.0.0.') ? failForm('address_private', { field: `${within}address` }) : undefined
  }
  return {
    [`GET ${ALLOCATION_API.greetings}`]: () => ok(greetings),
    [`PUT ${ALLOCATION_API.greetings}`]: (body): Result<GreetingsRecord> => {
      const change = body as GreetingsChange
      if (change.revision !== greetings.revision) return failForm('changed_meanwhile')
      const refused = checkGreetings(change)
      if (refused) return refused
      greetings = { ...greetings, ...change, revision: change.revision + 1 }
      return ok(greetings)
    },
    [`PUT ${ALLOCATION_API.agentGreeting('*' as MemberId)}`]: (body, path): Result<GreetingsRecord> => {
      const { revision, greeting } = body as AgentGreetingChange
      const id = path.split('/').at(-1) as MemberId
      if (revision !== greetings.revision) return failForm('changed_meanwhile')
      const refused = checkGreeting(greeting, 'greeting')
      if (refused) return refused
      const { [id]: _, ...others } = greetings.agents
      greetings = { ...greetings, revision: revision + 1, agents: greeting.online || greeting.offline ? { ...others, [id]: greeting } : others }
      return ok(greetings)
    },
    [`POST ${ALLOCATION_API.replyTest}`]: (body) => {
      const { rules = replies, ...question } = body as ReplyTestRequest
      return ok(explainReply(compileReplies(rules), question))
    },
    // Whatever was uploaded: the same drawing.
    [`POST ${ALLOCATION_API.replyFiles}`]: (body) => ok((body as ReplyFilesRequest).ids.map((id) => ({ ...PICTURE_LINKS, id }))),
    [`GET ${ALLOCATION_API.replies}`]: () => ok(replies),
    [`PUT ${ALLOCATION_API.replies}`]: (body) => {
      const change = body as RepliesChange
      if (change.revision !== replies.revision) return failForm('changed_meanwhile')
      replies = { ...change, revision: change.revision + 1 }
      return ok(replies)
    },
    [`GET ${ALLOCATION_API.bots}`]: () => ok(bots),
    [`POST ${ALLOCATION_API.bots}`]: (body): Result<MadeBot> => {
      const draft = body as BotDraft
      const refused = refusedBot(draft)
      if (refused) return refused
      const bot = { ...draft, id: `b${bots.length + 1}`, revision: 1 }
      bots = [...bots, bot]
      return ok({ ...bot, secret: 'whsec_N0tAR3alS3cretN0tAR3alS3cret' })
    },
    [`PUT ${ALLOCATION_API.bots}/*`]: (body, path): Result<BotRecord> => {
      const { revision, draft } = body as BotChange
      const before = bots.find(({ id }) => path.endsWith(`/${id}`))
      if (!before) return fail('not_found')
      if (before.revision !== revision) return failForm('changed_meanwhile')
      const refused = refusedBot(draft, 'draft.')
      if (refused) return refused
      const bot = { ...before, ...draft, revision: revision + 1 }
      bots = bots.map((one) => (one.id === bot.id ? bot : one))
      return ok(bot)
    },
    [`DELETE ${ALLOCATION_API.bots}/*`]: (_, path) => {
      bots = bots.filter(({ id }) => !path.endsWith(`/${id}`))
      return ok(null)
    },
    [`POST ${ALLOCATION_API.simulation}`]: (body): Result<SimulationResult> => {
      const { from, to } = body as SimulationRequest
      // A Sunday on which nobody came.
      if (to - from < 12 * 60 * 60_000) return ok({ before: { ...SIMULATED.before, arrivals: 0, loads: [] }, after: { ...SIMULATED.after, arrivals: 0, loads: [] } })
      return ok(SIMULATED)
    },
  }
}
