/** Has an upload looked at where it can be stopped, and where a decoder that breaks takes nobody else along. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { TalkErrorCode } from '@foyer/sdk/protocol'
import { createFairGate } from '../images/gate.ts'
import type { FileFolder } from './folder.ts'
import { isPictureEnding } from './rules.ts'

/** What came of looking: the facts of what lies at the places now, or why nothing does. */
export type Finding =
  | {
      readonly ok: true
      readonly type: string
      /** What it is to end in, if not in what it does. */
      readonly ending?: string
      readonly size: number
      readonly width?: number
      readonly height?: number
      readonly hasThumbnail: boolean
    }
  | { readonly ok: false; readonly code: TalkErrorCode }

/** For the looking. The largest photo, and the longest animation, take a third of it. */
const WITHIN_MS = 16_000
/** For the process to start, and to look, on a machine that has much to do. */
const PROCESS_WITHIN_MS = 40_000
/** Megabytes of JavaScript's memory: the file and its parts. Decoders have their own bounds. */
const MEMORY_MB = 192

const PROGRAM = fileURLToPath(new URL('./look-process.ts', import.meta.url))
/** Pictures take a second or more, all else a blink: so voice messages do not wait behind them. */
const inTurn = { pictures: createFairGate(2), others: createFairGate(2) }

/** `whose`: whoever shares their turns, an address or a member. */
export type Look = (places: ReturnType<FileFolder['places']>, ending: string, whose: string) => Promise<Finding>

/** Rejects if it could not be looked at, because the disk is full or the machine at its end. */
export const look = (places: Parameters<Look>[0], ending: string, whose: string, withinMs = WITHIN_MS): Promise<Finding> =>
  inTurn[isPictureEnding(ending) ? 'pictures' : 'others'](whose, () => runProcess(places, ending, withinMs))

async function runProcess({ part, whole, thumbnail }: Parameters<Look>[0], ending: string, withinMs: number): Promise<Finding> {
  const args = [`--max-old-space-size=${MEMORY_MB}`, PROGRAM, part, whole, thumbnail, ending, String(withinMs)]
  // It gets nothing of what this process knows.
  const looking = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], env: {}, timeout: PROCESS_WITHIN_MS, killSignal: 'SIGKILL' })
  const ended = new Promise<{ code: number | null }>((resolve, reject) => void looking.on('error', reject).on('close', (code) => resolve({ code })))
  const [said, { code }] = await Promise.all([text(looking.stdout), ended])
  if (code === 0) return JSON.parse(said) as Finding
  // Ended by force, or by its decoder: it is the file. Else something around it failed, and it is tried again.
  if (code === null) return { ok: false, code: 'file_unreadable' }
  throw new Error(`Looking at a file ended with ${code}`)
}
