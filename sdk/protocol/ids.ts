/** Ids are branded, so that one kind cannot be handed to a function that wants another. The brand costs nothing at run time. */
declare const brand: unique symbol
export type Id<Name extends string> = string & { readonly [brand]: Name }

/** One company that uses Foyer. Everything belongs to exactly one. */
export type WorkspaceId = Id<'workspace'>
/** A website of a workspace. Internal; pages know only the {@link SiteKey}. */
export type SiteId = Id<'site'>
/** The public key of a site: what the script tag carries in `data-site`. Not a secret. */
export type SiteKey = Id<'site-key'>
/** A browser that came to a site. */
export type VisitorId = Id<'visitor'>
/** All conversations of one visitor (or of several, once they are known to be one person). */
export type ThreadId = Id<'thread'>
/** One session of talk. */
export type ConversationId = Id<'conversation'>
/** A message, named by the client that wrote it: a UUID of version 7 (RFC 9562), so that a repeat is harmless. */
export type MessageId = Id<'message'>
/** A person with an account in a workspace; agents are members who receive visitors. */
export type MemberId = Id<'member'>
/** Agents who receive together. */
export type GroupId = Id<'group'>
/** A configured thing on a page that starts a conversation. */
export type ComponentId = Id<'component'>
/** An uploaded file in a message. */
export type FileId = Id<'file'>
/** A key that a site's own server signs proofs of identity with (CW-27): the `kid` of their header. */
export type IdentityKeyId = Id<'identity-key'>
