/** "Why me?": the trace of an allocation in plain words (AL-15, AL-17). */
import { useState } from 'preact/hooks'
import type { AgentState, AllocationTrace, ConversationHead, MemberId, Result, TraceCandidate } from '@foyer/sdk/protocol'
import { fullTime } from './format.ts'
import { Icon } from './icons.tsx'
import { stepWords } from './step-words.ts'
import { useNow, useSurroundings } from './surroundings.ts'
import type { Words } from './words/index.ts'

export interface WhyProps {
  readonly head: ConversationHead
  readonly me: MemberId | undefined
  readonly agents: ReadonlyMap<MemberId, AgentState>
  load(): Promise<Result<readonly AllocationTrace[]>>
}

type Loaded = 'no' | 'loading' | Result<readonly AllocationTrace[]>

export function Why({ head, me, agents, load }: WhyProps) {
  const { words, language, locale } = useSurroundings()
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
      {typeof loaded === 'object' && !loaded.ok && <p class="problem" role="alert">{words.whyFailed} {words.errors[loaded.code].join(' ')}</p>}
      {typeof loaded === 'object' && loaded.ok && loaded.value.length === 0 && <p class="quiet">{words.whyNone}</p>}
      {typeof loaded === 'object' && loaded.ok && loaded.value.map((trace) => (
        <div class="trace" key={trace.at}>
          <p class="trace-decision">
            {decision(trace, me, agents, words)} <span class="quiet">{fullTime(trace.at, now, locale)}</span>
          </p>
          <ol class="trace-steps">
            {trace.reasons.map((reason, i) => {
              const decided = reason.step === trace.step && i === trace.reasons.length - 1
              return (
                <li key={`${reason.step} ${i}`} class={decided ? 'is-decisive' : ''}>
                  <span class="trace-step">{stepWords(reason.step, words)}{decided && <span class="tag">{words.whyDecided}</span>}</span>
                  {language === 'en' && <span class="trace-because">{reason.because}</span>}
                  {reason.candidates.length > 0 && (
                    <ul class="trace-candidates">
                      {reason.candidates.map((candidate) => (
                        <li key={candidate.id}>{candidateWords(candidate, agents, words)}</li>
                      ))}
                    </ul>
                  )}
                </li>
              )
            })}
          </ol>
        </div>
      ))}
    </section>
  )
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

function candidateWords({ id, isOnline, isAccepting, current, cap }: TraceCandidate, agents: WhyProps['agents'], words: Words): string {
  const figures = words.whyCandidate(nameOf(id, agents, words), current, cap)
  const hindrance = !isOnline ? words.whyOffline : !isAccepting ? words.whyNotAccepting : current >= cap ? words.whyFull : undefined
  return hindrance === undefined ? figures : `${figures} · ${hindrance}`
}
