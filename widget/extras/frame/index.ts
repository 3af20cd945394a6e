/**
 * Moving the floating window by its head, giving it another size at its edges and corners, and enlarging it (CW-1). Drawn
 * without a library, around what is there already.
 *
 * Everything goes by the keyboard too: a button in the head takes the arrow keys, with Shift for the size (WCAG 2.1.1 and
 * 2.5.7). While one drags, only a transform changes; the layout follows once, at the end.
 */
import { fitFrame } from '../../chat-window/frame.ts'
import type { Frame } from '../../chat-window/frame.ts'
import { enlarge, move, restore } from '../../icons/extras.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { dress } from '../dress.ts'

export interface MovableOptions {
  readonly place: HTMLElement
  /** The side that `inline` counts from. */
  readonly side: 'start' | 'end'
  readonly words: Pick<ExtrasWords, 'frame'>
  /** What is applied now; absent where the window stands as its styles say. */
  frame(): Frame | undefined
  /** Applies a frame, and keeps it. */
  onFrame(frame: Frame | undefined): void
  /** Phones have no frame. */
  isMovable(): boolean
}

const STEP = 24
/** Edges that can be drawn, by the side that moves. */
const EDGES = ['start', 'end', 'top', 'bottom', 'top-start', 'top-end', 'bottom-start', 'bottom-end'] as const
type Edge = (typeof EDGES)[number]
/** So far a pointer goes before it drags: a click is no drag. */
const SLOP = 3

const swallow = (click: Event) => click.stopPropagation()

