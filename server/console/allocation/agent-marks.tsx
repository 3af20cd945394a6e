import type { AgentRecord } from '@foyer/sdk/protocol'
import { useAllocationWords } from './words.ts'

/** Whether an agent is there, in a word. */
export function Presence({ agent: { isDisabled, isPresent, isOnline, isAccepting } }: { readonly agent: AgentRecord }) {
  const words = useAllocationWords()
  if (isDisabled) return <span class="presence is-disabled">{words.disabled}</span>
  if (!isOnline || !isPresent) return <span class="presence">{words.offline}</span>
  return <span class={isAccepting ? 'presence is-there' : 'presence is-busy'}>{isAccepting ? words.present : words.notAccepting}</span>
}

/** Whether an agent's name or one of the skills has this in it. */
export function agentFits({ name, skills }: AgentRecord, sought: string): boolean {
  const text = sought.trim().toLowerCase()
  return text === '' || name.toLowerCase().includes(text) || skills.some((skill) => skill.toLowerCase().includes(text))
}

export const isThere = ({ isDisabled, isOnline, isPresent }: AgentRecord): boolean => !isDisabled && isOnline && isPresent
