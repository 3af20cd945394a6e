/** Who may do what. As long as roles cannot be made (OR-3), the ready-made ones say it. */
import type { Role } from '@foyer/sdk/protocol'

/** `read`: what every member may see. `change`: settings of the workspace. */
export type Right = 'read' | 'change'

const MAY_CHANGE: ReadonlySet<Role> = new Set<Role>(['owner', 'administrator'])

export const hasRight = (role: Role, right: Right): boolean => right === 'read' || MAY_CHANGE.has(role)
