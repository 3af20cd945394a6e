/** How mail leaves the server, as a port: nothing else knows how, and a server without it offers none (CW-12, CW-15). */
export interface Mailer {
  /** Resolves when the mail server has taken it. Rejects with a {@link MailError}. */
  send(mail: Mail): Promise<void>
  /** Whether the mail server can be reached and lets us in. Rejects with a {@link MailError}. */
  verify(): Promise<void>
}

export interface Mail {
  /** One mail address, checked by {@link import('./rules.ts').mailAddress}. */
  readonly to: string
  /** Who it says to be from, beside the server's own address. */
  readonly fromName: string
  /** Where answers by mail go. Absent: nobody reads them. */
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** Names the mail: the same one sent again has the same id, so that mail programs show it once. Letters, digits, `-` and `.`. */
  readonly id: string
  /** Names what it belongs to: mail programs put those of one topic together. As `id`. */
  readonly topic?: string
  /** Of its text. */
  readonly language: string
}

/** Why a mail did not leave. Says nothing of whom it was for. */
export class MailError extends Error {
  /** `refused`: the mail server does not take it. `unreachable`: it did not answer, or not in time, or not to the end. */
  readonly reason: 'refused' | 'unreachable'
  /** Of SMTP (RFC 5321, 4.2), or of the library. */
  readonly code: string

  constructor(reason: MailError['reason'], code: string) {
    super(`The mail server ${reason === 'refused' ? 'does not take the mail' : 'cannot be reached'}: ${code}`)
    this.name = 'MailError'
    this.reason = reason
    this.code = code
  }
}
