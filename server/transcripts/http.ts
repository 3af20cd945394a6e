import { TALK_PATHS, fail, failForm, failTalk, ok } from '@foyer/sdk/protocol'
import type { Result, TranscriptRequest } from '@foyer/sdk/protocol'
import { createHash } from 'node:crypto'
import { readJson } from '../edge/body.ts'
import { refusedProtocol } from '../edge/protocol-version.ts'
import type { RateRuleName } from '../edge/rate-limits.ts'
import { pageRoute, rateLimited } from '../edge/routes.ts'
import type { Answer, App, PageRequest, RoutePorts } from '../edge/routes.ts'
import { streamOf } from '../edge/stream.ts'
import { parseTranscript } from '../edge/window-requests.ts'
import { MailError } from '../mail/mailer.ts'
import type { Mailer } from '../mail/mailer.ts'
import { inOneLine, mailAddress } from '../mail/rules.ts'
import type { Store } from '../store/store.ts'
import type { Greet, Greeted } from '../visitors/greeting.ts'
import { isTimeZone, transcriptOf } from './service.ts'
import type { TranscriptText } from './service.ts'
import { talkWords } from './words.ts'

export interface TranscriptRoutePorts extends RoutePorts {
  readonly store: Store
  readonly greet: Greet
  /** Absent: transcripts are only downloaded. */
  readonly mailer: Mailer | undefined
  now(): number
  newId(): string
}

/** The visitor's thread as text, as the answer or by mail (CW-15). */
export function transcriptRoutes(app: App, ports: TranscriptRoutePorts): void {
  const { store, greet, limits, log, mailer, now, newId } = ports

  pageRoute(app, ports, 'POST', TALK_PATHS.transcript, 'pages', async ({ request, origin, address }) => {
    const body = await readJson(request)
    if (!body.ok) return body
    const parsed = refusedProtocol(body.value) ?? parseTranscript(body.value)
    if (!parsed.ok) return parsed
    const asked = parsed.value
    if (!isTimeZone(asked.timeZone)) return fail('invalid_input', { field: 'timeZone' })
    const greeted = await greet(asked, origin, { address })
    if (!greeted.ok) return greeted
    return asked.email === undefined ? download(asked, greeted.value) : byMail(asked, asked.email, greeted.value, address)
  })

  /** Within every rule, all of which count. */
  const isWithin = async (counted: readonly (readonly [RateRuleName, string])[]): Promise<boolean> => {
    for (const [rule, key] of counted) {
      if (await limits.allow(rule, key)) continue
      rateLimited(log, TALK_PATHS.transcript, rule)
      return false
    }
    return true
  }

  const piecesOf = ({ language, timeZone }: TranscriptRequest, { visitor, site }: Greeted) => transcriptOf(store, { visitor, company: site.company.name, language, timeZone, now: now() })

  async function download(asked: TranscriptRequest, greeted: Greeted): Promise<Answer> {
    if (!(await isWithin([['transcripts', greeted.visitor.id]]))) return fail('rate_limited')
    const pieces = piecesOf(asked, greeted)
    const first = await pieces.next()
    if (first.done === true) return fail('not_found')
    return new Response(streamOf(textsOf(first.value, pieces)), {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': 'attachment; filename="transcript.txt"',
        'content-language': asked.language,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  }

  async function byMail(asked: TranscriptRequest, wished: string, greeted: Greeted, address: PageRequest['address']): Promise<Answer> {
    if (!mailer) return failTalk('mail_unavailable')
    const to = mailAddress(wished)
    if (to === undefined) return failForm('bad_email', { field: 'email' })
    // Anybody can become a visitor and name any address: nobody is written to more often than this, whoever asks.
    const counted = [['mails', greeted.visitor.id], ['mails', createHash('sha256').update(to.toLowerCase()).digest('hex')], ['mails-of-address', address]] as const
    if (!(await isWithin(counted))) return fail('rate_limited')
    const text = await mailable(piecesOf(asked, greeted))
    if (!text.ok) return text
    const words = talkWords(asked.language)
    const company = inOneLine(greeted.site.company.name)
    const replyTo = mailAddress(greeted.site.company.email)
    try {
      await mailer.send({
        to,
        fromName: company,
        ...(replyTo !== undefined && { replyTo }),
        subject: words.transcript(company),
        text: `${text.value}\n-- \n${words.transcriptWhy(company)}\n`,
        id: `transcript.${newId()}`,
        language: asked.language,
      })
      return ok(null)
    } catch (error) {
      if (!(error instanceof MailError)) throw error
      log('mail-unreachable', { code: error.code, reason: error.reason })
      return failTalk('mail_unavailable')
    }
  }
}

async function* textsOf(first: TranscriptText, rest: AsyncIterable<TranscriptText>): AsyncGenerator<string> {
  yield first.text
  for await (const { text } of rest) yield text
}

/** Characters of a transcript that goes out by mail: more than a mail that anybody reads. */
const MOST_MAILED = 1_000_000

/**
 * The text for a mail. Only of a talk that somebody has answered: what a visitor alone has written, to an address that a
 * visitor has named, would be anybody's mail under the company's name.
 */
async function mailable(pieces: AsyncIterable<TranscriptText>): Promise<Result<string>> {
  const texts: string[] = []
  let characters = 0
  let isAnswered = false
  for await (const { text, hasAnswer } of pieces) {
    texts.push(text)
    characters += text.length
    isAnswered ||= hasAnswer
    if (characters > MOST_MAILED) return failTalk('mail_unavailable', { message: 'This is too long for a mail.' })
  }
  if (texts.length === 0) return fail('not_found')
  return isAnswered ? ok(texts.join('')) : failTalk('mail_unavailable', { message: 'Nobody has answered yet, and only answered talks are sent by mail.' })
}
