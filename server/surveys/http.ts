/** The survey in the console, what it came to (SV-1, SV-2, SV-4), and the hosted page (SV-1). */
import type { Context } from 'hono'
import { VISITORS_API, ok } from '@foyer/sdk/protocol'
import type { Failure, Language, Result, SurveyAnswer, SurveyRecord, SurveyRules, WorkspaceId } from '@foyer/sdk/protocol'
import type { Change } from '../conversations/change.ts'
import { rateByLink } from '../conversations/survey.ts'
import { clientAddress } from '../edge/addresses.ts'
import { parseJson } from '../edge/body.ts'
import { isText } from '../edge/fields.ts'
import { originHeaders, requestOrigin } from '../edge/origins.ts'
import { within } from '../edge/parse.ts'
import { checkedPeriod, searchOf } from '../edge/period.ts'
import { failureOf } from '../edge/problems.ts'
import { memberRoute, rateLimited } from '../edge/routes.ts'
import type { App, Env, MemberRequest, MemberRoutePorts } from '../edge/routes.ts'
import { parseResultsRequest, parseSurveyChange } from '../edge/survey-requests.ts'
import { hasRight } from '../members/rights.ts'
import { pageResponse } from '../pages/document.ts'
import type { PageDocument } from '../pages/document.ts'
import { acceptedLanguage } from '../pages/language.ts'
import { brokenPage, busyPage, gonePage } from '../pages/plain-pages.ts'
import type { TellPages } from '../sites/live.ts'
import type { Store } from '../store/store.ts'
import { SURVEY_ROUTE } from './links.ts'
import type { SurveyLink, SurveyLinks } from './links.ts'
import { closedPage, ownPage, surveyPage } from './page.ts'
import { readSurveyPage } from './showing.ts'
import type { SurveyPageFacts } from './showing.ts'
import { changeSurvey, readSurvey, surveyComments, surveyResults } from './store.ts'
import type { SurveyQuery } from './store.ts'
import { surveyWords } from './words.ts'

export interface SurveyRoutePorts extends MemberRoutePorts {
  readonly store: Store
  readonly links: SurveyLinks
  readonly tellPages: TellPages
  /** The server can send mail. */
  readonly canMail: boolean
  publicOrigin(): string
  /** Tells desks how visitors are asked now. */
  surveyChanged(workspaceId: WorkspaceId, survey: SurveyRules): void
  /** Tells windows and desks. */
  tell(change: Change): void
  now(): number
}

export function surveyRoutes(app: App, ports: SurveyRoutePorts): void {
  const { store, tellPages, surveyChanged, canMail } = ports
  memberRoute(app, ports, 'GET', VISITORS_API.survey, { right: 'read' }, async ({ member: { workspaceId } }) => ok<SurveyRecord>({ ...(await store.run(readSurvey, { workspaceId })), canMail }))
  memberRoute(app, ports, 'PUT', VISITORS_API.survey, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const change = await parseJson(request, parseSurveyChange)
    if (!change.ok) return change
    const changed = await store.run(changeSurvey, { workspaceId, ...change.value })
    if (!changed.ok) return changed.field === undefined ? changed : within(changed, 'rules')
    tellPages(changed.value.sites)
    surveyChanged(workspaceId, changed.value.record)
    return ok<SurveyRecord>({ ...changed.value.record, canMail })
  })

  /** Agents see what is their own. */
  const queryOf = ({ request, member: { workspaceId, id, role } }: MemberRequest): Result<SurveyQuery & { before?: number }> => {
    const asked = checkedPeriod(parseResultsRequest(searchOf(request)))
    return asked.ok ? ok({ ...asked.value, workspaceId, ...(!hasRight(role, 'change') && { agent: id }) }) : asked
  }
  memberRoute(app, ports, 'GET', VISITORS_API.surveyResults, { right: 'read' }, async (request) => {
    const query = queryOf(request)
    return query.ok ? ok(await store.run(surveyResults, query.value)) : query
  })
  memberRoute(app, ports, 'GET', VISITORS_API.surveyComments, { right: 'read' }, async (request) => {
    const query = queryOf(request)
    return query.ok ? ok(await store.run(surveyComments, query.value)) : query
  })
  hostedPage(app, ports)
}

/** In the address, after an answer was taken: so that going back or loading anew sends nothing again. */
const DONE = 'done'
/** A form of ours is a few hundred bytes; the comment in the widest script is some thousands. */
const MOST_FORM_BYTES = 20_000

