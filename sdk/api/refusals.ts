/** Sentences for what a server has refused by a code alone. Fetched when one does. */
export { fail } from '@foyer/sdk/protocol'
