import * as v from 'valibot'
import { BLOCK_KINDS, VISITORS_API, ok } from '@foyer/sdk/protocol'
import type { NewBlock, VisitorId } from '@foyer/sdk/protocol'
import { parseJson } from '../edge/body.ts'
import { count, id, isText } from '../edge/fields.ts'
import { parser, strict } from '../edge/parse.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import { hasRight } from '../members/rights.ts'
import type { Member } from '../members/store.ts'
import type { BlockService } from './service.ts'
import type { Ender } from './store.ts'

const reason = v.pipe(
  v.string(),
  v.maxLength(2_000, 'too_long'),
  v.check(isText),
  v.transform((said) => said.replaceAll(/\s+/g, ' ').trim()),
)
export const parseNewBlock = parser<NewBlock>()(strict({ visitorId: id<VisitorId>(), kind: v.picklist(BLOCK_KINDS), reason, until: v.exactOptional(count) }))

/** Who may see a visitor may block them (IV-4). Everybody ends what they have set themselves; owner and administrators end all. */
export const enderOf = ({ workspaceId, id: memberId, role }: Member): Ender => ({ workspaceId, memberId, endsAll: hasRight(role, 'change') })

export function blockRoutes(app: App, ports: MemberRoutePorts & { readonly blocks: BlockService }): void {
  const { blocks } = ports
  memberRoute(app, ports, 'GET', VISITORS_API.blocks, { right: 'read' }, async ({ member }) => ok(await blocks.list(enderOf(member))))
  memberRoute(app, ports, 'POST', VISITORS_API.blocks, { right: 'read' }, async ({ request, member }) => {
    const asked = await parseJson(request, parseNewBlock)
    return asked.ok ? blocks.place(enderOf(member), asked.value) : asked
  })
  memberRoute(app, ports, 'DELETE', VISITORS_API.block(':id'), { right: 'read' }, ({ param, member }) => blocks.end(enderOf(member), param('id')))
}
