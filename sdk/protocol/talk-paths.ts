/** HTTP of a visitor who talks, beside `window-paths.ts`; in a file of its own, so that no page carries it before it needs it. Answers are `Result`s. */
import type { VisitorCredentials } from './presence.ts'
import type { FileId } from './ids.ts'
import type { FileRef } from './parts.ts'
import type { Language } from './site.ts'

export const TALK_PATHS = {
  /** POST {@link UploadRequest} → `Result<UploadState>` */
  uploads: '/v1/uploads',
  /**
   * GET → `Result<UploadState>`; PATCH the next piece as `application/octet-stream` → `Result<UploadState>`, refused with
   * `upload_elsewhere` if {@link OFFSET_HEADER} is not where the file ends so far; DELETE → `Result<null>`. All with
   * {@link CREDENTIALS_HEADER}.
   */
  upload: (id: FileId): string => `/v1/uploads/${id}`,
  /** POST {@link TrackRequest} → `Result<null>` */
  track: '/v1/visitor/track',
  /** POST {@link import('./http.ts').IdentifyRequest} → `Result<Identified>` */
  identify: '/v1/visitor/identify',
  /** POST {@link VisitorCredentials} → `Result<null>`: the token opens nothing any more. Also by `sendBeacon`, as text/plain. */
  forget: '/v1/visitor/forget',
  /** POST {@link TranscriptRequest} → `Result<null>` (by mail) or the text itself as `text/plain` */
  transcript: '/v1/visitor/transcript',
  /** POST {@link VisitorCredentials} → the visitor's data as a JSON file (CW-15) */
  data: '/v1/visitor/data',
  /** POST {@link VisitorCredentials} → `Result<null>`: nothing of the visitor is left (CW-15) */
  erase: '/v1/visitor/erase',
} as const

/** `<site key>:<token>` of the visitor; a member's session cookie does without. */
export const CREDENTIALS_HEADER = 'foyer-visitor'
/** Bytes of the file before this piece. */
export const OFFSET_HEADER = 'upload-offset'

/** A file as its sender's device describes it. */
export interface FileDescription {
  readonly name: string
  readonly type: string
  readonly size: number
  /** Of a voice message. */
  readonly durationMs?: number
}
export interface UploadRequest extends VisitorCredentials {
  readonly file: FileDescription
}
/** `file` as soon as all is there and has been looked at; until then `offset` bytes are. */
export interface UploadState {
  readonly id: FileId
  readonly offset: number
  readonly file?: FileRef
}

/** `page` is told by presence; this is everything else that a page wants known (CW-22). `id` makes a repeat harmless. */
export interface TrackRequest extends VisitorCredentials {
  readonly event: { readonly id: string; readonly name: string; readonly data?: Readonly<Record<string, unknown>> }
}

export interface TranscriptRequest extends VisitorCredentials {
  readonly language: Language
  /** IANA name, for the times in it. */
  readonly timeZone: string
  /** By mail to this address; absent: as the answer. `mail_unavailable` `bad_email` */
  readonly email?: string
}

/** What a popup and the page that opened it say to one another by `postMessage`, each knowing the other's origin. */
export type PopupMessage =
  | { readonly type: 'foyer:popup-ready' }
  | { readonly type: 'foyer:popup-visitor'; readonly token: string; readonly draft: string }

