/** The mail that tells of unread answers (CW-12): as text, and as plain HTML in which every value is text. */
import type { FileId } from '@foyer/sdk/protocol'
import { html } from '../pages/html.ts'
import type { Markup } from '../pages/html.ts'
import { directionOf } from '../pages/language.ts'
import { linesOf, nameOnLine } from '../transcripts/rules.ts'
import type { Line } from '../transcripts/rules.ts'
import { talkWords } from '../transcripts/words.ts'
import type { Mail } from './mailer.ts'
import type { Answer, UnreadAnswers } from './store.ts'

/** @param linkOf where a file can be fetched for some time */
export function answerMail({ conversationId, to, language, company, answers, page }: UnreadAnswers, linkOf: (id: FileId) => string | undefined): Mail {
  const words = talkWords(language)
  const companyName = nameOnLine(company.name)
  const last = answers.at(-1)!
  const names = [...new Set(answers.map(({ from }) => nameOnLine(from.name)))]
  const said = answers.map(({ parts }: Answer) => parts.flatMap((part) => linesOf(part, words, linkOf)))
  const heading = words.answered(names.join(', '))
  const footer = [...(company.email === undefined ? [words.notByMail] : []), words.why(companyName)]

  const text = [
    heading,
    '',
    ...said.flatMap((lines) => [...lines.map(({ text: line, href }) => (href === undefined ? line : `${line}\n${href}`)), '']),
    ...(page === undefined ? [] : [words.goOnText, page, '']),
    '-- ',
    ...footer,
  ].join('\n')

  return {
    to,
    fromName: senderOf(nameOnLine(last.from.name), companyName),
    ...(company.email !== undefined && { replyTo: company.email }),
    subject: words.answerSubject(companyName),
    text,
    html: document(language, heading, said, page === undefined ? undefined : { href: page, text: words.goOn }, footer).text,
    id: `${conversationId}.${last.seq}`,
    topic: conversationId,
    language,
  }
}

/** `Ann (Saltway)`; where the company answers under its own name, that alone. */
const senderOf = (name: string, company: string): string => (name === company ? company : `${name} (${company})`)

/** Mail programs know tables and attributes of style, and little else; this needs neither. */
function document(language: UnreadAnswers['language'], heading: string, messages: readonly (readonly Line[])[], goOn: { readonly href: string; readonly text: string } | undefined, footer: readonly string[]): Markup {
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0 auto;padding:24px 16px;max-width:600px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<p style="margin:0 0 16px">${heading}</p>
${messages.map((lines) => html`<blockquote dir="auto" style="margin:0 0 12px;padding:12px 16px;border:1px solid #8884;border-radius:12px">${lines.map((line, index) => html`${index > 0 && html`<br>`}${lineOf(line)}`)}</blockquote>\n`)}
${goOn && html`<p style="margin:24px 0"><a href="${goOn.href}" style="font-weight:600">${goOn.text}</a></p>`}
<hr style="margin:24px 0 16px;border:0;border-top:1px solid #8884">
${footer.map((line) => html`<p style="margin:0 0 4px;font-size:13px;opacity:.75">${line}</p>\n`)}
</body>
</html>
`
}

const lineOf = ({ text, href }: Line): Markup => (href !== undefined && /^https?:/i.test(href) ? html`<a href="${href}">${text}</a>` : html`${text}`)
