import type { CompanyPanel } from './company.ts'
import type { WorkingHours } from './hours.ts'
import type { ShownMenu } from './menu.ts'
import type { FormField } from './parts.ts'
import type { SurveyForm } from './survey.ts'

/** What the window is told when it opens, besides what the page knows already: `WINDOW_PATHS.window`. */
export interface WindowSettings {
  readonly company: CompanyPanel
  readonly hours: WorkingHours
  readonly files: FileRules
  readonly offersVoice: boolean
  readonly offersLocation: boolean
  /** Agents see what is being written, and the visitor is told (CW-8). */
  readonly showsTyping: boolean
  /** Absent: none. */
  readonly form?: ChatForm
  readonly masks: MaskRules
  /** The server can send mail: answers go out by it (CW-12), and transcripts (CW-15). */
  readonly canMail: boolean
  /** Absent: none is published, or it is off (MN-1). */
  readonly menu?: ShownMenu
  /** Absent: it is off, or not asked in the window (SV-1). */
  readonly survey?: SurveyForm
  /** A sound for a message that comes in, until the visitor mutes it. */
  readonly hasSound: boolean
  /** The workspace's own words in the language asked for, by the name of the text; see `TextOverrides`. */
  readonly texts?: Readonly<Record<string, string>>
}

/** What may be sent as a file (CW-5). */
export interface FileRules {
  readonly isOn: boolean
  /** Bytes; at most `LIMITS.fileBytes`. */
  readonly most: number
  /** Endings without the dot, in lower case. */
  readonly endings: readonly string[]
}

/** The form before the chat (CW-16). */
export interface ChatForm {
  /** Empty: the window's own words. */
  readonly title: string
  readonly fields: readonly FormField[]
  /** A box to be ticked. */
  readonly consent?: { readonly text: string; readonly address: string }
}

/** What is masked before it leaves the browser (CW-29). */
export interface MaskRules {
  /** Numbers of 13 to 19 digits with a right checksum (Luhn; ISO/IEC 7812-1). */
  readonly cards: boolean
  /** `#` is a digit, `@` a letter, everything else itself. At most {@link LIMITS.listLength}. */
  readonly patterns: readonly string[]
}

/** Endings that can be allowed, by what they are. What is not here is never taken. */
export const FILE_KINDS = {
  pictures: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif', 'heic'],
  documents: ['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'rtf', 'txt', 'csv', 'md'],
  sound: ['mp3', 'm4a', 'ogg', 'wav', 'webm', 'aac', 'flac'],
  films: ['mp4', 'mov', 'webm', 'mkv'],
  archives: ['zip', '7z', 'gz'],
} as const
