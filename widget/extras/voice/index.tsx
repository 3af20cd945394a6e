/** Speaking a message: recording with a level and a time, listening to it, and sending it (CW-5). */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PanelProps } from '../../chat-window/parts/composer.tsx'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { stop as stopIcon, trash } from '../../icons/extras.ts'
import { arrowUp, circleAlert } from '../../icons/index.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { MAIN_OF_PANEL, dress } from '../dress.ts'
import { clockOf } from '../parts/size-of.ts'
import { SoundPlayer } from '../parts/sound.tsx'
import { dressParts } from '../parts/parts-css.ts'
import { hush } from '../player.ts'
import { record } from './record.ts'
import type { Recording, Spoken, Trouble } from './record.ts'

interface RecorderProps {
  readonly words: ExtrasWords
  onSend: ((blob: Blob, durationMs: number) => Promise<void>) | undefined
  onClose(): void
}

export const Panel = ({ words, tools: { tray }, onClose }: PanelProps) => <Recorder words={words} onSend={tray?.speak} onClose={onClose} />

type State =
  | { readonly step: 'asking' }
  | { readonly step: 'recording'; readonly recording: Recording }
  | { readonly step: 'done'; readonly spoken: Spoken; readonly isLongest: boolean }
  | { readonly step: 'trouble'; readonly trouble: Trouble }

export function Recorder({ words, onSend, onClose }: RecorderProps) {
  const [state, setState] = useState<State>({ step: 'asking' })
  const [tries, setTries] = useState(0)
  const main = useRef<HTMLButtonElement>(null)
  const recording = state.step === 'recording' ? state.recording : undefined

  useEffect(() => {
    const life = new AbortController()
    hush()
    setState({ step: 'asking' })
    record(life.signal, (spoken) => setState({ step: 'done', spoken, isLongest: true })).then((result) => {
      if (life.signal.aborted) return
      setState('trouble' in result ? { step: 'trouble', trouble: result.trouble } : { step: 'recording', recording: result })
    })
    // Closing discards, and frees the microphone.
    return () => life.abort()
  }, [tries])

  useLayoutEffect(() => main.current?.focus({ preventScroll: true }), [state.step])

  const finish = async (then: (spoken: Spoken) => void) => {
    if (state.step === 'done') then(state.spoken)
    else if (recording) then(await recording.stop())
  }
  const send = () =>
    finish(({ blob, durationMs }) => {
      void onSend?.(blob, durationMs)
      onClose()
    })

  return (
    <div class="voice" ref={(element) => (dressParts(element), dressVoice(element))}>
      {state.step === 'trouble' ? (
        <>
          <p class="voice-trouble" role="alert">
            <Icon path={circleAlert} size={18} /> {words.voice[state.trouble]}
          </p>
          <div class="voice-actions">
            <button type="button" class="button" onClick={() => onClose()}>
              {words.close}
            </button>
            {state.trouble !== 'unsupported' && (
              <button type="button" class="button button-main" ref={main} onClick={() => setTries(tries + 1)}>
                {words.askAgain}
              </button>
            )}
          </div>
        </>
      ) : (
        <>
          <button type="button" class="voice-tool" aria-label={words.voice.discard} title={words.voice.discard} onClick={() => onClose()}>
            <Icon path={trash} />
          </button>
          {state.step === 'asking' && <p class="voice-line">{words.voice.asking}</p>}
          {recording && <Level recording={recording} label={words.voice.recording} />}
          {recording && (
            <button type="button" class="voice-tool" ref={main} aria-label={words.voice.stop} title={words.voice.stop} onClick={() => finish((spoken) => setState({ step: 'done', spoken, isLongest: false }))}>
              <Icon path={stopIcon} />
            </button>
          )}
          {state.step === 'done' && (
            <div class="voice-line">
              <SoundPlayer name={words.file.voice} source={state.spoken.blob} durationMs={state.spoken.durationMs} words={words} />
              {state.isLongest && (
                <p class="voice-note" role="status">
                  {words.voice.longest}
                </p>
              )}
            </div>
          )}
          {state.step !== 'asking' && (
            <button type="button" class="composer-send" ref={state.step === 'done' ? main : null} aria-label={words.voice.send} title={words.voice.send} onClick={send}>
              <Icon path={arrowUp} />
            </button>
          )}
        </>
      )}
    </div>
  )
}

/** How loud it is, and for how long it has been going on. Drawn by hand: a frame must cost next to nothing. */
function Level({ recording, label }: { readonly recording: Recording; readonly label: string }) {
  const bar = useRef<HTMLElement>(null)
  const time = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    let frame = 0
    const tick = () => {
      frame = requestAnimationFrame(tick)
      if (bar.current) bar.current.style.scale = `${Math.max(0.02, recording.level())} 1`
      const now = clockOf(recording.elapsedMs() / 1_000)
      if (time.current && time.current.textContent !== now) time.current.textContent = now
    }
    tick()
    return () => cancelAnimationFrame(frame)
  }, [recording])
  return (
    <div class="voice-line">
      <span class="voice-dot" />
      <span role="status">{label}</span>
      <span class="voice-meter" aria-hidden="true">
        <i ref={bar} />
      </span>
      <span class="voice-time" role="timer" ref={time} />
    </div>
  )
}

const dressVoice = dress(`${MAIN_OF_PANEL}
.voice{display:flex;align-items:center;gap:8px;min-block-size:52px;padding:8px;font-size:13px;line-height:1.4}
.voice:has(.voice-trouble){flex-wrap:wrap}
.voice-trouble{display:flex;gap:8px;flex:1 1 100%;margin:0}
.voice-trouble .icon{color:var(--negative)}
.voice-actions{display:flex;gap:8px;margin-inline-start:auto}
.voice-line{flex:1;min-inline-size:0;display:flex;align-items:center;gap:8px;margin:0;flex-wrap:wrap}
.voice-note{flex-basis:100%;margin:0;color:var(--text-2)}
.voice-tool{flex:none;inline-size:40px;block-size:40px;display:grid;place-items:center;border-radius:50%;color:var(--text-2)}
.voice-tool:hover{background:var(--surface-2)}
.voice-dot{flex:none;inline-size:10px;block-size:10px;border-radius:50%;background:var(--negative);animation:breathe 1s infinite alternate ease-in-out}
.voice-meter{flex:1 1 40px;block-size:6px;overflow:hidden;border-radius:3px;background:var(--surface-2)}
.voice-meter i{display:block;block-size:100%;border-radius:3px;background:var(--accent-text);transform-origin:0 50%;scale:.02 1}
.voice-meter:dir(rtl) i{transform-origin:100% 50%}
.voice-time{font-variant-numeric:tabular-nums}
@media(prefers-reduced-motion:reduce){.voice-dot{animation:none}}
@media(forced-colors:active){.voice-meter{border:1px solid}.voice-meter i{background:Highlight;forced-color-adjust:none}.voice-dot{forced-color-adjust:none}}
`)
