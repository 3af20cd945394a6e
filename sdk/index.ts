/**
 * What whoever writes for Foyer meets by name: the errors, the names of the events, and the types. With `createFoyer`, which
 * knows the widget (`widget/npm/`), this is the package `@foyer/sdk`. Importing it does nothing, on a server too.
 */
export { FoyerError } from './api/errors.ts'
export { EVENT_NAMES } from './api/events.ts'
export type { Stop } from './api/emitter.ts'
export type { FoyerEventName, FoyerEvents, FoyerListener } from './api/events.ts'
export type { ShownMessage } from './api/ports.ts'
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
} from './api/types.ts'
export type { FoyerGlobal, QueuedCall } from './loader/facade.ts'
export type { AgentFace, Author, Consent, ConversationState, ErrorCode, Identified, Identity, Language, Part, Theme } from '@foyer/sdk/protocol'
export type { ComponentId, ConversationId, MessageId } from '@foyer/sdk/protocol'
export type { ConnectionState } from '@foyer/sdk/thread'
