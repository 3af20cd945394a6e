/** What may be sent as a file (CW-5): the server's own rules, kept early and in words. */
import { LIMITS } from '@foyer/sdk/protocol'
import type { FileRules, Language } from '@foyer/sdk/protocol'
import { MOST_FILES } from '@foyer/sdk/thread'
import type { NewFile } from '@foyer/sdk/thread'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { endingOf, sizeOf } from '../parts/size-of.ts'

export interface SiftOptions {
  readonly rules: FileRules | undefined
  readonly words: Pick<ExtrasWords, 'attach'>
  readonly language: Language
  /** How many stand there already. */
  readonly chosen: number
}

/** `refused` are sentences. */
export function sift(files: readonly File[], { rules, words: { attach }, language, chosen }: SiftOptions): { taken: readonly NewFile[]; refused: readonly string[] } {
  const taken: NewFile[] = []
  const refused = new Set<string>()
  if (rules && !rules.isOn) return { taken, refused: [attach.errors.files_off] }
  const most = rules?.most ?? LIMITS.fileBytes
  for (const file of files) {
    const name = nameOf(file, attach.pasted)
    const ending = endingOf(name)
    const why = file.size === 0 ? attach.empty(name)
      : !ending ? attach.noEnding(name)
      : rules && !rules.endings.includes(ending) ? attach.wrongKind(name, ending)
      : file.size > most ? attach.tooLarge(name, sizeOf(most, language))
      : chosen + taken.length >= MOST_FILES ? attach.tooMany(MOST_FILES)
      : ''
    if (why) refused.add(why)
    else taken.push({ blob: file, name })
  }
  return { taken, refused: [...refused] }
}

/** A pasted screenshot is called `image.png` by every browser, or nothing at all; a name without an ending gets that of its type. */
function nameOf({ name, type }: File, pasted: string): string {
  const ending = ENDINGS[type]
  if (ending && (name === '' || name === `image.${ending}`)) return `${pasted}.${ending}`
  return ending && !endingOf(name) ? `${name}.${ending}` : name
}

const ENDINGS: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp', 'image/avif': 'avif', 'image/heic': 'heic', 'application/pdf': 'pdf', 'text/plain': 'txt' }
