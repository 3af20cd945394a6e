/** All components of the workspace (RC-14): what they look like, how they do, and what can be done with them. */
import { useCallback, useId, useRef, useState } from 'preact/hooks'
import { API, KINDS, PLACEMENTS, ok } from '@foyer/sdk/protocol'
import type { ComponentKind, ComponentRecord, Failure, Placement, Result } from '@foyer/sdk/protocol'
import type { Api } from '../api.ts'
import { Loaded, refusalWords } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { ComponentRow } from './component-row.tsx'
import { DeleteQuestion } from './delete-question.tsx'
import { NEW } from './new.ts'
import { useReceptionWords } from './use-words.ts'
import { loadWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

interface Listed {
  readonly workspace: Workspace
  readonly records: readonly ComponentRecord[]
}

async function load(api: Api): Promise<Result<Listed>> {
  const [workspace, records] = await Promise.all([loadWorkspace(api), api.get<readonly ComponentRecord[]>(API.components)])
  if (!workspace.ok) return workspace
  return records.ok ? ok({ workspace: workspace.value, records: records.value }) : records
}

export function ComponentList() {
  const { api, place } = useTools()
  const words = useReceptionWords()
  const loadAll = useCallback(() => load(api), [api])
  return (
    <div class="area-page components">
      <header class="area-head">
        <div class="area-words">
          <h2>{words.title}</h2>
          <p class="quiet">{words.lead}</p>
        </div>
        <button type="button" class="button is-main" onClick={() => place.go({ area: 'reception', open: NEW })}><Icon name="add" size={18} /> {words.newComponent}</button>
      </header>
      <Loaded load={loadAll}>{(listed) => <Rows {...listed} />}</Loaded>
    </div>
  )
}

function Rows({ workspace, records: first }: Listed) {
  const { api, place } = useTools()
  const { words: desk, language } = useSurroundings()
  const words = useReceptionWords()
  const [records, setRecords] = useState(first)
  const [kind, setKind] = useState<ComponentKind | ''>('')
  const [placement, setPlacement] = useState<Placement | ''>('')
  const [asking, setAsking] = useState<ComponentRecord>()
  const [news, setNews] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const list = useRef<HTMLUListElement>(null)
  /** The second press of a double click makes no second copy. */
  const beingCopied = useRef(new Set<string>())
  const id = useId()

  const refuse = (failure: Failure) => setComplaint(refusalWords(failure, desk, language))
  const replace = (record: ComponentRecord) => setRecords((now) => now.map((one) => (one.id === record.id ? record : one)))
  const fits = ({ component }: ComponentRecord) => (kind === '' || component.kind === kind) && (placement === '' || component.placement === placement)
  const shown = records.filter(fits)

  async function switchTo(record: ComponentRecord, isOn: boolean) {
    setComplaint(undefined)
    // Seen at once; taken back if the server says no.
    replace({ ...record, isOn })
    const result = await api.post<ComponentRecord>(API.componentSwitch(record.id), { isOn })
    replace(result.ok ? result.value : record)
    if (!result.ok) refuse(result)
  }

  async function duplicate(record: ComponentRecord) {
    if (beingCopied.current.has(record.id)) return
    beingCopied.current.add(record.id)
    setComplaint(undefined)
    const result = await api.post<ComponentRecord>(API.componentCopy(record.id), {})
    beingCopied.current.delete(record.id)
    if (!result.ok) return refuse(result)
    setRecords((now) => [...now, result.value])
    setNews(words.duplicated(result.value.component.name))
  }

  async function remove(record: ComponentRecord) {
    setAsking(undefined)
    setComplaint(undefined)
    const result = await api.delete<null>(API.component(record.id))
    // Gone is gone, whoever did it.
    if (!result.ok && result.code !== 'not_found') return refuse(result)
    setRecords((now) => now.filter((one) => one.id !== record.id))
    setNews(words.removed(record.component.name))
    list.current?.focus()
  }

  if (records.length === 0) {
    return (
      <div class="empty">
        <Icon name="bell" size={32} />
        <h3>{words.emptyTitle}</h3>
        <p>{words.emptySays}</p>
        <button type="button" class="button is-main" onClick={() => place.go({ area: 'reception', open: NEW })}>{words.newComponent}</button>
        <p class="unseen" role="status">{news}</p>
      </div>
    )
  }
  return (
    <>
      <section class="filters" aria-label={words.filters}>
        <div class="filter">
          <label for={`${id}-kind`}>{words.kindLabel}</label>
          <select class="input" id={`${id}-kind`} value={kind} onChange={(event) => setKind(KINDS.find((each) => each === event.currentTarget.value) ?? '')}>
            <option value="">{words.anyKind}</option>
            {KINDS.map((each) => <option key={each} value={each}>{words.kinds[each]}</option>)}
          </select>
        </div>
        <div class="filter">
          <label for={`${id}-placement`}>{words.placementLabel}</label>
          <select class="input" id={`${id}-placement`} value={placement} onChange={(event) => setPlacement(PLACEMENTS.find((each) => each === event.currentTarget.value) ?? '')}>
            <option value="">{words.anyPlacement}</option>
            {PLACEMENTS.map((each) => <option key={each} value={each}>{words.placements[each]}</option>)}
          </select>
        </div>
        <p class="quiet" role="status">{words.shownOf(shown.length, records.length)}</p>
      </section>
      {complaint !== undefined && <p class="problem" role="alert"><Icon name="problem" size={16} /> {complaint}</p>}
      <p class={news ? 'components-news' : 'unseen'} role="status">{news && <Icon name="check" size={16} />} {news}</p>
      {shown.length === 0 ? (
        <div class="empty">
          <h3>{words.noneFits}</h3>
          <p>{words.noneFitsSays}</p>
          <button type="button" class="button" onClick={() => { setKind(''); setPlacement('') }}>{words.showAll}</button>
        </div>
      ) : (
        <ul class="component-rows" ref={list} tabIndex={-1} aria-label={words.title}>
          {shown.map((record) => (
            <ComponentRow key={record.id} record={record} workspace={workspace} onSwitch={(isOn) => void switchTo(record, isOn)} onEdit={() => place.go({ area: 'reception', open: record.id })}
              onDuplicate={() => void duplicate(record)} onDelete={() => setAsking(record)} />
          ))}
        </ul>
      )}
      {asking && <DeleteQuestion record={asking} onDelete={() => void remove(asking)} onKeep={() => setAsking(undefined)} />}
    </>
  )
}
