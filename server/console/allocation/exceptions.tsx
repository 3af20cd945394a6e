/** Exceptions for named agents: a cap of their own (AL-2), and who receives in an emergency (AL-3). Saved at once, beside the form. */
import { useRef, useState } from 'preact/hooks'
import { ALLOCATION_API } from '@foyer/sdk/protocol'
import type { AgentChange, AgentRecord, Failure } from '@foyer/sdk/protocol'
import { Face } from '../face.tsx'
import { ProblemLine, refusalWords, useFieldIds } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { BOUNDS } from './bounds.ts'
import { useAllocationWords } from './words.ts'

export interface ExceptionsProps {
  readonly agents: readonly AgentRecord[]
  /** Of the workspace: what a new exception begins with. */
  readonly cap: number
  onChange(agents: readonly AgentRecord[]): void
}

export function Exceptions({ agents, cap, onChange }: ExceptionsProps) {
  const { api } = useTools()
  const { words: desk, language } = useSurroundings()
  const words = useAllocationWords()
  const said = words.sharing
  const ids = useFieldIds()
  const [news, setNews] = useState('')
  const [refused, setRefused] = useState<Failure>()
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(agents)
  latest.current = agents

  /** Changes one agent, from whatever revision the server has: nothing else of theirs is touched. */
  async function change(id: string, wish: Omit<AgentChange, 'revision'>, isAgain = false): Promise<boolean> {
    const agent = latest.current.find((one) => one.id === id)
    if (!agent) return false
    setRefused(undefined)
    setNews('')
    const answer = await api.put<AgentRecord>(ALLOCATION_API.agent(agent.id), { ...wish, revision: agent.revision } satisfies AgentChange)
    if (!answer.ok && answer.code === 'changed_meanwhile' && !isAgain) {
      const now = await api.get<readonly AgentRecord[]>(ALLOCATION_API.agents)
      if (now.ok) {
        latest.current = now.value
        onChange(now.value)
        return change(id, wish, true)
      }
    }
    if (!answer.ok) {
      setRefused(answer)
      return false
    }
    onChange(latest.current.map((one) => (one.id === id ? answer.value : one)))
    setNews(said.saved(agent.name))
    return true
  }
  /** What was pressed is gone: one goes on where another can be added. */
  const backTo = (selector: string) => requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus())

  const active = agents.filter(({ isDisabled }) => !isDisabled)
  const withCap = agents.filter((agent) => agent.cap !== undefined)
  const emergency = agents.filter(({ isEmergency }) => isEmergency)
  return (
    <div class="exceptions" ref={box} onKeyDown={(event) => event.key === 'Enter' && event.target instanceof HTMLInputElement && event.preventDefault()}>
      <p class={news ? 'thing-news' : 'unseen'} role="status">{news && <Icon name="check" size={16} />} {news}</p>
      <ProblemLine id={ids.problem} problem={refused && { at: '', sentence: refusalWords(refused, desk, language) }} />
      <div class="field" role="group" aria-label={said.ownCaps}>
        <p class="field-label">{said.ownCaps}</p>
        {withCap.length === 0 ? <p class="list-empty quiet">{said.noCaps}</p> : (
          <ul class="exception-rows">
            {withCap.map((agent) => (
              <li key={agent.id}>
                <Face name={agent.name} picture={agent.avatar} size="small" />
                <bdi class="exception-name">{agent.name}</bdi>
                <CapInput label={said.capOf(agent.name)} value={agent.cap ?? cap} unit={words.atOnce} onChange={(next) => void change(agent.id, { cap: next })} />
                <button type="button" class="icon-button" aria-label={said.removeCap(agent.name)} title={said.removeCap(agent.name)}
                  onClick={() => void change(agent.id, { cap: null }).then((isDone) => isDone && backTo('.add-cap'))}><Icon name="remove" size={18} /></button>
              </li>
            ))}
          </ul>
        )}
        <AddAgent class="add-cap" label={said.addCap} agents={active.filter((agent) => agent.cap === undefined)} onAdd={(id) => void change(id, { cap })} />
      </div>
      <div class="field" role="group" aria-label={said.emergency}>
        <p class="field-label">{said.emergency}</p>
        <p class="field-hint">{said.emergencySays}</p>
        {emergency.length === 0 ? <p class="list-empty quiet">{said.noEmergency}</p> : (
          <ul class="exception-rows">
            {emergency.map((agent) => (
              <li key={agent.id}>
                <Face name={agent.name} picture={agent.avatar} size="small" />
                <bdi class="exception-name">{agent.name}</bdi>
                <button type="button" class="icon-button" aria-label={said.removeEmergency(agent.name)} title={said.removeEmergency(agent.name)}
                  onClick={() => void change(agent.id, { isEmergency: false }).then((isDone) => isDone && backTo('.add-emergency'))}><Icon name="remove" size={18} /></button>
              </li>
            ))}
          </ul>
        )}
        <AddAgent class="add-emergency" label={said.addEmergency} agents={active.filter(({ isEmergency }) => !isEmergency)} onAdd={(id) => void change(id, { isEmergency: true })} />
      </div>
    </div>
  )
}

interface AddAgentProps {
  readonly class: string
  readonly label: string
  readonly agents: readonly AgentRecord[]
  onAdd(id: string): void
}

/** Choosing is not adding: the arrow keys of a list choose with every press. */
function AddAgent({ class: own, label, agents, onAdd }: AddAgentProps) {
  const words = useAllocationWords().sharing
  const [chosen, choose] = useState('')
  const isThere = agents.some(({ id }) => id === chosen)
  if (agents.length === 0) return null
  return (
    <div class="add-agent">
      <select class={`input ${own}`} aria-label={`${label}: ${words.agent}`} value={isThere ? chosen : ''} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{words.chooseAgent}</option>
        {agents.toSorted((a, b) => a.name.localeCompare(b.name)).map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
      <button type="button" class="button" aria-disabled={!isThere} onClick={() => {
        if (!isThere) return
        onAdd(chosen)
        choose('')
      }}><Icon name="add" size={16} /> {label}</button>
    </div>
  )
}

interface CapInputProps {
  readonly label: string
  readonly value: number
  readonly unit: string
  onChange(value: number): void
}

/** Saved when it is left, or by Enter; out of bounds it comes back into them. */
function CapInput({ label, value, unit, onChange }: CapInputProps) {
  return (
    <span class="number-row">
      <input type="number" class="input" min={BOUNDS.cap.least} max={BOUNDS.cap.most} step={1} aria-label={label} value={value}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        onBlur={(event) => {
          const typed = event.currentTarget.valueAsNumber
          const next = Number.isFinite(typed) ? Math.min(BOUNDS.cap.most, Math.max(BOUNDS.cap.least, Math.round(typed))) : value
          event.currentTarget.value = String(next)
          if (next !== value) onChange(next)
        }} />
      <span class="quiet">{unit}</span>
    </span>
  )
}
