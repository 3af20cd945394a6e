/**
 * A picture, large: a dialog in the top layer, so that it covers the page whatever the page does, with the browser's own
 * keeping of the focus. Zoom by buttons, keys, wheel, double click and two fingers; moved by dragging and by arrow keys.
 */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../chat-window/parts/icon.tsx'
import { download, zoomIn, zoomOut } from '../icons/extras.ts'
import { close } from '../icons/index.ts'
import type { ExtrasWords } from '../shell/words/index.ts'
import { dress } from './dress.ts'
import { toSave } from './parts/links.ts'

interface ViewerProps {
  readonly name: string
  readonly href: string
  /** Of the picture, in pixels. */
  readonly width: number
  readonly height: number
  readonly words: ExtrasWords
  onClose(): void
}

const LARGEST = 8
const STEP = 1.5
const MOVE_PX = 60

/** Times as large as it fits the screen, and how far it is moved from the middle, in CSS pixels. */
interface View {
  readonly zoom: number
  readonly x: number
  readonly y: number
}
const FITTING: View = { zoom: 1, x: 0, y: 0 }

export function Viewer({ name, href, width, height, words, onClose }: ViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const [view, setView] = useState(FITTING)
  const [state, setState] = useState<'loading' | 'there' | 'broken'>('loading')
  const [tries, setTries] = useState(0)

  useLayoutEffect(() => {
    const opened = dialog.current
    dressViewer(opened)
    // Closing gives the focus back to what had it.
    opened?.showModal()
    return () => opened?.close()
  }, [])

  /** @param at what stays where it is: a point of the screen, from its middle */
  const zoomTo = (change: (zoom: number) => number, at = { x: 0, y: 0 }) =>
    setView((before) => {
      const zoom = Math.min(LARGEST, Math.max(1, change(before.zoom)))
      if (zoom === 1) return FITTING
      const grown = zoom / before.zoom
      return inBounds({ zoom, x: at.x - (at.x - before.x) * grown, y: at.y - (at.y - before.y) * grown }, stage.current)
    })
  const moveBy = (x: number, y: number) => setView((before) => inBounds({ zoom: before.zoom, x: before.x + x, y: before.y + y }, stage.current))
  const fromMiddle = ({ clientX, clientY }: { clientX: number; clientY: number }) => ({ x: clientX - innerWidth / 2, y: clientY - innerHeight / 2 })

  const press = (event: KeyboardEvent) => {
    // The window below has keys of its own.
    event.stopPropagation()
    const actions: Record<string, () => void> = {
      '+': () => zoomTo((zoom) => zoom * STEP),
      '=': () => zoomTo((zoom) => zoom * STEP),
      '-': () => zoomTo((zoom) => zoom / STEP),
      '0': () => setView(FITTING),
      // The browser would close it by itself, were Escape not kept from the page's dialogs (`widget/shell/opening.ts`).
      'Escape': () => dialog.current?.close(),
      'ArrowLeft': () => moveBy(MOVE_PX, 0),
      'ArrowRight': () => moveBy(-MOVE_PX, 0),
      'ArrowUp': () => moveBy(0, MOVE_PX),
      'ArrowDown': () => moveBy(0, -MOVE_PX),
    }
    const action = actions[event.key]
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    action()
  }

  const fingers = useRef(new Map<number, { x: number; y: number }>()).current
  const grip = (event: PointerEvent) => {
    if (event.button !== 0) return
    fingers.set(event.pointerId, fromMiddle(event))
    stage.current?.setPointerCapture(event.pointerId)
  }
  const drag = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = fromMiddle(event)
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    fingers.set(event.pointerId, now)
    if (!other) return moveBy(now.x - before.x, now.y - before.y)
    const apart = (point: { x: number; y: number }) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y))
    zoomTo((zoom) => (zoom * apart(now)) / apart(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
  }
  const release = (event: PointerEvent) => void fingers.delete(event.pointerId)

  return (
    <dialog class="part-viewer" ref={dialog} aria-label={words.viewer.dialog(name)} onKeyDown={press} onClose={onClose} onClick={(event) => event.target === stage.current && view.zoom === 1 && dialog.current?.close()}>
      <div
        class="viewer-stage"
        ref={stage}
        onPointerDown={grip}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
        onDblClick={(event) => zoomTo((zoom) => (zoom > 1 ? 1 : 2.5), fromMiddle(event))}
        onWheel={(event) => {
          event.preventDefault()
          zoomTo((zoom) => zoom * Math.exp(-event.deltaY / 400), fromMiddle(event))
        }}
      >
        {state === 'broken' ? (
          <p class="viewer-trouble" role="alert">
            {words.viewer.notLoaded}{' '}
            <button type="button" class="viewer-again" onClick={() => (setState('loading'), setTries(tries + 1))}>
              {words.viewer.again}
            </button>
          </p>
        ) : (
          <img
            key={tries}
            src={href}
            alt={name}
            width={width}
            height={height}
            aria-busy={state === 'loading'}
            referrerpolicy="no-referrer"
            draggable={false}
            style={{ transform: `translate(${view.x}px,${view.y}px) scale(${view.zoom})` }}
            onLoad={() => setState('there')}
            onError={() => setState('broken')}
          />
        )}
      </div>
      <div class="viewer-tools">
        <button type="button" aria-label={words.viewer.smaller} title={words.viewer.smaller} aria-disabled={view.zoom === 1} onClick={() => zoomTo((zoom) => zoom / STEP)}>
          <Icon path={zoomOut} />
        </button>
        <button type="button" aria-label={words.viewer.larger} title={words.viewer.larger} aria-disabled={view.zoom === LARGEST} onClick={() => zoomTo((zoom) => zoom * STEP)}>
          <Icon path={zoomIn} />
        </button>
        <a href={toSave(href)} download={name} target="_blank" rel="noopener noreferrer" aria-label={words.file.download(name)} title={words.file.download(name)}>
          <Icon path={download} />
        </a>
        <button type="button" aria-label={words.viewer.close} title={words.viewer.close} onClick={() => dialog.current?.close()}>
          <Icon path={close} />
        </button>
      </div>
    </dialog>
  )
}

