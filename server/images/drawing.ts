/** Whether an SVG can be drawn at all, tried where it can be stopped: a few kilobytes of it can ask for hours of work. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createGate } from './gate.ts'

/** Of the square that a drawing must fit into, in pixels: the most that is ever drawn here, a logo in the middle of a code. */
const SIDE = 512
/** For the drawing. A map of two megabytes takes half of it. */
const WITHIN_MS = 3_000
/** For the process to start, and to draw, on a machine that has much to do. */
const PROCESS_WITHIN_MS = 15_000

const PROGRAM = fileURLToPath(new URL('./draw-process.ts', import.meta.url))
/** One at a time, and nobody else waits for it: not the pictures of pixels, not the codes. */
const inTurn = createGate(1)

export const canBeDrawn = (bytes: Uint8Array, withinMs = WITHIN_MS): Promise<boolean> => inTurn(() => draw(bytes, withinMs))

const draw = (bytes: Uint8Array, withinMs: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    // It gets nothing of what this process knows.
    const drawing = spawn(process.execPath, [PROGRAM, String(SIDE), String(withinMs)], { stdio: ['pipe', 'ignore', 'ignore'], env: {}, timeout: PROCESS_WITHIN_MS, killSignal: 'SIGKILL' })
    drawing.on('error', reject).on('close', (code) => resolve(code === 0))
    // What it says of a broken file is the code that it ends with.
    drawing.stdin.on('error', () => undefined)
    drawing.stdin.end(bytes)
  })
