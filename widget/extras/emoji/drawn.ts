/**
 * Which emoji this device can draw. What it cannot would be an empty box, or letters of a country side by side.
 *
 * A picture in colours looks the same whatever colour one writes in; a box does not. One emoji of each version stands for
 * its version, and what is made of several must not be wider than one.
 */
import type { Emoji } from './emoji.ts'

const SAMPLES: Readonly<Record<number, string>> = { 12: '🥱', 13: '🥲', 14: '🫠', 15: '🩷' }
const SIZE = 24

export function drawnHere(): (emoji: Emoji) => boolean {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return () => true
  context.font = `${SIZE - 4}px "Apple Color Emoji","Segoe UI Emoji","Noto Color Emoji",sans-serif`
  context.textBaseline = 'top'
  const pixelsIn = (colour: string, text: string) => {
    context.clearRect(0, 0, SIZE, SIZE)
    context.fillStyle = colour
    context.fillText(text, 0, 2)
    return context.getImageData(0, 0, SIZE, SIZE).data
  }
  const isInColours = (text: string) => {
    const red = pixelsIn('#f00', text)
    const blue = pixelsIn('#00f', text)
    return red.some(Boolean) && red.every((value, at) => value === blue[at])
  }
  // A device that draws them in black and white, or a browser that adds noise to canvases, tells nothing.
  if (!isInColours('😀')) return () => true
  const versions = new Map([[0, true], ...Object.entries(SAMPLES).map(([version, sample]) => [Number(version), isInColours(sample)] as const)])
  const widest = context.measureText('😀').width * 1.3
  return ({ emoji, version }) => versions.get(version) !== false && (!/[\u200d\p{RI}]/u.test(emoji) || context.measureText(emoji).width <= widest)
}
