import type { Part } from '@foyer/sdk/protocol'

/** Heights of views that look the same with any content, in CSS pixels. */
const HEIGHTS: Partial<Record<Part['type'], number>> = { file: 44, location: 84 }

/** What stands in the place of a part while its view is on its way: as large as that will be, where one can know. */
export function Placeholder({ part }: { readonly part: Part }) {
  const { width, height } = part.type === 'file' ? part.file : {}
  return (
    <div
      class="part part-later"
      style={width && height ? pictureBox(width, height) : { blockSize: `${HEIGHTS[part.type] ?? 64}px`, inlineSize: '200px' }}
      aria-hidden="true"
    />
  )
}

/** A thumbnail is as large as the picture if that is small, and no higher than wide pictures and tall ones can both bear. */
const WIDEST = 260
const TALLEST = 320

/** Room for a thumbnail, in its own proportions, so that nothing moves when it comes. */
export function pictureBox(width: number, height: number): { inlineSize: string; aspectRatio: string } {
  const scale = Math.min(1, WIDEST / width, TALLEST / height)
  // A very long picture is cut to a strip that one can still see and hit.
  const [wide, high] = [Math.max(64, Math.round(width * scale)), Math.max(44, Math.round(height * scale))]
  return { inlineSize: `${wide}px`, aspectRatio: `${wide}/${high}` }
}
