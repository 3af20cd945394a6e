/**
 * Where the window, and what stands in its place meanwhile, come from. It is reached from reception, and not from the
 * entry, so that the bundler knows that reception is there already and lets the window take what they share from it.
 */
export const loadWindow = () => import('../chat-window/index.ts')
export const loadOpening = () => import('./opening.ts')
