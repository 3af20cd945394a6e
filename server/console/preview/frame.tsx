/** A frame in which the live preview stands, on the console's side. */
import { createContext } from 'preact'
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messageOf } from './scene.ts'
import type { FromFrame, PreviewAct, Scene, ToFrame } from './scene.ts'

/** Where the frame's page is. Tests bring their own. */
export const FrameAddressContext = createContext('/console/preview')

/** CSS pixels. Both are as high, so that they stand side by side at one scale. */
export const SIZES = { desktop: 1280, mobile: 390 } as const
const HEIGHT = 800

export interface FrameProps {
  readonly width: number
  /** Default: so high that a computer's and a phone's stand side by side at one scale. */
  readonly height?: number
  readonly scene: Scene
  readonly title: string
  onAct(act: PreviewAct): void
}

/** A real page of its real width, made as small as there is room. */
export function Frame({ width, height = HEIGHT, scene, title, onAct }: FrameProps) {
  const address = useContext(FrameAddressContext)
  const box = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const [scale, setScale] = useState(0)
  // Counts, because a frame that was moved or reloaded begins anew.
  const [beginnings, setBeginnings] = useState(0)
  const tellAct = useRef(onAct)
  tellAct.current = onAct

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setScale(element.clientWidth / width))
    observer.observe(element)
    return () => observer.disconnect()
  }, [width])

  useEffect(() => {
    const hear = (event: MessageEvent) => {
      const message = messageOf<FromFrame>(event, { origin: location.origin, source: frame.current?.contentWindow ?? null })
      if (message?.type === 'foyer-preview-ready') setBeginnings((count) => count + 1)
      if (message?.type === 'foyer-preview-act') tellAct.current(message.act)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [])

  const said = JSON.stringify(scene)
  useEffect(() => {
    if (beginnings === 0) return
    const message: ToFrame = { type: 'foyer-preview-scene', scene: JSON.parse(said) as Scene }
    frame.current?.contentWindow?.postMessage(message, location.origin)
  }, [beginnings, said])

  return (
    <div class="preview-box" ref={box} style={{ aspectRatio: `${width} / ${height}` }}>
      <iframe ref={frame} src={address} title={title} style={{ width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` }} />
    </div>
  )
}
