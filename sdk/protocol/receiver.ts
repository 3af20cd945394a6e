import type { GroupId, MemberId } from './ids.ts'

/** Who a component, a menu item or an invitation leads to. */
export type Receiver = { readonly kind: 'agent'; readonly agentId: MemberId } | { readonly kind: 'group'; readonly groupId: GroupId }
