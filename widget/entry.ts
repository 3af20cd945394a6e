/** The entry chunk. The loader imports it by name and takes `core`. */
import { createCore } from '@foyer/sdk/api'
import { defineChat } from './inline/foyer-chat.define.ts'
import { PARTS_OF_FOYER } from './parts.ts'

/** For the elements: named here, or the build would give it a file that only they share. */
export { ReceptionElement } from './reception/index.ts'

export const core = createCore(PARTS_OF_FOYER, import.meta.url)

defineChat(core)
