/** The two switches of an agent (AL-5), and in words what they come to. */
import { useRef, useState } from 'preact/hooks'
import type { AgentState } from '@foyer/sdk/protocol'
import { readinessOf } from './inbox.ts'
import { Question } from './popover.tsx'
import { useSurroundings } from './surroundings.ts'

export interface AgentWish {
  readonly isOnline?: boolean
  readonly isAccepting?: boolean
}

export interface SwitchesProps {
  readonly me: AgentState
  /** Nobody else receives now. */
  readonly isLast: boolean
  /** False while the server cannot be told. */
  readonly isReachable: boolean
  /** Resolves when the server has answered. */
  onWish(wish: AgentWish): Promise<void>
}

type Asking = 'online' | 'accepting'

export function Switches({ me, isLast, isReachable, onWish }: SwitchesProps) {
  const { words } = useSurroundings()
  const [asking, setAsking] = useState<Asking>()
  const [busy, setBusy] = useState<Asking>()
  const readiness = readinessOf(me)
  /** Both switches are on, and yet nobody is led here. */
  const isReached = readiness !== 'receiving' || !me.isUngrouped

  async function wish(which: Asking, value: AgentWish) {
    setAsking(undefined)
    setBusy(which)
    await onWish(value)
    setBusy(undefined)
  }

  return (
    <div class="switches">
      <p class={`readiness is-${isReached ? readiness : 'not-accepting'}`} aria-live="polite">
        <span class="readiness-shape" aria-hidden="true" />
        <span class="readiness-words">
          {!isReached ? words.ungrouped : readiness === 'receiving' ? words.receiving : readiness === 'offline' ? words.offline : words.notAccepting}
        </span>
      </p>
      <p class="load" title={words.loadLong(me.current, me.cap)}>
        <span aria-hidden="true">{words.load(me.current, me.cap)}</span>
        <span class="unseen">{words.loadLong(me.current, me.cap)}</span>
      </p>
      <div class="switch-place">
        <Switch label={words.online} isOn={me.isOnline} isBusy={busy === 'online'} isReachable={isReachable}
          onPress={() => (me.isOnline ? setAsking('online') : void wish('online', { isOnline: true }))} />
        {asking === 'online' && (
          <Question title={words.goOfflineTitle} confirm={words.goOffline}
            onConfirm={() => void wish('online', { isOnline: false })} onCancel={() => setAsking(undefined)}>
            <p>{words.goOfflineSays}</p>
            {isLast && <p class="caution">{words.stopAcceptingLast}</p>}
          </Question>
        )}
      </div>
      <div class="switch-place">
        <Switch label={words.accepting} shortLabel={words.acceptingShort} isOn={me.isAccepting} isBusy={busy === 'accepting'} isReachable={isReachable}
          onPress={() => (me.isAccepting ? setAsking('accepting') : void wish('accepting', { isAccepting: true }))} />
        {asking === 'accepting' && (
          <Question title={words.stopAcceptingTitle} confirm={words.stopAccepting}
            onConfirm={() => void wish('accepting', { isAccepting: false })} onCancel={() => setAsking(undefined)}>
            <p>{words.stopAcceptingKeeps(me.current)}</p>
            {isLast && <p class="caution">{words.stopAcceptingLast}</p>}
          </Question>
        )}
      </div>
    </div>
  )
}

interface SwitchProps {
  readonly label: string
  /** Where there is little room; what is heard stays the whole label. */
  readonly shortLabel?: string
  readonly isOn: boolean
  readonly isBusy: boolean
  readonly isReachable: boolean
  onPress(): void
}

function Switch({ label, shortLabel = label, isOn, isBusy, isReachable, onPress }: SwitchProps) {
  const button = useRef<HTMLButtonElement>(null)
  const isStill = isBusy || !isReachable
  return (
    <button type="button" class="switch" role="switch" aria-checked={isOn} aria-busy={isBusy} aria-disabled={isStill} aria-label={label} ref={button}
      onClick={() => {
        // Safari does not focus a button that is pressed; the question gives the focus back to what had it.
        button.current?.focus()
        if (!isStill) onPress()
      }}>
      <span class="switch-track" aria-hidden="true"><span class="switch-thumb" /></span>
      <span class="switch-label" aria-hidden="true">{label}</span>
      <span class="switch-label-short" aria-hidden="true">{shortLabel}</span>
    </button>
  )
}
