/**
 * Where the window, and what stands in its place meanwhile, come from. What comes with them in one file, and before
 * them, says `STEPS` in `rollup.config.mjs`.
 */
export const loadWindow = () => import('../chat-window/index.ts')
export const loadOpening = () => import('./opening.ts')
