/** Sending where one is: the browser is asked, one sees what will be sent, and then sends it or not (CW-5). */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Language, LocationPart } from '@foyer/sdk/protocol'
import type { PanelProps } from '../../chat-window/parts/composer.tsx'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { circleAlert } from '../../icons/index.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { MAIN_OF_PANEL, dress } from '../dress.ts'
import { Place } from '../parts/location.tsx'
import { dressParts } from '../parts/parts-css.ts'

interface WhereAmIProps {
  readonly words: ExtrasWords
  readonly language: Language
  onSend(part: LocationPart): void
  onClose(): void
}

export const Panel = ({ words, tools: { language, sendLocation }, onClose }: PanelProps) => <WhereAmI words={words} language={language} onSend={sendLocation} onClose={onClose} />

type Found = { readonly place: LocationPart } | { readonly trouble: 'denied' | 'notFound' | 'unsupported' } | undefined

/** Exact enough takes a while under a roof; longer than this nobody waits. */
const WITHIN_MS = 20_000

export function WhereAmI({ words, language, onSend, onClose }: WhereAmIProps) {
  const [found, setFound] = useState<Found>()
  const [tries, setTries] = useState(0)
  const main = useRef<HTMLButtonElement>(null)
  const first = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    let isOver = false
    setFound(undefined)
    // Pages without TLS, and those whose policy forbids it, have none.
    if (!navigator.geolocation || !isSecureContext) setFound({ trouble: 'unsupported' })
    else {
      navigator.geolocation.getCurrentPosition(
        ({ coords: { latitude, longitude, accuracy } }) => isOver || setFound({ place: { type: 'location', latitude, longitude, accuracy: Math.round(accuracy) } }),
        ({ code, PERMISSION_DENIED }) => isOver || setFound({ trouble: code === PERMISSION_DENIED ? 'denied' : 'notFound' }),
        { enableHighAccuracy: true, timeout: WITHIN_MS, maximumAge: 60_000 },
      )
    }
    return () => void (isOver = true)
  }, [tries])

  // What had the focus (an entry of the menu) is gone.
  useLayoutEffect(() => (main.current ?? first.current)?.focus({ preventScroll: true }), [found])

  const place = found && 'place' in found ? found.place : undefined
  const trouble = found && 'trouble' in found ? found.trouble : undefined
  return (
    <div class="where" ref={(element) => (dressParts(element), dressWhere(element))}>
      {/* It is there from the beginning, so that what comes into it is announced. */}
      <div role="status">
        {!found && <p>{words.location.asking}</p>}
        {place && (
          <>
            <p>{words.location.ready}</p>
            <Place place={place} language={language} words={words} />
          </>
        )}
        {trouble && (
          <p class="where-trouble">
            <Icon path={circleAlert} size={18} /> {words.location[trouble]}
          </p>
        )}
      </div>
      <div class="where-actions">
        <button type="button" class="button" ref={first} onClick={() => onClose()}>
          {place ? words.location.discard : words.close}
        </button>
        {place && (
          <button
            type="button"
            class="button button-main"
            ref={main}
            onClick={() => {
              onSend(place)
              onClose()
            }}
          >
            {words.location.send}
          </button>
        )}
        {trouble && trouble !== 'unsupported' && (
          <button type="button" class="button button-main" ref={main} onClick={() => setTries(tries + 1)}>
            {words.askAgain}
          </button>
        )}
      </div>
    </div>
  )
}

const dressWhere = dress(`${MAIN_OF_PANEL}
.where{padding:12px;font-size:13px;line-height:1.4}
.where p{margin:0 0 8px}
.where-trouble{display:flex;gap:8px}
.where-trouble .icon{color:var(--negative)}
.where-actions{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:8px;margin-block-start:12px}
`)
