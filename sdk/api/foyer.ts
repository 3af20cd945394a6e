import { createCore } from './core.ts'
import { createDoor } from './door.ts'
import type { FoyerParts } from './ports.ts'
import type { Foyer } from './types.ts'

/**
 * Makes a Foyer that has not begun.
 *
 * @param parts where the code that is needed later comes from
 * @param script address of the running script; its origin is the default for `server`
 */
export const createFoyer = (parts: FoyerParts, script = ''): Foyer => createDoor(createCore(parts, script))