/** @returns its own undo */
export function makeMovable({ place, side, words, frame, onFrame, isMovable }: MovableOptions): { stop(): void } {
  const life = new AbortController()
  const { signal } = life
  const { frame: said } = words
  dressFrame(place)

  /** Where it stands now, whether by its styles or by a frame. */
  function measured(): Frame {
    const { left, right, bottom, width, height } = place.getBoundingClientRect()
    const isLeft = (side === 'start') === (getComputedStyle(place).direction === 'ltr')
    return { inline: isLeft ? left : document.documentElement.clientWidth - right, block: innerHeight - bottom, width, height }
  }
  const screen = () => ({ width: document.documentElement.clientWidth, height: innerHeight })
  /** 1 where `inline` grows with `x`. */
  const sign = () => ((side === 'start') === (getComputedStyle(place).direction === 'ltr') ? 1 : -1)

  /** @param x to the right, @param y down, in CSS pixels */
  const moved = (from: Frame, x: number, y: number): Frame => fitFrame({ ...from, inline: from.inline + sign() * x, block: from.block - y }, screen())

  function resized(from: Frame, edge: Edge, x: number, y: number): Frame {
    // Towards the far side of the screen, seen from the anchor.
    const outwards = sign() * x
    const [vertical, horizontal] = [edge.includes('top') ? 'top' : edge.includes('bottom') ? 'bottom' : '', edge.includes('start') ? 'start' : edge.includes('end') ? 'end' : '']
    const isAnchor = horizontal === side
    const next: { -readonly [Key in keyof Frame]: Frame[Key] } = { ...from }
    if (horizontal && !isAnchor) next.width += outwards
    if (horizontal && isAnchor) {
      next.width -= outwards
      next.inline += outwards
    }
    if (vertical === 'top') next.height -= y
    if (vertical === 'bottom') {
      next.height += y
      next.block -= y
    }
    const fitted = fitFrame(next, screen())
    // Where a limit stops one edge, the other must not run away.
    if (isAnchor && fitted.width !== next.width) next.inline = from.inline + from.width - fitted.width
    if (vertical === 'bottom' && fitted.height !== next.height) next.block = from.block + from.height - fitted.height
    return fitFrame({ ...next, width: fitted.width, height: fitted.height }, screen())
  }

  /** Follows a pointer until it is let go. */
  function follow(event: PointerEvent, target: Element, change: (from: Frame, x: number, y: number) => Frame, isMove: boolean): void {
    if (event.button !== 0 || !isMovable() || frame()?.isLarge) return
    const [from, before] = [measured(), frame()]
    const drag = new AbortController()
    let next: Frame | undefined
    let wanted = 0
    const draw = () => {
      wanted = 0
      if (!next) return
      if (isMove) place.style.translate = `${sign() * (next.inline - from.inline)}px ${from.block - next.block}px`
      else onDraft(next)
    }
    target.addEventListener('pointermove', (moving) => {
      const { clientX, clientY } = moving as PointerEvent
      const [x, y] = [clientX - event.clientX, clientY - event.clientY]
      if (!next && Math.hypot(x, y) < SLOP) return
      if (!next) {
        // Only now: a click on what is in the head stays one.
        target.setPointerCapture(event.pointerId)
        place.classList.add('place-dragged')
      }
      next = change(from, x, y)
      wanted ||= requestAnimationFrame(draw)
    }, { signal: drag.signal })
    const end = (isKept: boolean) => () => {
      drag.abort()
      cancelAnimationFrame(wanted)
      place.style.removeProperty('translate')
      if (next) {
        onFrame(isKept ? next : before)
        // What was dragged by was not clicked.
        place.addEventListener('click', swallow, { capture: true })
      }
      // With the transition of its opening back, it would glide from where it was.
      requestAnimationFrame(() => {
        place.removeEventListener('click', swallow, { capture: true })
        place.classList.remove('place-dragged')
      })
    }
    for (const [type, isKept] of [['pointerup', true], ['pointercancel', false]] as const) target.addEventListener(type, end(isKept), { signal: drag.signal })
    // Escape puts it back.
    addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !next) return
      event.stopPropagation()
      end(false)()
    }, { signal: drag.signal, capture: true })
    signal.addEventListener('abort', () => drag.abort(), { signal: drag.signal })
  }
  /** The size while one draws at it: nothing is kept yet. */
  const onDraft = (next: Frame) => {
    place.style.setProperty(`inset-inline-${side}`, `${Math.round(next.inline)}px`)
    place.style.setProperty('inset-block-end', `${Math.round(next.block)}px`)
    place.style.setProperty('inline-size', `${Math.round(next.width)}px`)
    place.style.setProperty('block-size', `${Math.round(next.height)}px`)
  }

  const isControl = (event: Event) => event.composedPath().some((each) => each instanceof Element && each.matches('button:not(.unfold),a,input,.menu'))

  place.addEventListener('pointerdown', (event) => {
    const head = event.composedPath().find((each): each is Element => each instanceof Element && each.matches('.head'))
    if (head && !isControl(event)) follow(event, head, moved, true)
  }, { signal })
  place.addEventListener('dblclick', (event) => {
    const isHead = event.composedPath().some((each) => each instanceof Element && each.matches('.head'))
    if (isHead && !isControl(event) && isMovable()) toggle()
  }, { signal })

  const edges = EDGES.map((edge) => {
    const strip = document.createElement('div')
    strip.className = `edge edge-${edge}`
    strip.addEventListener('pointerdown', (event) => {
      event.preventDefault()
      follow(event, strip, (from, x, y) => resized(from, edge, x, y), false)
    }, { signal })
    return strip
  })
  place.append(...edges)

  /** In the head, before the other tools. */
  const grip = button(move, said.move, 'frame-move')
  grip.title = said.hint
  grip.setAttribute('aria-description', said.hint)
  grip.addEventListener('keydown', (event) => {
    const arrow = ARROWS[event.key]
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey || frame()?.isLarge) return
    event.preventDefault()
    event.stopPropagation()
    const [x, y] = arrow
    const from = measured()
    // With Shift the far edges move: towards the middle of the screen it grows.
    onFrame(event.shiftKey ? fitFrame({ ...from, width: from.width + sign() * x, height: from.height - y }, screen()) : moved(from, x, y))
  }, { signal })
  grip.addEventListener('pointerdown', (event) => follow(event, grip, moved, true), { signal })
  // Without dragging, too: to the other side of the screen, and back.
  grip.addEventListener('click', () => {
    const from = measured()
    if (!frame()?.isLarge) onFrame(fitFrame({ ...from, inline: screen().width - from.inline - from.width }, screen()))
  }, { signal })

  const size = button(enlarge, said.enlarge, 'frame-size')
  size.addEventListener('click', () => toggle(), { signal })

  function toggle(): void {
    const now = frame()
    // Before it was enlarged it may have stood where its styles put it: there it goes back to.
    if (now?.isLarge) onFrame(original)
    else {
      original = now
      onFrame({ ...measured(), isLarge: true })
    }
    show()
  }
  let original: Frame | undefined

  function show(): void {
    const isLarge = frame()?.isLarge ?? false
    size.setAttribute('aria-label', isLarge ? said.restore : said.enlarge)
    size.title = isLarge ? said.restore : said.enlarge
    size.querySelector('path')?.setAttribute('d', isLarge ? restore : enlarge)
  }
  show()

  // The head is drawn by others, and now and then anew.
  const settle = () => {
    const slot = place.querySelector('.head-tools')
    if (slot && grip.parentElement !== slot) slot.replaceChildren(grip, size)
  }
  settle()
  const watch = new MutationObserver(settle)
  watch.observe(place, { childList: true, subtree: true })

  return {
    stop() {
      life.abort()
      watch.disconnect()
      for (const element of [...edges, grip, size]) element.remove()
    },
  }
}

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }

