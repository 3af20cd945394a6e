/** One agent or one group, chosen by name. */
import type { Receiver, Receivers } from '@foyer/sdk/protocol'
import { SelectField } from '../forms/index.ts'
import type { Field, FieldLook } from '../forms/index.ts'
import { useRepliesWords } from '../replies/use-words.ts'
import type { RepliesWords } from '../words/replies/index.ts'

const keyOf = (receiver: Receiver): string => (receiver.kind === 'agent' ? `agent:${receiver.agentId}` : `group:${receiver.groupId}`)

export function receiverName(receiver: Receiver, { agents, groups }: Receivers, words: RepliesWords): string {
  const found = receiver.kind === 'agent' ? agents.find(({ id }) => id === receiver.agentId) : groups.find(({ id }) => id === receiver.groupId)
  return found ? words[receiver.kind](found.name) : words.goneReceiver
}

/** The main group, to which everything comes that leads nowhere else. */
export const mainReceiver = ({ groups }: Receivers): Receiver => ({ kind: 'group', groupId: (groups.find(({ isMain }) => isMain) ?? groups[0])?.id ?? ('' as never) })

export function ReceiverField({ receivers, ...field }: Field<Receiver> & FieldLook & { readonly receivers: Receivers }) {
  const words = useRepliesWords()
  const all: readonly Receiver[] = [...receivers.groups.map(({ id }) => ({ kind: 'group', groupId: id }) as const), ...receivers.agents.map(({ id }) => ({ kind: 'agent', agentId: id }) as const)]
  const isGone = !all.some((one) => keyOf(one) === keyOf(field.value))
  const options = [...(isGone ? [field.value] : []), ...all].map((one) => ({ value: keyOf(one), label: receiverName(one, receivers, words) }))
  return (
    <SelectField {...field} value={keyOf(field.value)} options={options} problem={field.problem && { ...field.problem, at: '' }}
      onChange={(key) => field.onChange(all.find((one) => keyOf(one) === key) ?? field.value)} />
  )
}
