/** The package `@foyer/sdk`. Re-exports alone: a bundler takes the files of what is used, and leaves out the others. */
export { createFoyer } from './create-foyer.ts'
export { EVENT_NAMES, FoyerError } from '@foyer/sdk'
export type * from '@foyer/sdk'
export type { FoyerChatElement } from '../inline/foyer-chat.ts'
