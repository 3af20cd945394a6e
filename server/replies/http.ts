import { ALLOCATION_API, fail, ok } from '@foyer/sdk/protocol'
import type { ReplyTest, Result } from '@foyer/sdk/protocol'
import { parseJson, readJson } from '../edge/body.ts'
import { within } from '../edge/parse.ts'
import type { Parse } from '../edge/parse.ts'
import { parseRepliesChange, parseReplyFiles, parseReplyTest } from '../edge/reply-requests.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import type { FileService } from '../files/service.ts'
import { readFilesOfAnswers, refOf } from '../files/store.ts'
import { hasRight } from '../members/rights.ts'
import type { Store } from '../store/store.ts'
import { checkReplies } from './check.ts'
import { filesInAnswer, withRefs } from './files.ts'
import { compileReplies, explainReply } from './rules.ts'
import { changeReplies, readReplies, tryReplies } from './store.ts'

/** Ten thousand rules are a few megabytes. */
const MOST_BYTES = 8_000_000

const parseLong = async <T>(request: Request, parse: Parse<T>): Promise<Result<T>> => {
  const body = await readJson(request, MOST_BYTES)
  return body.ok ? parse(body.value) : body
}

export interface ReplyRoutePorts extends MemberRoutePorts {
  readonly store: Store
  readonly files: Pick<FileService, 'linksInAnswers'>
  now(): number
}

/** Automatic replies in the console, where their files are, and the box that tries them (AR-1 to AR-4). */
export function replyRoutes(app: App, ports: ReplyRoutePorts): void {
  const { store, files, now } = ports
  memberRoute(app, ports, 'GET', ALLOCATION_API.replies, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readReplies, { workspaceId })))
  memberRoute(app, ports, 'PUT', ALLOCATION_API.replies, { right: 'change' }, async ({ request, member: { workspaceId, id: memberId } }) => {
    const change = await parseLong(request, parseRepliesChange)
    if (!change.ok) return change
    return checkReplies(change.value) ?? store.run(changeReplies, { workspaceId, memberId, change: change.value, now: now() })
  })
  memberRoute(app, ports, 'POST', ALLOCATION_API.replyTest, { right: 'read' }, async ({ request, member: { workspaceId, id: memberId, role } }): Promise<Result<ReplyTest>> => {
    const test = await parseLong(request, parseReplyTest)
    if (!test.ok) return test
    const { rules: unsaved, ...question } = test.value
    // Thousands of them take a while to make ready: only for those who could save them.
    if (unsaved && !hasRight(role, 'change')) return fail('not_allowed')
    const wrong = unsaved && checkReplies(unsaved)
    if (wrong) return within(wrong, 'rules')
    const found = unsaved ? explainReply(compileReplies(unsaved), question) : await store.run(tryReplies, { workspaceId, question })
    const ids = filesInAnswer(found.answer)
    if (!found.answer || ids.length === 0) return ok(found)
    const refs = new Map((await store.run(readFilesOfAnswers, { workspaceId, memberId, ids })).map((row) => [row.id, refOf(row)]))
    return ok({ ...found, answer: withRefs(found.answer, refs) })
  })
  memberRoute(app, ports, 'POST', ALLOCATION_API.replyFiles, { right: 'read' }, async ({ request, member: { workspaceId, id } }) => {
    const asked = await parseJson(request, parseReplyFiles)
    return asked.ok ? ok(await files.linksInAnswers(workspaceId, id, asked.value.ids)) : asked
  })
}
