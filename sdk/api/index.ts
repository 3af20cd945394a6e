/** Foyer for pages: methods, events, options. Importing it does nothing, on a server too. */
export { createFoyer } from './foyer.ts'
export { createCore } from './core.ts'
export type { Core } from './core.ts'
export { FoyerError } from './errors.ts'
export { EVENT_NAMES } from './events.ts'
export { createInvitations } from './invitations/invite.ts'
export { browserPage } from './invitations/page.ts'
export { mask } from './masks.ts'
export type { FoyerEventName, FoyerEvents, FoyerListener } from './events.ts'
export type { Ground } from './ground.ts'
export type * from './ports.ts'
export type {
  BindOptions,
  BridgeOptions,
  Foyer,
  FoyerHooks,
  FoyerOptions,
  FoyerState,
  MountOptions,
  OutgoingMessage,
  StartOptions,
  ThemeOptions,
} from './types.ts'
