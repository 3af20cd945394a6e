/** What the settings come to: an example of two agents, and the way of a new visitor, step by step (AL-9). */
import type { AgentRecord, AllocationRules } from '@foyer/sdk/protocol'
import { useSurroundings } from '../surroundings.ts'
import { exampleOf } from './sharing-example.ts'
import { useAllocationWords } from './words.ts'

export interface SharingEffectProps {
  readonly rules: AllocationRules
  readonly agents: readonly AgentRecord[]
}

export function SharingEffect({ rules, agents }: SharingEffectProps) {
  return (
    <>
      <ExampleBox rules={rules} />
      <Steps rules={rules} agents={agents} />
    </>
  )
}

function ExampleBox({ rules: { sharing, cap } }: Pick<SharingEffectProps, 'rules'>) {
  const { locale } = useSurroundings()
  const { sharing: words } = useAllocationWords()
  const { agents, next } = exampleOf(sharing, cap)
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <div class="sharing-example" role="status">
      <h3>{words.exampleTitle}</h3>
      <dl>
        {agents.map(({ current, cap: most, free }, at) => (
          <div key={at} class={at === next ? 'example-agent is-next' : 'example-agent'}>
            <dt>{words.exampleNames[at]}</dt>
            <dd><span>{words.exampleHolds(current, most)}</span><span class="quiet">{words.exampleFree(share.format(free))}</span></dd>
            <dd class="example-bar" aria-hidden="true"><span style={{ inlineSize: `${(1 - free) * 100}%` }} /></dd>
          </div>
        ))}
      </dl>
      <p><strong>{words.exampleNext(words.exampleNames[next])}</strong></p>
    </div>
  )
}

function Steps({ rules: { sharing, memoryHours, whenNoneCanReceive }, agents }: SharingEffectProps) {
  const { locale } = useSurroundings()
  const all = useAllocationWords()
  const { step, steps } = all.sharing
  const emergency = agents.filter(({ isEmergency, isDisabled }) => isEmergency && !isDisabled).map(({ name }) => name)
  const said = [
    step.open,
    step.agent,
    step.owner,
    ...(memoryHours > 0 ? [step.memory(memoryHours.toLocaleString(locale))] : []),
    step.group[sharing],
    ...(emergency.length > 0 ? [step.emergency(all.and(emergency))] : []),
    step.none[whenNoneCanReceive],
  ]
  return (
    <div class="sharing-steps">
      <h3>{steps}</h3>
      <ol>{said.map((sentence) => <li key={sentence}>{sentence}</li>)}</ol>
    </div>
  )
}