const SVG = 'http://www.w3.org/2000/svg'

function button(path: string, label: string, name: string): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = `tool ${name}`
  made.setAttribute('aria-label', label)
  const svg = document.createElementNS(SVG, 'svg')
  for (const [key, value] of Object.entries({ 'class': 'icon', 'viewBox': '0 0 24 24', 'width': '18', 'height': '18', 'aria-hidden': 'true' })) svg.setAttribute(key, value)
  const line = document.createElementNS(SVG, 'path')
  line.setAttribute('d', path)
  svg.append(line)
  made.append(svg)
  return made
}


const dressFrame = dress(`
.place-float .head{cursor:grab;touch-action:none;user-select:none}
.place-full .head{cursor:auto;touch-action:auto}
.place-dragged{transition:none!important}
.place-dragged .head{cursor:grabbing}
.head-tools{display:flex}
.head-tools .tool{inline-size:36px}
.frame-move{cursor:grab}
.edge{position:absolute;z-index:5;touch-action:none}
.edge-top,.edge-bottom{inset-inline:12px;block-size:8px;cursor:ns-resize}
.edge-start,.edge-end{inset-block:12px;inline-size:8px;cursor:ew-resize}
.edge-top,.edge-top-start,.edge-top-end{inset-block-start:-4px}
.edge-bottom,.edge-bottom-start,.edge-bottom-end{inset-block-end:-4px}
.edge-start,.edge-top-start,.edge-bottom-start{inset-inline-start:-4px}
.edge-end,.edge-top-end,.edge-bottom-end{inset-inline-end:-4px}
:is(.edge-top-start,.edge-top-end,.edge-bottom-start,.edge-bottom-end){inline-size:16px;block-size:16px}
.edge-top-start,.edge-bottom-end{cursor:nwse-resize}
.edge-top-end,.edge-bottom-start{cursor:nesw-resize}
:is(.edge-top-start,.edge-bottom-end):dir(rtl){cursor:nesw-resize}
:is(.edge-top-end,.edge-bottom-start):dir(rtl){cursor:nwse-resize}
.place-full :is(.edge,.head-tools){display:none}
@container(max-width:359px){.frame-move{display:none}}
`)