/** Some of the picture stays to be seen. */
function inBounds({ zoom, x, y }: View, stage: HTMLElement | null): View {
  const [wide, high] = [((stage?.clientWidth ?? 0) * (zoom - 1)) / 2, ((stage?.clientHeight ?? 0) * (zoom - 1)) / 2]
  return { zoom, x: Math.min(wide, Math.max(-wide, x)), y: Math.min(high, Math.max(-high, y)) }
}

const dressViewer = dress(`
.part-viewer{position:fixed;inset:0;inline-size:100%;max-inline-size:none;block-size:100%;max-block-size:none;margin:0;padding:0;border:0;overflow:hidden;background:#000d;color:#fff;overscroll-behavior:contain}
.part-viewer::backdrop{background:#000a}
.viewer-stage{position:absolute;inset:0;display:grid;place-items:center;touch-action:none;cursor:grab}
.viewer-stage:active{cursor:grabbing}
.viewer-stage img{max-inline-size:100%;max-block-size:100%;inline-size:auto;block-size:auto;object-fit:contain;user-select:none;will-change:transform}
.viewer-stage img[aria-busy=true]{background:#fff1}
.viewer-trouble{max-inline-size:30em;padding:24px;text-align:center;font:400 15px/1.5 var(--font,system-ui)}
.viewer-again{text-decoration:underline;text-underline-offset:2px;font-weight:600}
.viewer-tools{position:absolute;inset-block-start:calc(8px + env(safe-area-inset-top,0px));inset-inline-end:calc(8px + env(safe-area-inset-right,0px));display:flex;gap:4px;padding:2px;border-radius:24px;background:#000b}
.viewer-tools>*{inline-size:44px;block-size:44px;display:grid;place-items:center;border-radius:50%;color:#fff}
.viewer-tools>:hover{background:#fff2}
.viewer-tools>[aria-disabled=true]{color:#fff8;cursor:default}
.place .part-viewer :focus-visible,.part-viewer :focus-visible{outline:2px solid #fff;outline-offset:-2px}
@media(forced-colors:active){.part-viewer{background:Canvas;color:CanvasText}.viewer-tools>*{color:ButtonText;border:1px solid}}
`)
