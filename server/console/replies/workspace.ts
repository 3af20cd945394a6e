/** Who can be led to, by name, and what one says of them. */
import { ALLOCATION_API, API, ok } from '@foyer/sdk/protocol'
import type { BotRecord, Receivers, ReplyAnswer, Result } from '@foyer/sdk/protocol'
import type { Api } from '../api.ts'
import type { Option } from '../forms/choice-fields.tsx'
import type { RepliesWords } from '../words/replies/index.ts'

export interface Targets {
  readonly receivers: Receivers
  readonly bots: readonly BotRecord[]
}

export async function loadTargets(api: Api): Promise<Result<Targets>> {
  const [receivers, bots] = await Promise.all([api.get<Receivers>(API.receivers), api.get<readonly BotRecord[]>(ALLOCATION_API.bots)])
  if (!receivers.ok) return receivers
  return bots.ok ? ok({ receivers: receivers.value, bots: bots.value }) : bots
}

type LeadsTo = NonNullable<ReplyAnswer['leadsTo']>

/** Names a target in a list. */
export function keyOf(leadsTo: LeadsTo): string {
  if (leadsTo === 'group') return 'on'
  switch (leadsTo.kind) {
    case 'group':
      return `group:${leadsTo.groupId}`
    case 'agent':
      return `agent:${leadsTo.agentId}`
    case 'bot':
      return `bot:${leadsTo.botId}`
  }
}

export const targetsOf = ({ receivers, bots }: Targets): readonly LeadsTo[] => [
  'group',
  ...receivers.groups.map(({ id }) => ({ kind: 'group', groupId: id }) as const),
  ...receivers.agents.map(({ id }) => ({ kind: 'agent', agentId: id }) as const),
  ...bots.map(({ id }) => ({ kind: 'bot', botId: id }) as const),
]

export function targetName(leadsTo: LeadsTo, { receivers, bots }: Targets, words: RepliesWords): string {
  if (leadsTo === 'group') return words.replies.leadsOn
  const named = <Id extends string>(all: readonly { readonly id: Id; readonly name: string }[], id: Id, say: (name: string) => string) => {
    const found = all.find((one) => one.id === id)
    return found ? say(found.name) : words.goneReceiver
  }
  switch (leadsTo.kind) {
    case 'group':
      return named(receivers.groups, leadsTo.groupId, words.group)
    case 'agent':
      return named(receivers.agents, leadsTo.agentId, words.agent)
    case 'bot':
      return named(bots, leadsTo.botId, words.bot)
  }
}

/** Of a list with all that there is, and what is chosen even if it is not there any more. */
export function targetOptions(chosen: LeadsTo | undefined, targets: Targets, words: RepliesWords): readonly Option<string>[] {
  const there = targetsOf(targets).map((target) => ({ value: keyOf(target), label: targetName(target, targets, words) }))
  const isGone = chosen !== undefined && !there.some(({ value }) => value === keyOf(chosen))
  return [{ value: '', label: words.replies.leadsNowhere }, ...there, ...(isGone ? [{ value: keyOf(chosen), label: words.goneReceiver }] : [])]
}