function hostedPage(app: App, { store, links, signIn, tell, now, own, publicOrigin, limits, log, trustedProxies }: SurveyRoutePorts): void {
  const respond = (c: Context<Env>, page: PageDocument, status = 200) => pageResponse(page, { publicOrigin: publicOrigin(), own: own() }, c.req.raw, status)
  const closed = (c: Context<Env>, facts: SurveyPageFacts, language: Language) => respond(c, closedPage(facts, language), 410)

  /** Answers with a page whatever happens: the visitor reads no JSON. */
  const serve = (method: 'GET' | 'POST', show: (c: Context<Env>, link: SurveyLink, facts: SurveyPageFacts, language: Language) => Promise<Response>) =>
    app.on(method, SURVEY_ROUTE, async (c) => {
      const wishes = c.req.header('accept-language')
      const asked = acceptedLanguage(wishes)
      try {
        const address = c.env?.incoming ? clientAddress(c.env.incoming, trustedProxies) : 'unknown'
        if (!(await limits.allow('pages', address))) {
          rateLimited(log, SURVEY_ROUTE, 'pages')
          return respond(c, busyPage(asked), 429)
        }
        const link = links.read(c.req.param('token') ?? '')
        const facts = link && (await store.run(readSurveyPage, link))
        if (!link || !facts) return respond(c, gonePage(asked), 404)
        const language = acceptedLanguage(wishes, facts.language)
        const signedIn = facts.heldBy !== undefined && (await signIn.whoIs(c.req.raw.headers))
        if (signedIn && signedIn.member.id === facts.heldBy) return respond(c, ownPage(facts, language), 403)
        return Math.min(link.until, facts.until) > now() ? await show(c, link, facts, language) : closed(c, facts, language)
      } catch (error) {
        failureOf(error, SURVEY_ROUTE, log)
        return respond(c, brokenPage(asked), 503)
      }
    })

  serve('GET', async (c, link, facts, language) =>
    respond(c, surveyPage(facts, language, { path: links.pathOf(link), answer: facts.given, isDone: facts.given !== undefined && c.req.query(DONE) !== undefined })),
  )

  serve('POST', async (c, link, facts, language) => {
    const path = links.pathOf(link)
    const words = surveyWords(language)
    const again = (answer: Partial<SurveyAnswer> | undefined, trouble: string, status: number) => respond(c, surveyPage(facts, language, { path, answer, trouble }), status)
    const origin = requestOrigin(originHeaders(c.req.raw.headers), own()[0]!)
    if (origin === undefined || !own().includes(origin)) {
      log('origin-refused', { route: SURVEY_ROUTE })
      return again(facts.given, words.foreign, 403)
    }
    const sent = await readForm(c.req.raw)
    const answer = sent && answerOf(sent)
    if (answer?.score === undefined) return again(answer ?? facts.given, words.choose, 400)
    // Each other answer is one more entry in a log, and whoever has the link need not be patient.
    if (!(await limits.allow('replies', link.conversationId))) {
      rateLimited(log, SURVEY_ROUTE, 'replies')
      return respond(c, busyPage(language), 429)
    }
    const { score, ...said } = answer
    const rated = await store.run(rateByLink, { ...link, ...said, score, now: now() })
    if (!rated.ok) return rated.code === 'survey_closed' ? closed(c, facts, language) : again(answer, troubleOf(rated, language), 400)
    if (rated.value) tell(rated.value)
    return new Response(null, { status: 303, headers: { 'location': `${path}?${DONE}`, 'cache-control': 'no-store' } })
  })
}

function troubleOf({ code, field }: Failure, language: Language): string {
  const words = surveyWords(language)
  if (code === 'required') return words.commentMissing
  if (code === 'too_long') return words.commentTooLong
  return field === 'score' ? words.choose : words.reasonGone
}

/** `undefined`: it is no form of ours. */
async function readForm(request: Request): Promise<URLSearchParams | undefined> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') || !request.body) return undefined
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of request.body) {
    size += piece.byteLength
    if (size > MOST_FORM_BYTES) return undefined
    pieces.push(piece)
  }
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8'))
}

/** A form sends line ends as two characters, and reasons of every step that was ever chosen; those of the one chosen last count. */
function answerOf(sent: URLSearchParams): Partial<SurveyAnswer> {
  const score = /^[1-5]$/.test(sent.get('score') ?? '') ? Number(sent.get('score')) : undefined
  const comment = (sent.get('comment') ?? '').replaceAll('\r\n', '\n')
  return { ...(score !== undefined && { score, reasons: sent.getAll(`reason-${score}`) }), ...(isText(comment) && { comment }) }
}
