/** "Why me?": the trace of an allocation in plain words (AL-15, AL-17). */
import { useEffect, useRef, useState } from 'preact/hooks'
import { unreachable } from '@foyer/sdk/protocol'
import type { AgentState, AllocationTrace, ConversationHead, MemberId, Remedy, Result, TraceCandidate, WhyNot } from '@foyer/sdk/protocol'
import { findingWords, skillsInWords } from './finding-words.ts'
import { fullTime } from './format.ts'
import { Icon } from './icons.tsx'
import { stepWords } from './step-words.ts'
import { useNow, useSurroundings } from './surroundings.ts'
import type { DeskLanguage, Words } from './words/index.ts'

export interface WhyProps {
  readonly head: ConversationHead
  readonly me: MemberId | undefined
  readonly agents: ReadonlyMap<MemberId, AgentState>
  load(): Promise<Result<readonly AllocationTrace[]>>
  /** Of a conversation that waits: what keeps it waiting now. */
  loadWhyNot(): Promise<Result<WhyNot>>
}

type Loaded = 'no' | 'loading' | Result<readonly AllocationTrace[]>

export function Why({ head, me, agents, load, loadWhyNot }: WhyProps) {
  const { words, locale } = useSurroundings()
  const now = useNow(60_000)
  const [loaded, setLoaded] = useState<Loaded>('no')
  const isOpen = loaded !== 'no'

  async function toggle() {
    if (isOpen) return setLoaded('no')
    setLoaded('loading')
    setLoaded(await load())
  }

  return (
    <section class="why">
      <button type="button" class="button is-quiet" aria-expanded={isOpen} onClick={() => void toggle()}>
        <Icon name="why" size={16} />
        {isOpen ? words.whyHide : question(head, me, words)}
      </button>
      {isOpen && head.state.status === 'waiting' && <WhatHelps key={head.state.status} agents={agents} load={loadWhyNot} />}
      {typeof loaded === 'object' && !loaded.ok && <p class="problem" role="alert">{words.whyFailed} {words.errors[loaded.code].join(' ')}</p>}
      {typeof loaded === 'object' && loaded.ok && loaded.value.length === 0 && <p class="quiet">{words.whyNone}</p>}
      {typeof loaded === 'object' && loaded.ok && loaded.value.map((trace) => (
        <div class="trace" key={trace.at}>
          <p class="trace-decision">
            {decision(trace, me, agents, words)} <span class="quiet">{fullTime(trace.at, now, locale)}</span>
          </p>
          <Steps reasons={trace.reasons} decisive={trace.step} agents={agents} />
          {trace.stays?.map(({ at, reasons }) => (
            <div key={at} class="trace-stays">
              <p class="trace-decision">{words.whyStays} <span class="quiet">{fullTime(at, now, locale)}</span></p>
              <Steps reasons={reasons} agents={agents} />
            </div>
          ))}
        </div>
      ))}
    </section>
  )
}

interface StepsProps {
  readonly reasons: AllocationTrace['reasons']
  /** The step that decided. */
  readonly decisive?: string
  readonly agents: WhyProps['agents']
}

