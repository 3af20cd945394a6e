import { ALLOCATION_API, ok } from '@foyer/sdk/protocol'
import type { ReplyTest, Result } from '@foyer/sdk/protocol'
import { readJson } from '../edge/body.ts'
import { within } from '../edge/parse.ts'
import type { Parse } from '../edge/parse.ts'
import { parseRepliesChange, parseReplyTest } from '../edge/reply-requests.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import type { Store } from '../store/store.ts'
import { checkReplies } from './check.ts'
import { compileReplies, explainReply } from './rules.ts'
import { changeReplies, readReplies } from './store.ts'

/** Ten thousand rules are a few megabytes. */
const MOST_BYTES = 8_000_000

const parseLong = async <T>(request: Request, parse: Parse<T>): Promise<Result<T>> => {
  const body = await readJson(request, MOST_BYTES)
  return body.ok ? parse(body.value) : body
}

/** Automatic replies in the console, and the box that tries them (AR-1 to AR-4). */
export function replyRoutes(app: App, ports: MemberRoutePorts & { readonly store: Store }): void {
  const { store } = ports
  memberRoute(app, ports, 'GET', ALLOCATION_API.replies, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readReplies, { workspaceId })))
  memberRoute(app, ports, 'PUT', ALLOCATION_API.replies, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const change = await parseLong(request, parseRepliesChange)
    if (!change.ok) return change
    return checkReplies(change.value) ?? store.run(changeReplies, { workspaceId, change: change.value })
  })
  memberRoute(app, ports, 'POST', ALLOCATION_API.replyTest, { right: 'read' }, async ({ request, member: { workspaceId } }): Promise<Result<ReplyTest>> => {
    const test = await parseLong(request, parseReplyTest)
    if (!test.ok) return test
    const { rules: unsaved, ...question } = test.value
    const wrong = unsaved && checkReplies(unsaved)
    if (wrong) return within(wrong, 'rules')
    return ok(explainReply(compileReplies(unsaved ?? (await store.run(readReplies, { workspaceId }))), question))
  })
}
