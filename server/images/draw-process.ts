/**
 * A process of its own that draws one SVG, from standard input, and ends with 0 if that came to an end. A drawing cannot
 * be stopped from within: threads that draw hear nothing. So it is the process that is ended, by itself or by `drawing.ts`.
 *
 * `node draw-process.ts {side} {withinMs}`
 */
import { buffer } from 'node:stream/consumers'
import { setPriority } from 'node:os'
import sharp from 'sharp'

const [side = 0, withinMs = 0] = process.argv.slice(2).map(Number)

// Visitors come first.
setPriority(10)
const bytes = await buffer(process.stdin)
// An orderly exit would wait for the thread that draws.
const late = setTimeout(() => process.kill(process.pid, 'SIGKILL'), withinMs)
await sharp(bytes).resize({ width: side, height: side, fit: 'inside' }).png().toBuffer()
clearTimeout(late)
