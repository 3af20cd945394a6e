/** Mail by SMTP (RFC 5321). Each mail has a connection of its own: there are few, and none waits for another. */
import { createTransport } from 'nodemailer'
import { MailError } from './mailer.ts'
import type { Mail, Mailer } from './mailer.ts'
import { inOneLine } from './rules.ts'

export interface SmtpOptions {
  /** `smtp://user:password@host:587`, or `smtps://…` for TLS from the start. */
  readonly url: string
  /** The address that all mail is from. */
  readonly from: string
  /** A server that has not taken a mail until then does not get it. Default 20 s: less than a deadline is claimed for, so that no other server sends it too. */
  readonly timeoutMs?: number
}

export function createSmtpMailer({ url, from, timeoutMs = 20_000 }: SmtpOptions): Mailer {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // A mail is what we write, and nothing that its words could name.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const idOf = (name: string) => `<${name.replaceAll(/[^\w.-]/g, '')}@${domain}>`

  const optionsOf = ({ to, fromName, replyTo, subject, text, html, id, topic, language }: Mail) => ({
    from: { name: inOneLine(fromName), address: from },
    to: { name: '', address: to },
    ...(replyTo !== undefined && { replyTo: { name: '', address: replyTo } }),
    subject: inOneLine(subject),
    text,
    ...(html !== undefined && { html }),
    messageId: idOf(id),
    ...(topic !== undefined && { inReplyTo: idOf(topic), references: [idOf(topic)] }),
    xMailer: false as const,
    headers: {
      'Content-Language': language,
      // No vacation notes, please (RFC 3834; the second is what Exchange goes by).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
  })

  return {
    send: (mail) =>
      transport.sendMail({ ...optionsOf(mail), signal: AbortSignal.timeout(timeoutMs) }).then(
        () => undefined,
        (error: unknown) => Promise.reject(mailErrorOf(error)),
      ),
    verify: () =>
      transport.verify().then(
        () => undefined,
        (error: unknown) => Promise.reject(mailErrorOf(error)),
      ),
  }
}

/** Without the server's sentence: it repeats the address. */
function mailErrorOf(error: unknown): MailError {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  return typeof responseCode === 'number' ? new MailError('refused', String(responseCode)) : new MailError('unreachable', typeof code === 'string' ? code : 'unknown')
}
