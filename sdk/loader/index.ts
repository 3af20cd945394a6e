/** What `window.Foyer` is, for pages that are written in TypeScript. The script itself is `loader.ts`. */
export type { FoyerGlobal, QueuedCall } from './facade.ts'
