import { PAGE_PATHS } from './http.ts'
import { TALK_PATHS } from './talk-paths.ts'
import { WINDOW_PATHS } from './window-paths.ts'

/** For who needs both: servers and tests. A page takes those of its step; the mark says that it may do without these. */
export const PATHS = /* @__PURE__ */ (() => ({ ...PAGE_PATHS, identify: TALK_PATHS.identify, socket: WINDOW_PATHS.socket }) as const)()