function Steps({ reasons, decisive, agents }: StepsProps) {
  const { words, language } = useSurroundings()
  return (
    <ol class="trace-steps">
      {reasons.map((reason, i) => {
        const decided = reason.step === decisive && i === reasons.length - 1
        return (
          <li key={`${reason.step} ${i}`} class={decided ? 'is-decisive' : ''}>
            <span class="trace-step">{stepWords(reason.step, words)}{decided && <span class="tag">{words.whyDecided}</span>}</span>
            <Because reason={reason} />
            {reason.candidates.length > 0 && (
              <ul class="trace-candidates">
                {reason.candidates.map((candidate) => (
                  <li key={candidate.id}>{candidateWords(candidate, { agents, words, language })}</li>
                ))}
              </ul>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** What was written before there were findings is in English, and shown as it is. */
function Because({ reason }: { readonly reason: StepsProps['reasons'][number] }) {
  const { words, language } = useSurroundings()
  return reason.finding ? <span class="trace-because">{findingWords(reason.finding, words, language)}</span> : <span class="trace-because" lang="en">{reason.because}</span>
}

/** Whoever goes or comes may be what helps: it is asked again so often while it stands open. */
const LOOK_AGAIN_MS = 10_000

/** What would let a waiting visitor be received, and why nobody can as it stands now (AL-17). */
function WhatHelps({ agents, load }: { readonly agents: WhyProps['agents']; load(): Promise<Result<WhyNot>> }) {
  const { words, language, locale } = useSurroundings()
  const now = useNow(LOOK_AGAIN_MS)
  const [loaded, setLoaded] = useState<Result<WhyNot>>()
  const latest = useRef(load)
  latest.current = load
  useEffect(() => {
    let isWanted = true
    void latest.current().then((found) => isWanted && setLoaded(found))
    return () => void (isWanted = false)
  }, [now])
  return (
    <div class="trace what-helps" role="status">
      <p class="trace-decision">{words.whyNot}</p>
      {!loaded && <p class="quiet">{words.whyNotAsking}</p>}
      {loaded && !loaded.ok && <p class="problem">{words.whyFailed} {words.errors[loaded.code].join(' ')}</p>}
      {loaded?.ok && (loaded.value.remedies.length === 0 ? <p class="quiet">{words.whyNotTurn}</p> : (
        <ul class="remedies">
          {loaded.value.remedies.map((remedy, i) => <li key={i}>{remedyWords(remedy, { agents, words, language, when: (at) => fullTime(at, now, locale) })}</li>)}
        </ul>
      ))}
      {loaded?.ok && loaded.value.reasons.length > 0 && (
        <details>
          <summary>{words.whyNotNow}</summary>
          <Steps reasons={loaded.value.reasons} agents={agents} />
        </details>
      )}
    </div>
  )
}

interface RemedySurroundings {
  readonly agents: WhyProps['agents']
  readonly words: Words
  readonly language: DeskLanguage
  when(at: number): string
}

function remedyWords(remedy: Remedy, { agents, words, language, when }: RemedySurroundings): string {
  switch (remedy.kind) {
    case 'agent-online':
      return words.remedyOnline(nameOf(remedy.agentId, agents, words))
    case 'agent-accepts':
      return words.remedyAccepts(nameOf(remedy.agentId, agents, words))
    case 'cap':
      return words.remedyCap(nameOf(remedy.agentId, agents, words), remedy.current)
    case 'skill':
      return words.remedySkill(nameOf(remedy.agentId, agents, words), skillsInWords(remedy.missing, language))
    case 'hours':
      return remedy.opensAt === undefined ? words.remedyHours : words.remedyOpens(when(remedy.opensAt))
    case 'emergency-agent':
      return words.remedyEmergency
    case 'group-empty':
      return words.remedyGroup
    default:
      return unreachable(remedy)
  }
}

function question({ state }: ConversationHead, me: MemberId | undefined, words: Words): string {
  if (state.status === 'waiting') return words.whyWaiting
  const agent = state.agent
  return agent === undefined ? words.whyWaiting : agent.id === me ? words.why : words.whyOther(agent.name)
}

function decision({ decision: kind, agentId }: AllocationTrace, me: MemberId | undefined, agents: WhyProps['agents'], words: Words): string {
  if (kind === 'queue') return words.whyQueued
  if (kind === 'take-message') return words.whyTakeMessage
  if (agentId !== undefined && agentId === me) return words.whyAssignedYou
  return words.whyAssigned(nameOf(agentId, agents, words))
}

const nameOf = (id: MemberId | undefined, agents: WhyProps['agents'], words: Words): string =>
  (id === undefined ? undefined : agents.get(id)?.name) ?? words.whyUnknownAgent

/** With everything that keeps them away. */
function candidateWords({ id, isOnline, isAccepting, isWithinHours, missing, current, cap }: TraceCandidate, { agents, words, language }: Omit<RemedySurroundings, 'when'>): string {
  return [
    words.whyCandidate(nameOf(id, agents, words), current, cap),
    ...(isOnline ? [] : [words.whyOffline]),
    ...(isAccepting ? [] : [words.whyNotAccepting]),
    ...(isWithinHours === false ? [words.whyOutside] : []),
    ...(missing ? [words.whyLacks(skillsInWords(missing, language))] : []),
    ...(current < cap ? [] : [words.whyFull]),
  ].join(' · ')
}
