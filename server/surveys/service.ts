/** Shows a question where it is set to be shown, besides the window: in the thread, and by mail (SV-1). */
import type { ConversationId, Language } from '@foyer/sdk/protocol'
import type { Change } from '../conversations/change.ts'
import { messageIdOf } from '../conversations/message-id.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import type { Log } from '../logging/events.ts'
import { MailError } from '../mail/mailer.ts'
import type { Mail, Mailer } from '../mail/mailer.ts'
import { mailAddress, nextTry } from '../mail/rules.ts'
import { postponeMail } from '../mail/store.ts'
import { html } from '../pages/html.ts'
import { directionOf } from '../pages/language.ts'
import type { Store } from '../store/store.ts'
import { nameOnLine } from '../transcripts/rules.ts'
import { talkWords } from '../transcripts/words.ts'
import type { SurveyLinks } from './links.ts'
import { readOpenQuestion, saySurveyLink } from './showing.ts'
import type { OpenQuestion } from './showing.ts'
import { surveyWords } from './words.ts'

export interface SurveyServicePorts {
  readonly store: Store
  readonly links: SurveyLinks
  publicOrigin(): string
  /** Absent: nothing goes out. */
  readonly mailer: Mailer | undefined
  /** Tells windows and desks. */
  tell(change: Change): void
  now(): number
  readonly log: Log
}

/** A day and a time, with the zone behind them, for who may be anywhere. */
export function timeIn(at: number, language: Language, timeZone: string): string {
  const options = { timeZone, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const
  const zone = new Intl.DateTimeFormat(language, { ...options, timeZoneName: 'short' }).formatToParts(at).find(({ type }) => type === 'timeZoneName')
  return `${new Intl.DateTimeFormat(language, options).format(at)} (${zone?.value ?? timeZone})`
}

export function createSurveyService({ store, links, publicOrigin, mailer, tell, now, log }: SurveyServicePorts) {
  const addressOf = ({ conversationId, until }: OpenQuestion) => publicOrigin() + links.pathOf({ conversationId, until })
  const questionOf = ({ workspaceId, subject }: ClaimedDeadline, place: 'page' | 'mail') => store.run(readOpenQuestion, { workspaceId, conversationId: subject as ConversationId, place, now: now() })

  return {
    /** What a due `survey-linked` deadline does. */
    async linkDue(due: ClaimedDeadline): Promise<void> {
      const question = await questionOf(due, 'page')
      if (!question) return
      const { language, conversationId, until } = question
      const words = surveyWords(language)
      const parts = [{ type: 'cards', cards: [{ title: words.question, buttons: [{ label: words.rate, url: addressOf(question) }] }] }] as const
      const change = await store.run(saySurveyLink, { due, until, parts, messageId: messageIdOf(`${conversationId}:survey:${until}`, question.askedAt), now: now() })
      if (change) tell(change)
    },

    /** What a due `survey-mailed` deadline does: one mail, unless it was answered meanwhile. */
    async mailDue(due: ClaimedDeadline): Promise<void> {
      if (!mailer) return
      const question = await questionOf(due, 'mail')
      if (question?.to === undefined) return
      const about = { workspaceId: due.workspaceId, conversationId: question.conversationId }
      try {
        await mailer.send(surveyMail({ ...question, to: question.to }, addressOf(question)))
      } catch (error) {
        if (!(error instanceof MailError)) throw error
        const { reason, code } = error
        const again = nextTry(question.askedAt, now())
        const isInTime = again !== undefined && again < question.until
        log(isInTime ? 'mail-postponed' : 'mail-given-up', { ...about, reason, code })
        return isInTime ? store.run(postponeMail, { due, dueAt: again }) : undefined
      }
      log('mail-sent', about)
    },
  }
}

/** The mail, as text and as plain HTML in which every value is text. */
export function surveyMail({ conversationId, until, language, timeZone, company, to }: OpenQuestion & { readonly to: string }, address: string): Mail {
  const words = surveyWords(language)
  const name = nameOnLine(company.name)
  const replyTo = mailAddress(company.email)
  const time = words.mailUntil(timeIn(until, language, timeZone))
  const footer = [...(replyTo === undefined ? [talkWords(language).notByMail] : []), words.mailWhy(name)]
  return {
    to,
    fromName: name,
    ...(replyTo !== undefined && { replyTo }),
    subject: words.mailSubject(name),
    text: [words.questionWith(name), '', words.mailText, address, '', time, '', '-- ', ...footer].join('\n'),
    html: html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0 auto;padding:24px 16px;max-width:600px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<p style="margin:0 0 16px;font-size:20px;font-weight:600">${words.questionWith(name)}</p>
<p style="margin:0 0 16px">${words.mailText}</p>
<p style="margin:24px 0"><a href="${address}" style="font-weight:600">${words.rate}</a></p>
<p style="margin:0 0 16px">${time}</p>
<hr style="margin:24px 0 16px;border:0;border-top:1px solid #8884">
${footer.map((line) => html`<p style="margin:0 0 4px;font-size:13px;opacity:.75">${line}</p>\n`)}
</body>
</html>
`.text,
    id: `${conversationId}.survey.${until}`,
    topic: conversationId,
    language,
  }
}
