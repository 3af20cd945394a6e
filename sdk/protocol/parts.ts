import type { FileId, MessageId } from './ids.ts'

/** A file as the server keeps it. What is said of it is what the server found, not what the sender claimed. */
export interface FileRef {
  readonly id: FileId
  /** With its ending, as the sender's device named it. */
  readonly name: string
  /** Media type. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Of a picture that can be shown, in pixels. */
  readonly width?: number
  readonly height?: number
  /** Of a voice message, in milliseconds. */
  readonly durationMs?: number
}

export interface TextPart {
  readonly type: 'text'
  readonly text: string
}
/** A picture, a voice message (`durationMs`), or any other file (CW-5). */
export interface FilePart {
  readonly type: 'file'
  readonly file: FileRef
}
/** Degrees (WGS 84); `accuracy` in metres. */
export interface LocationPart {
  readonly type: 'location'
  readonly latitude: number
  readonly longitude: number
  readonly accuracy?: number
}

/** Quick-reply buttons (CW-6). A click sends a {@link ChoicePart}. */
export interface ChoicesPart {
  readonly type: 'choices'
  readonly choices: readonly Choice[]
}
/** `value` is what a program reads; people read `label`. */
export interface Choice {
  readonly label: string
  readonly value: string
}
/** The visitor has clicked a button. `to` is the message that it stood in. */
export interface ChoicePart extends Choice {
  readonly type: 'choice'
  readonly to: MessageId
}

/** One card, or a list of them (CW-6). */
export interface CardsPart {
  readonly type: 'cards'
  readonly cards: readonly Card[]
}
export interface Card {
  readonly title: string
  readonly text?: string
  /** `https://…`, or a path of the server's. */
  readonly picture?: string
  readonly buttons?: readonly CardButton[]
}
/** Leads to an address, or sends a {@link ChoicePart}. */
export type CardButton = { readonly label: string; readonly url: string } | Choice

/** A contact card (CW-6): a member, a group or an account that one can turn to. */
export interface ContactPart {
  readonly type: 'contact'
  readonly of: 'member' | 'group' | 'account'
  readonly name: string
  /** A line of text below the name. */
  readonly line?: string
  /** Path of a picture on the server. */
  readonly picture?: string
  readonly phone?: string
  readonly email?: string
  /** Where the account is: `https://…` */
  readonly address?: string
}

/** A form to be filled in (CW-6). The visitor answers with an {@link AnswersPart}. */
export interface FormPart {
  readonly type: 'form'
  readonly title?: string
  readonly fields: readonly FormField[]
}
/** What a field asks for. `name`, `email` and `phone` land on the visitor's card, others among its attributes. */
export const FIELD_KINDS = ['name', 'email', 'phone', 'text', 'long-text', 'choice'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]
export interface FormField {
  readonly kind: FieldKind
  /** Unique in its form. Empty for `name`, `email` and `phone`: the window's own word. */
  readonly label: string
  readonly isRequired: boolean
  /** Of a `choice`. */
  readonly options?: readonly string[]
}
export interface AnswersPart {
  readonly type: 'answers'
  /** The message with the form. */
  readonly to: MessageId
  readonly answers: readonly FormAnswer[]
}
export interface FormAnswer {
  readonly kind: FieldKind
  readonly label: string
  readonly value: string
}

/** What anybody may send. */
export type VisitorPart = TextPart | FilePart | LocationPart | ChoicePart | AnswersPart
/** What agents and the machine may send. */
export type AgentPart = TextPart | FilePart | LocationPart | ChoicesPart | CardsPart | ContactPart | FormPart

/** A piece of a message. More kinds will come; a client shows one that it does not know as "cannot be shown here". */
export type Part = VisitorPart | AgentPart
