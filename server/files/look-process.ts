/**
 * A process of its own that looks at one upload (`look.ts`), and writes what is to be kept of it beside it. It says on
 * standard output what it found. A decoder cannot be stopped from within: so it is the process that is ended, by itself
 * or by `looking.ts`.
 *
 * `node look-process.ts {part} {whole} {thumbnail} {ending} {withinMs}`
 */
import { readFile, writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { lookAt } from './look.ts'
import type { Finding } from './looking.ts'

const [part = '', wholeAt = '', thumbnailAt = '', ending = '', withinMs = '0'] = process.argv.slice(2)

// Visitors who write come first.
setPriority(10)
// An orderly exit would wait for the thread that decodes.
const late = setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(withinMs))
// Read once: what is kept is what was looked at, whatever becomes of the upload meanwhile.
const looked = await lookAt(await readFile(part), ending)
clearTimeout(late)
if (looked.ok) {
  const { whole, thumbnail, ...facts } = looked.seen
  await writeFile(wholeAt, whole)
  if (thumbnail) await writeFile(thumbnailAt, thumbnail)
  say({ ok: true, ...facts, size: whole.length, hasThumbnail: thumbnail !== undefined })
} else say(looked)

function say(finding: Finding): void {
  process.stdout.write(JSON.stringify(finding))
}
