/** Reception groups (AL-6 to AL-8): all of them, and one with what it sets apart. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { AgentRecord, GroupRecord } from '@foyer/sdk/protocol'
import { Face } from '../face.tsx'
import { Loaded, refusalWords } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { PageHead } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { isThere } from './agent-marks.tsx'
import { GroupEditor } from './group-editor.tsx'
import { useGroupRemoval } from './group-removal.tsx'
import type { PageProps } from './index.tsx'
import { useAllocationWords } from './words.ts'
import { loadWorld } from './world.ts'
import type { World } from './world.ts'

/** What the address calls a group that is not there yet. */
const NEW = 'new'
/** Faces in a row of the list. */
const FACES = 5

export function GroupsPage({ open }: PageProps) {
  const { api } = useTools()
  /** Where one was, so that the list goes on there. */
  const last = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (open !== undefined) last.current = open
  }, [open])
  // Whatever one comes from, groups are shown as they are now.
  const load = useCallback(() => loadWorld(api, 'groups', 'agents', 'rules', 'hours'), [api, open])
  return (
    <Loaded key={open} load={load}>
      {(world) => (open === undefined ? <GroupList {...world} comesFrom={last.current} /> : <GroupEditor {...world} record={world.groups.find(({ id }) => id === open)} isNew={open === NEW} />)}
    </Loaded>
  )
}

function GroupList({ groups: first, agents, comesFrom }: Pick<World, 'groups' | 'agents'> & { readonly comesFrom: string | undefined }) {
  const { place } = useTools()
  const { words: desk, language } = useSurroundings()
  const words = useAllocationWords()
  const said = words.groups
  const [groups, setGroups] = useState(first)
  const [news, setNews] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (comesFrom !== undefined) (list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(comesFrom)}"]`) ?? add.current)?.focus()
  }, [comesFrom])
  const removal = useGroupRemoval(groups, (gone) => {
    setGroups((now) => now.filter(({ id }) => id !== gone.id))
    setNews(said.removed(gone.name))
    add.current?.focus()
  })
  const edit = (open: string) => place.go({ area: 'settings', page: 'groups', open })
  return (
    <div class="list-page">
      <div class="list-head">
        <PageHead title={said.title} lead={said.lead} />
        <button type="button" class="button is-main" ref={add} onClick={() => edit(NEW)}><Icon name="add" size={18} /> {said.add}</button>
      </div>
      {removal.refused && <p class="problem" role="alert"><Icon name="problem" size={16} /> {refusalWords(removal.refused, desk, language)}</p>}
      <p class={news ? 'thing-news' : 'unseen'} role="status">{news && <Icon name="check" size={16} />} {news}</p>
      <ul class="things" ref={list} aria-label={said.title}>
        {groups.map((group) => (
          <GroupRow key={group.id} group={group} agents={agents} onEdit={() => edit(group.id)} onRemove={() => { setNews(''); void removal.ask(group) }} />
        ))}
      </ul>
      {groups.length === 1 && <p class="quiet things-foot">{said.lastOne}</p>}
      {removal.question}
    </div>
  )
}

interface RowProps {
  readonly group: GroupRecord
  readonly agents: readonly AgentRecord[]
  onEdit(): void
  onRemove(): void
}

function GroupRow({ group: { id, name, isMain, agentIds, rules }, agents, onEdit, onRemove }: RowProps) {
  const words = useAllocationWords()
  const said = words.groups
  const own = agents.filter((agent) => agentIds.includes(agent.id))
  const present = own.filter(isThere).length
  const facts = [
    rules.sharing && words.sharing.ways[rules.sharing],
    rules.ownerFirst && said.ownerFirst,
    rules.overdue && said.moves(rules.overdue.minutes),
    rules.hours && said.ownHours,
    rules.skills.length > 0 && said.asks(words.and(rules.skills)),
  ].filter((fact) => typeof fact === 'string')
  return (
    <li class="thing">
      <button type="button" class="thing-open" data-id={id} onClick={onEdit}>
        <span class="thing-name"><bdi>{name}</bdi>{isMain && <span class="tag">{said.main}</span>}</span>
        <span class="quiet">{said.agents(agentIds.length)} · <span class={present > 0 ? 'presence is-there' : 'presence'}>{said.presentOf(present)}</span></span>
        {facts.length > 0 && <span class="quiet">{facts.join(' · ')}</span>}
      </button>
      <span class="thing-faces">
        {own.slice(0, FACES).map((agent) => <Face key={agent.id} name={agent.name} picture={agent.avatar} isPresent={isThere(agent)} size="small" />)}
        {own.length > FACES && <span class="quiet" aria-hidden="true">+{own.length - FACES}</span>}
      </span>
      <span class="thing-actions">
        <button type="button" class="icon-button" aria-hidden="true" tabIndex={-1} title={said.edit(name)} onClick={onEdit}><Icon name="edit" size={18} /></button>
        {!isMain && <button type="button" class="icon-button" aria-label={said.remove(name)} title={said.remove(name)} onClick={onRemove}><Icon name="remove" size={18} /></button>}
      </span>
    </li>
  )
}
