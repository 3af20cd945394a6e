/** An area beside the conversations: loaded when somebody enters it, and only for those who may. */
import type { ComponentType } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { unreachable } from '@foyer/sdk/protocol'
import { Icon } from '../icons.tsx'
import type { Spot } from '../place.ts'
import { useSurroundings } from '../surroundings.ts'

export const AREA_ID = 'area'

type LateSpot = Exclude<Spot, { readonly area: 'conversations' }>

export interface AreaPaneProps {
  readonly spot: LateSpot
  /** Unknown until the server has said who one is. */
  readonly mayEnter: boolean | undefined
  onLeave(): void
}

type Loaded = ComponentType<{ readonly spot: LateSpot }> | 'failed' | undefined

export function AreaPane({ spot, mayEnter, onLeave }: AreaPaneProps) {
  const { words } = useSurroundings()
  const [loaded, setLoaded] = useState<{ readonly area: LateSpot['area']; readonly found: Loaded }>()
  const found = loaded?.area === spot.area ? loaded.found : undefined
  const pane = useRef<HTMLElement>(null)
  // What is opened is read from its beginning, however far the page before it was scrolled.
  const page = spot.area === 'settings' ? spot.page : undefined
  useLayoutEffect(() => pane.current?.scrollTo(0, 0), [spot.area, page, spot.open])

  useEffect(() => {
    if (!mayEnter) return undefined
    let isWanted = true
    const tell = (what: Loaded) => isWanted && setLoaded({ area: spot.area, found: what })
    loadArea(spot.area).then(tell, () => tell('failed'))
    return () => void (isWanted = false)
  }, [spot.area, mayEnter])

  const Content = mayEnter && typeof found !== 'string' ? found : undefined
  return (
    <main class="area-pane" ref={pane} id={AREA_ID} tabIndex={-1} aria-label={words[spot.area]} aria-busy={mayEnter !== false && found === undefined}>
      {mayEnter === false ? (
        <div class="empty">
          <Icon name="settings" size={32} />
          <h2>{words.areaNotYours}</h2>
          <p>{words.areaNotYoursSays}</p>
          <button type="button" class="button" onClick={onLeave}>{words.toConversations}</button>
        </div>
      ) : found === 'failed' ? (
        <div class="empty" role="alert">
          <Icon name="offline" size={32} />
          <h2>{words.areaFailed}</h2>
          <p>{words.areaFailedSays}</p>
          <button type="button" class="button" onClick={() => location.reload()}>{words.reload}</button>
        </div>
      ) : (
        Content && <Content spot={spot} />
      )}
    </main>
  )
}

async function loadArea(area: LateSpot['area']): Promise<Exclude<Loaded, string | undefined>> {
  switch (area) {
    case 'reception': {
      const { Reception } = await import('../reception/index.tsx')
      return ({ spot }) => <Reception {...(spot.area === 'reception' && spot.open !== undefined && { open: spot.open })} />
    }
    case 'visitors': {
      const { VisitorsArea } = await import('../visitors/index.tsx')
      return ({ spot }) => (spot.area === 'visitors' ? <VisitorsArea open={spot.open} /> : null)
    }
    case 'ratings': {
      const { OwnRatings } = await import('../survey/index.tsx')
      return () => <OwnRatings />
    }
    case 'settings': {
      const { Settings } = await import('../settings/index.tsx')
      return ({ spot }) => (spot.area === 'settings' ? <Settings spot={spot} /> : null)
    }
    default:
      return unreachable(area)
  }
}
