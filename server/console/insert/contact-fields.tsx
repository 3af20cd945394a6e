import type { AgentState, MemberId } from '@foyer/sdk/protocol'
import { LIMITS } from '@foyer/sdk/protocol'
import { SelectField, TextField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import type { Memory } from '../memory.ts'
import { useSurroundings } from '../surroundings.ts'
import type { ContactDraft } from './inserted.ts'

/** How somebody is reached: what is written here once stands there the next time. */
type Kept = Pick<ContactDraft, 'line' | 'phone' | 'email' | 'page'>

const placeOf = (who: MemberId): string => `contact:${who}`

/** As it was last sent from this device. */
export function keptContact(memory: Memory, who: MemberId): Kept {
  const empty = { line: '', phone: '', email: '', page: '' }
  try {
    const kept = JSON.parse(memory.get(placeOf(who)) ?? '{}') as Readonly<Record<string, unknown>>
    const text = (name: keyof Kept) => (typeof kept[name] === 'string' ? kept[name] : '')
    return { line: text('line'), phone: text('phone'), email: text('email'), page: text('page') }
  } catch {
    // Anything may stand in a storage.
    return empty
  }
}

export const keepContact = (memory: Memory, { who, line, phone, email, page }: ContactDraft): void => memory.set(placeOf(who), JSON.stringify({ line, phone, email, page }))

export interface ContactFieldsProps {
  readonly field: Field<ContactDraft>
  readonly agents: ReadonlyMap<MemberId, AgentState>
  readonly me: MemberId
  readonly memory: Memory
}

/** Oneself or a colleague, and the ways to reach them. */
export function ContactFields({ field, agents, me, memory }: ContactFieldsProps) {
  const { words } = useSurroundings()
  const everybody = [...agents.values()].toSorted((one, other) => Number(other.id === me) - Number(one.id === me) || (one.name < other.name ? -1 : 1))
  return (
    <>
      <SelectField {...part(field, 'who')} label={words.contactWho} options={everybody.map(({ id, name }) => ({ value: id, label: id === me ? words.contactSelf(name) : name }))}
        onChange={(who) => field.onChange({ ...field.value, who, ...keptContact(memory, who) })} />
      <TextField {...part(field, 'line')} label={words.contactLine} limit={LIMITS.label} isOptional />
      <div class="fields-2">
        <TextField {...part(field, 'phone')} label={words.phone} kind="tel" isOptional />
        <TextField {...part(field, 'email')} label={words.email} kind="email" isOptional />
      </div>
      <TextField {...part(field, 'page')} label={words.contactPage} kind="url" placeholder="https://" isOptional />
    </>
  )
}
