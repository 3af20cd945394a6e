/** Who belongs to a group: a list to tick, with a search, for teams of any size. */
import { useId, useMemo, useState } from 'preact/hooks'
import type { AgentRecord, MemberId } from '@foyer/sdk/protocol'
import { Face } from '../face.tsx'
import { FieldGroup, useFieldIds } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Presence, agentFits } from './agent-marks.tsx'
import { useAllocationWords } from './words.ts'

/** A list of so many is looked over without a search. */
const SEEN_AT_ONCE = 6

export interface AgentPickerProps {
  readonly field: Field<readonly MemberId[]>
  readonly agents: readonly AgentRecord[]
}

export function AgentPicker({ field, agents }: AgentPickerProps) {
  const { path, value: chosen, problem, onChange } = field
  const words = useAllocationWords()
  const ids = useFieldIds()
  const searchId = useId()
  const [sought, setSought] = useState('')
  // The chosen ones first, as they were when one came: a row that is ticked does not run away.
  const [first] = useState(chosen)
  const inOrder = useMemo(() => agents.toSorted((a, b) => Number(first.includes(b.id)) - Number(first.includes(a.id)) || a.name.localeCompare(b.name)), [agents, first])
  const isChosen = new Set(chosen)
  const shown = inOrder.filter((agent) => agentFits(agent, sought) && (!agent.isDisabled || first.includes(agent.id)))
  const gone = first.filter((id) => !agents.some((agent) => agent.id === id))
  const refused = problem && /^\d+$/.test(problem.at) ? chosen[Number(problem.at)] : undefined

  const toggle = (id: MemberId) => onChange(isChosen.has(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <FieldGroup path={path} ids={ids} problem={problem} label={words.groups.agentsField}>
      <div class="picker">
        <div class="picker-head">
          {agents.length > SEEN_AT_ONCE && (
            <>
              <label class="unseen" for={searchId}>{words.search}</label>
              <input id={searchId} class="input" type="search" placeholder={words.search} value={sought} autocomplete="off" onInput={(event) => setSought(event.currentTarget.value)}
                onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()} />
            </>
          )}
          <p class="quiet" role="status">{words.groups.chosen(chosen.length, agents.length)}</p>
          <button type="button" class="button is-quiet" onClick={() => onChange([...chosen, ...shown.map(({ id }) => id).filter((id) => !isChosen.has(id))])}>{words.groups.chooseShown}</button>
          <button type="button" class="button is-quiet" onClick={() => onChange([])}>{words.groups.chooseNone}</button>
        </div>
        {shown.length === 0 && gone.length === 0 ? <p class="list-empty quiet">{words.nobodyFits}</p> : (
          <ul class="picker-rows">
            {shown.map((agent) => (
              <li key={agent.id}>
                <label class="picker-row">
                  <input type="checkbox" checked={isChosen.has(agent.id)} aria-invalid={refused === agent.id} onChange={() => toggle(agent.id)} />
                  <Face name={agent.name} picture={agent.avatar} size="small" />
                  <span class="picker-name"><bdi>{agent.name}</bdi>{agent.skills.length > 0 && <span class="quiet">{agent.skills.join(', ')}</span>}</span>
                  <Presence agent={agent} />
                </label>
              </li>
            ))}
            {gone.map((id) => (
              <li key={id}>
                <label class="picker-row"><input type="checkbox" checked={isChosen.has(id)} aria-invalid={refused === id} onChange={() => toggle(id)} /><span class="picker-name">{words.groups.gone}</span></label>
              </li>
            ))}
          </ul>
        )}
      </div>
    </FieldGroup>
  )
}
