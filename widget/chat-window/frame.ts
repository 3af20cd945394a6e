/**
 * Where the floating window stands and how large it is, if the visitor has moved it or given it another size (CW-1): kept
 * on the device, inside of the screen whatever that becomes, and nowhere on a phone. What lets one do so comes later, by
 * itself (`widget/extras/frame`).
 *
 * Sides are logical: `inline` counts from the side that its component is on, `block` from the bottom.
 */
export interface Frame {
  readonly inline: number
  readonly block: number
  readonly width: number
  readonly height: number
  /** As large as the screen lets it be, for the time being. */
  readonly isLarge?: boolean
}

export const LEAST = { width: 320, height: 400 } as const
/** So much of the screen stays around it, in CSS pixels. */
const EDGE = 8

export interface Screen {
  readonly width: number
  readonly height: number
}

/** The nearest frame that the screen has room for. */
export function fitFrame({ inline, block, width, height, isLarge }: Frame, screen: Screen): Frame {
  const most = { width: Math.max(LEAST.width, screen.width - 2 * EDGE), height: Math.max(LEAST.height, screen.height - 2 * EDGE) }
  const [wide, high] = [within(width, LEAST.width, most.width), within(height, LEAST.height, most.height)]
  return {
    inline: within(inline, EDGE, screen.width - wide - EDGE),
    block: within(block, EDGE, screen.height - high - EDGE),
    width: wide,
    height: high,
    ...(isLarge && { isLarge }),
  }
}

/** What is kept, if it can be read. */
export function parseFrame(text: string | undefined): Frame | undefined {
  const [inline, block, width, height, isLarge] = (text ?? '').split(' ').map(Number)
  const all = [inline, block, width, height]
  return all.every(Number.isFinite) ? { inline: inline as number, block: block as number, width: width as number, height: height as number, ...(isLarge && { isLarge: true }) } : undefined
}

export const writeFrame = ({ inline, block, width, height, isLarge }: Frame): string => [inline, block, width, height].map(Math.round).join(' ') + (isLarge ? ' 1' : '')

/** Gives the place its frame; without one it stands where its styles put it. */
export function applyFrame({ style }: HTMLElement, side: 'start' | 'end', frame: Frame | undefined, screen: Screen): void {
  const fitted = frame && fitFrame(frame.isLarge ? { ...frame, width: LARGEST_WIDTH, height: screen.height } : frame, screen)
  const set = (name: string, value: number | undefined) => (value === undefined ? style.removeProperty(name) : style.setProperty(name, `${Math.round(value)}px`))
  set(`inset-inline-${side}`, fitted?.inline)
  set('inset-block-end', fitted?.block)
  set('inline-size', fitted?.width)
  set('block-size', fitted?.height)
  set('max-inline-size', fitted && screen.width)
}

/** Enlarged, lines are still not too long to be read. */
const LARGEST_WIDTH = 760

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most))
