/**
 * The accent that a page sets for all that is ours (`--foyer-accent`, RC-19), in any way that CSS writes colours, as
 * `#rrggbb`: the steps around it are computed from its channels.
 *
 * @returns `undefined` if the page sets none, or no colour
 */
export function pageAccent(element: Element): string | undefined {
  const said = getComputedStyle(element).getPropertyValue('--foyer-accent').trim()
  if (!CSS.supports('color', said)) return undefined
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const pixel = canvas.getContext('2d')
  if (!pixel) return undefined
  pixel.fillStyle = said
  pixel.fillRect(0, 0, 1, 1)
  return `#${[...pixel.getImageData(0, 0, 1, 1).data.subarray(0, 3)].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
