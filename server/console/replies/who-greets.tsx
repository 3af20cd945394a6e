/** Which greeting holds for whom (GR-2), and how it reads with names in it: as visitors see it. */
import { useState } from 'preact/hooks'
import type { ComponentId, GroupId, MemberId } from '@foyer/sdk/protocol'
import { fillIn } from '../../greetings/rules.ts'
import { SelectField } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { AnswerPreview } from './answer-fields.tsx'
import { ladderFor } from './greeting-draft.ts'
import type { GreetingLevel, GreetingsDraft } from './greeting-draft.ts'
import type { Greeters } from './greetings.tsx'
import { useRepliesWords } from './use-words.ts'

export function WhoGreets({ draft, greeters }: { readonly draft: GreetingsDraft; readonly greeters: Greeters }) {
  const words = useRepliesWords().greetings
  const [agentId, setAgent] = useState<MemberId | undefined>(greeters.agents[0]?.id)
  const [groupId, setGroup] = useState<GroupId | undefined>(greeters.groups[0]?.id)
  const [componentId, setComponent] = useState<ComponentId>()
  const [isOnline, setOnline] = useState(true)
  const [isNamed, setNamed] = useState(true)
  const ladder = ladderFor(draft, { agentId, groupId, componentId, isOnline })
  const holding = ladder.find(({ text }) => text !== '')
  const agent = greeters.agents.find(({ id }) => id === agentId)?.name ?? ''
  const names: Record<GreetingLevel, string> = {
    component: greeters.components.find(({ id }) => id === componentId)?.name ?? '',
    agent,
    group: greeters.groups.find(({ id }) => id === groupId)?.name ?? '',
    workspace: '',
  }
  const text = draft.isOn && holding ? fillIn(holding.text, { visitor: isNamed ? words.sampleVisitor : '', agent, company: greeters.company }) : ''
  const options = (all: readonly { readonly id: string; readonly name: string }[]) => all.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <section class="who-greets" aria-label={words.previewFor}>
      <h3>{words.previewFor}</h3>
      <SelectField path="preview.agent" label={words.previewAgent} value={agentId ?? ''} options={options(greeters.agents)} onChange={(id) => setAgent(id as MemberId)} />
      <SelectField path="preview.group" label={words.previewGroup} value={groupId ?? ''} options={options(greeters.groups)} onChange={(id) => setGroup(id as GroupId)} />
      <SelectField path="preview.component" label={words.previewComponent} value={componentId ?? ''} options={[{ value: '', label: words.noComponent }, ...options(greeters.components)]}
        onChange={(id) => setComponent(id === '' ? undefined : (id as ComponentId))} />
      <label class="test-tick"><input type="checkbox" checked={isOnline} onChange={(event) => setOnline(event.currentTarget.checked)} /> {words.previewOnline}</label>
      <label class="test-tick"><input type="checkbox" checked={isNamed} onChange={(event) => setNamed(event.currentTarget.checked)} /> {words.previewNamed}</label>
      <div class="test-outcome" role="status">
        {text === '' ? <p class="quiet">{draft.isOn ? words.nobody : words.off}</p> : <AnswerPreview parts={[{ type: 'text', text }]} />}
      </div>
      {draft.isOn && (
        <ol class="ladder" aria-label={words.ladder}>
          {ladder.map(({ level, text: said }) => (
            <li key={level} class={holding?.level === level ? 'is-holding' : ''}>
              {holding?.level === level ? <Icon name="check" size={16} /> : <span class="ladder-dot" aria-hidden="true" />}
              <span>{said === '' ? words.passed[level] : level === 'workspace' ? words.wins.workspace : words.wins[level](names[level])}{holding?.level === level && ` · ${words.holds}`}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
