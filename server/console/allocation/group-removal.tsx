/** Asks before a group is deleted, says what leads to it, and where that shall lead from now on (AL-8). */
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { ALLOCATION_API } from '@foyer/sdk/protocol'
import type { Failure, GroupDeletion, GroupDependents, GroupId, GroupRecord, LeadingRule } from '@foyer/sdk/protocol'
import { Confirm, SelectField } from '../forms/index.ts'
import { useTools } from '../shell/tools.ts'
import { useAllocationWords } from './words.ts'
import type { AllocationWords } from '../words/allocation/index.ts'

export interface GroupRemoval {
  ask(group: GroupRecord): Promise<void>
  readonly question: ComponentChildren
  readonly refused: Failure | undefined
}

/** @param groups the others, and this one */
export function useGroupRemoval(groups: readonly GroupRecord[], onGone: (group: GroupRecord) => void): GroupRemoval {
  const { api } = useTools()
  const [asked, setAsked] = useState<{ readonly group: GroupRecord; readonly dependents: GroupDependents }>()
  const [refused, setRefused] = useState<Failure>()
  const isBusy = useRef(false)

  async function once(work: () => Promise<void>) {
    if (isBusy.current) return
    isBusy.current = true
    setRefused(undefined)
    await work()
    isBusy.current = false
  }
  const ask = (group: GroupRecord) => once(async () => {
    const found = await api.get<GroupDependents>(ALLOCATION_API.groupDependents(group.id))
    if (found.ok) setAsked({ group, dependents: found.value })
    else if (found.code === 'not_found') onGone(group)
    else setRefused(found)
  })
  const remove = (group: GroupRecord, leadTo: GroupId | undefined) => once(async () => {
    setAsked(undefined)
    const wish: GroupDeletion = { revision: group.revision, ...(leadTo !== undefined && { leadTo }) }
    const answer = await api.delete<null>(ALLOCATION_API.group(group.id), wish)
    // Gone is gone, whoever did it.
    if (answer.ok || answer.code === 'not_found') onGone(group)
    else setRefused(answer)
  })
  return {
    ask,
    refused,
    question: asked && (
      <Question {...asked} others={groups.filter(({ id }) => id !== asked.group.id)} onRemove={(leadTo) => void remove(asked.group, leadTo)} onKeep={() => setAsked(undefined)} />
    ),
  }
}

interface QuestionProps {
  readonly group: GroupRecord
  readonly dependents: GroupDependents
  readonly others: readonly GroupRecord[]
  onRemove(leadTo: GroupId | undefined): void
  onKeep(): void
}

function Question({ group, dependents: { components, rules, openConversations }, others, onRemove, onKeep }: QuestionProps) {
  const words = useAllocationWords()
  const said = words.groups
  const [leadTo, setLeadTo] = useState(others.find(({ isMain }) => isMain)?.id ?? others[0]?.id)
  const isUsed = components.length + rules.length + openConversations > 0
  return (
    <Confirm title={said.removeTitle(group.name)} confirm={said.removeIt} cancel={said.keep} isGrave onConfirm={() => onRemove(isUsed ? leadTo : undefined)} onCancel={onKeep}>
      <div class="removal">
        <p>{said.removeSays}</p>
        {isUsed && leadTo !== undefined && (
          <>
            <p>{said.leadsHere}</p>
            <ul class="removal-facts">
              {components.length > 0 && <li>{said.components(words.and(components.map(({ name }) => name)))}</li>}
              {rules.length > 0 && <li>{said.rules(words.and(rules.map((rule) => ruleName(rule, said))))}</li>}
              {openConversations > 0 && <li>{said.open(openConversations)}</li>}
            </ul>
            <SelectField path="leadTo" label={said.leadTo} value={leadTo} options={others.map(({ id, name }) => ({ value: id, label: name }))} onChange={(id) => setLeadTo(id)} />
          </>
        )}
      </div>
    </Confirm>
  )
}

/** The replies that need no keyword have no name. */
function ruleName(rule: LeadingRule, { replies, otherRule }: AllocationWords['groups']): string {
  if (rule.field === undefined) return rule.name
  return rule.field === 'first' || rule.field === 'noMatch' ? replies[rule.field] : otherRule
}
