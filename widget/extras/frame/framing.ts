/**
 * Where the floating window stands and how large it is (CW-1): as the visitor has left it, and as they move it from now
 * on. Fetched before the window shows where it was moved once, else when the browser has time after an opening. What lets
 * one move it comes behind, by itself.
 */
import type { Language } from '@foyer/sdk/protocol'
import { applyFrame, parseFrame, writeFrame } from '../../chat-window/frame.ts'
import { createExtra } from '../../chat-window/parts/later.tsx'

export interface FramingOptions {
  readonly place: HTMLElement
  /** The side of its component. */
  readonly side: 'start' | 'end'
  /** Facts on the device; see `Keep`. */
  readonly device: { get(name: string): string | undefined; set(name: string, value?: string): void }
  isOpen(): boolean
  /** It fills the screen: on a phone it stands where a phone has it. */
  isFull(): boolean
}

export interface Framing {
  /** The screen, or the language, may be another. */
  follow(language: Language): void
  /** Makes it movable, where there is a pointer that is fine enough. */
  loosen(language: Language): void
  stop(): void
}

const movableExtra = createExtra(() => import('./index.ts'))

export function createFraming({ place, side, device, isOpen, isFull }: FramingOptions): Framing {
  const life = new AbortController()
  const { signal } = life
  let frame = parseFrame(device.get('frame'))
  let movable: { readonly language: Language; stop(): void } | undefined

  const settle = () => applyFrame(place, side, isFull() ? undefined : frame, { width: document.documentElement.clientWidth, height: window.innerHeight })
  window.addEventListener('resize', settle, { signal })

  const loosen = (language: Language) => {
    if (movable?.language === language || !matchMedia('(pointer:fine)').matches) return
    movableExtra.load(language).then(
      ({ module, words }) => {
        if (signal.aborted || movable?.language === language) return
        movable?.stop()
        movable = {
          language,
          ...module.makeMovable({
            place,
            side,
            words,
            frame: () => frame,
            onFrame(moved) {
              frame = moved
              device.set('frame', moved && writeFrame(moved))
              settle()
            },
            isMovable: () => isOpen() && !isFull(),
          }),
        }
      },
      // It stands well where it is; the next opening tries again.
      () => undefined,
    )
  }

  return {
    follow(language) {
      settle()
      if (movable) loosen(language)
    },
    loosen,
    stop() {
      life.abort()
      movable?.stop()
    },
  }
}
