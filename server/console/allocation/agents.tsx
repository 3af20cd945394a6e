/** Agents, and what holds for one of them apart (AL-2, AL-3, AL-6, AL-13a). */
import { useCallback, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { AgentRecord, GroupRecord } from '@foyer/sdk/protocol'
import { Face } from '../face.tsx'
import { Loaded } from '../forms/index.ts'
import { PageHead } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { AgentEditor } from './agent-editor.tsx'
import { Presence, agentFits, isThere } from './agent-marks.tsx'
import { NoSuchThing } from './frame.tsx'
import type { PageProps } from './index.tsx'
import { useAllocationWords } from './words.ts'
import { loadWorld } from './world.ts'
import type { World } from './world.ts'

/** A list of so many is looked over without a search. */
const SEEN_AT_ONCE = 6

export function AgentsPage({ open }: PageProps) {
  const { api } = useTools()
  const last = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (open !== undefined) last.current = open
  }, [open])
  const load = useCallback(() => loadWorld(api, 'agents', 'groups', 'rules', 'hours'), [api, open])
  return (
    <Loaded key={open} load={load}>
      {(world) => {
        const record = world.agents.find(({ id }) => id === open)
        if (open === undefined) return <AgentList {...world} comesFrom={last.current} />
        return record ? <AgentEditor {...world} record={record} /> : <NoSuchThing page="agents" />
      }}
    </Loaded>
  )
}

type ListProps = Pick<World, 'agents' | 'groups' | 'rules'> & { readonly comesFrom: string | undefined }

function AgentList({ agents, groups, rules, comesFrom }: ListProps) {
  const { place } = useTools()
  const words = useAllocationWords()
  const searchId = useId()
  const [sought, setSought] = useState('')
  const list = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => {
    if (comesFrom !== undefined) list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(comesFrom)}"]`)?.focus()
  }, [comesFrom])
  const shown = agents.filter((agent) => agentFits(agent, sought)).toSorted((a, b) => Number(a.isDisabled) - Number(b.isDisabled) || a.name.localeCompare(b.name))
  return (
    <div class="list-page">
      <PageHead title={words.agents.title} lead={words.agents.lead} />
      {agents.length > SEEN_AT_ONCE && (
        <div class="things-search">
          <label class="unseen" for={searchId}>{words.search}</label>
          <input id={searchId} class="input" type="search" placeholder={words.search} value={sought} autocomplete="off" onInput={(event) => setSought(event.currentTarget.value)} />
        </div>
      )}
      {shown.length === 0 ? <p class="list-empty quiet" role="status">{words.nobodyFits}</p> : (
        <ul class="things" ref={list} aria-label={words.agents.title}>
          {shown.map((agent) => <AgentRow key={agent.id} agent={agent} groups={groups} usualCap={rules.cap} onEdit={() => place.go({ area: 'settings', page: 'agents', open: agent.id })} />)}
        </ul>
      )}
    </div>
  )
}

interface RowProps {
  readonly agent: AgentRecord
  readonly groups: readonly GroupRecord[]
  readonly usualCap: number
  onEdit(): void
}

function AgentRow({ agent, groups, usualCap, onEdit }: RowProps) {
  const words = useAllocationWords()
  const said = words.agents
  const { id, name, avatar, current, skills, isEmergency, hours } = agent
  const cap = agent.cap ?? usualCap
  const own = groups.filter(({ agentIds }) => agentIds.includes(id))
  return (
    <li class="thing">
      <Face name={name} picture={avatar} isPresent={isThere(agent)} />
      <button type="button" class="thing-open" data-id={id} onClick={onEdit}>
        <span class="thing-name">
          <bdi>{name}</bdi>
          {isEmergency && <span class="tag">{said.emergency}</span>}
          {agent.cap !== undefined && <span class="tag">{said.ownCap}</span>}
          {hours && <span class="tag">{said.ownHours}</span>}
        </span>
        <span class="quiet"><Presence agent={agent} /> · {own.length > 0 ? said.in(words.and(own.map((group) => group.name))) : said.inNone(agent.isEmergency)}</span>
        {skills.length > 0 && <span class="quiet">{words.skillsAre(words.and(skills))}</span>}
      </button>
      <span class="load-figure" title={said.ofLabel(current, cap)}><span aria-hidden="true">{said.of(current, cap)}</span><span class="unseen">{said.ofLabel(current, cap)}</span></span>
    </li>
  )
}
