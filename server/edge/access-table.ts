/**
 * Who may what, on one page: every route and every event of a socket against every kind of actor. `access-table.test.ts`
 * compares it with what the running server has and does, so that nothing new comes without a row, and no row is a wish.
 */
import type { DeskToServer, ErrorCode, VisitorToServer } from '@foyer/sdk/protocol'

/** Callers of HTTP and of upgrades. Pages ask for a site with the key `shop`, whose list has `shop-page`. */
export const CALLERS = [
  /** A program that says no origin, or a page that was opened by hand. */
  'no-origin',
  /** A page that no site lists. */
  'foreign-page',
  /** The same, in the browser of an agent who is signed in. */
  'foreign-page-of-agent',
  'shop-page',
  /** A page of another site of this server. */
  'other-shop-page',
  /** A page of the server itself, with nobody signed in. */
  'own-page',
  /** Signed in on one: an agent of the shop, its owner, and the owner of the other shop. */
  'own-page-of-agent',
  'own-page-of-owner',
  'own-page-of-other-owner',
] as const
export type Caller = (typeof CALLERS)[number]

/** The status that each caller is answered with. */
type Row = Readonly<Record<Caller, number>>

type Members = readonly [agent: number, owner: number, otherOwner: number]

/** `members`: whoever has signed in on one of our own pages. Default: as that page with nobody signed in. */
const row = (noOrigin: number, foreign: number, foreignOfAgent: number, shop: number, otherShop: number, own: number, members: Members = [own, own, own]): Row => ({
  'no-origin': noOrigin,
  'foreign-page': foreign,
  'foreign-page-of-agent': foreignOfAgent,
  'shop-page': shop,
  'other-shop-page': otherShop,
  'own-page': own,
  'own-page-of-agent': members[0],
  'own-page-of-owner': members[1],
  'own-page-of-other-owner': members[2],
})

const anybody = (status = 200) => row(status, status, status, status, status, status)
/** The server's own origin may use every site, for the hosted page. */
const pagesOfTheSite = (status = 200) => row(403, 403, 403, status, 403, status)
/** Before a page says which site it is for, its origin must be on some site's list. */
const pagesOfAnySite = (status: number) => row(403, 403, 403, status, status, status)
const ownPages = (status = 200) => row(403, 403, 403, 403, 403, status)
/** The console's, for members who have signed in. An agent may read, and change no settings. */
const members = (...statuses: Members) => row(403, 403, 403, 403, 403, 401, statuses)
/** Everybody has their own workspace's. */
const readByMembers = members(200, 200, 200)
const changedByOwners = members(403, 200, 200)
/** What is the shop's is nothing to whom it does not belong. */
const readOfTheShop = members(200, 200, 404)
const changedOfTheShop = members(403, 200, 404)

export const ROUTES: Readonly<Record<string, Row>> = {
  'GET /v1/sites/:key/config': pagesOfTheSite(),
  'GET /v1/sites/:key/window': pagesOfTheSite(),
  'POST /v1/counts': pagesOfTheSite(204),
  'POST /v1/presence': pagesOfTheSite(),
  'POST /v1/presence/leave': pagesOfTheSite(204),
  'POST /v1/invitations/offer': pagesOfTheSite(),
  /** In this table to an invitation that the visitor was never shown. */
  'POST /v1/invitations/answer': row(403, 403, 403, 409, 403, 409),
  'OPTIONS /v1/invitations/offer': pagesOfAnySite(204),
  'OPTIONS /v1/invitations/answer': pagesOfAnySite(204),
  'POST /v1/visitor/identify': pagesOfTheSite(),
  'POST /v1/visitor/track': pagesOfTheSite(),
  'POST /v1/visitor/forget': pagesOfTheSite(),
  /** In this table of somebody who was never there. */
  'POST /v1/visitor/data': row(403, 403, 403, 404, 403, 404),
  'POST /v1/visitor/erase': pagesOfTheSite(),
  // In this table of a visitor and of an agent of the shop: an upload is its uploader's alone.
  'POST /v1/uploads': pagesOfTheSite(),
  'GET /v1/uploads/:id': pagesOfTheSite(),
  'PATCH /v1/uploads/:id': pagesOfTheSite(),
  'DELETE /v1/uploads/:id': pagesOfTheSite(),
  'POST /api/uploads': readByMembers,
  'GET /api/uploads/:id': members(200, 404, 404),
  'PATCH /api/uploads/:id': members(200, 404, 404),
  'DELETE /api/uploads/:id': members(200, 404, 404),
  'OPTIONS /v1/uploads': pagesOfAnySite(204),
  'OPTIONS /v1/uploads/:id': pagesOfAnySite(204),
  'OPTIONS /v1/sites/:key/config': pagesOfAnySite(204),
  'OPTIONS /v1/sites/:key/window': pagesOfAnySite(204),
  'OPTIONS /v1/counts': pagesOfAnySite(204),
  'OPTIONS /v1/presence': pagesOfAnySite(204),
  'OPTIONS /v1/presence/leave': pagesOfAnySite(204),
  'OPTIONS /v1/visitor/identify': pagesOfAnySite(204),
  'OPTIONS /v1/visitor/track': pagesOfAnySite(204),
  'OPTIONS /v1/visitor/forget': pagesOfAnySite(204),
  'OPTIONS /v1/visitor/data': pagesOfAnySite(204),
  'OPTIONS /v1/visitor/erase': pagesOfAnySite(204),
  /** In this table of a visitor who has not written: every caller is another one. */
  'POST /v1/visitor/transcript': pagesOfTheSite(404),
  'OPTIONS /v1/visitor/transcript': pagesOfAnySite(204),
  'POST /api/auth/sign-in/email': ownPages(),
  'POST /api/auth/sign-out': ownPages(),
  'GET /api/auth/get-session': ownPages(),
  'GET /api/sites': readByMembers,
  'PUT /api/sites/:id': changedOfTheShop,
  'GET /api/sites/:id/identity-keys': changedOfTheShop,
  'POST /api/sites/:id/identity-keys': changedOfTheShop,
  'DELETE /api/sites/:id/identity-keys/:key': changedOfTheShop,
  'GET /api/visitors/:id/data': changedOfTheShop,
  'DELETE /api/visitors/:id': changedOfTheShop,
  'GET /api/visitors/:id/file': readOfTheShop,
  'GET /api/blocks': readByMembers,
  'POST /api/blocks': readOfTheShop,
  /** In this table one that the owner has set: whoever is neither owner nor administrator ends only their own. */
  'DELETE /api/blocks/:id': changedOfTheShop,
  'GET /api/survey': readByMembers,
  'PUT /api/survey': changedByOwners,
  // Agents have their own figures.
  'GET /api/survey/results': readByMembers,
  'GET /api/survey/comments': readByMembers,
  // In this table by a link that nobody was given.
  'GET /s/:token': anybody(404),
  'POST /s/:token': anybody(404),
  'GET /api/invitations': readByMembers,
  'POST /api/invitations': changedByOwners,
  'PUT /api/invitations/:id': changedOfTheShop,
  'DELETE /api/invitations/:id': changedOfTheShop,
  'PUT /api/invitations/order': changedByOwners,
  'PUT /api/invitations/manual': changedByOwners,
  'GET /api/invitations/results': readByMembers,
  'GET /api/company': readByMembers,
  'PUT /api/company': changedByOwners,
  'GET /api/hours': readByMembers,
  'PUT /api/hours': changedByOwners,
  'GET /api/window': readByMembers,
  'PUT /api/window': changedByOwners,
  'GET /api/texts': readByMembers,
  'PUT /api/texts': changedByOwners,
  'GET /api/receivers': readByMembers,
  'GET /api/groups': readByMembers,
  /** With agents of the shop: another owner knows nobody of that name. */
  'POST /api/groups': members(403, 200, 409),
  'PUT /api/groups/:id': changedOfTheShop,
  'DELETE /api/groups/:id': changedOfTheShop,
  'GET /api/groups/:id/dependents': readOfTheShop,
  'GET /api/allocation': readByMembers,
  'PUT /api/allocation': changedByOwners,
  'POST /api/allocation/simulation': changedByOwners,
  'GET /api/routing': readByMembers,
  'PUT /api/routing': changedByOwners,
  'GET /api/agents': readByMembers,
  'GET /api/greetings': readByMembers,
  'PUT /api/greetings': changedByOwners,
  /** In this table a colleague's: everybody may change their own. */
  'PUT /api/greetings/agents/:id': changedOfTheShop,
  'GET /api/replies': readByMembers,
  'PUT /api/replies': changedByOwners,
  'POST /api/replies/test': readByMembers,
  /** Of files that nobody has: the list is empty. */
  'POST /api/replies/files': readByMembers,
  'GET /api/menus/:place': readByMembers,
  'PUT /api/menus/:place': changedByOwners,
  /** In this table of a draft without items: who may publish is told what it lacks. */
  'POST /api/menus/:place/publication': members(403, 400, 400),
  'GET /api/menus/:place/counts': readByMembers,
  'GET /api/bots': readByMembers,
  'POST /api/bots': changedByOwners,
  'PUT /api/bots/:id': changedOfTheShop,
  'DELETE /api/bots/:id': changedOfTheShop,
  'PUT /api/agents/:id': changedOfTheShop,
  'GET /api/components': readByMembers,
  'POST /api/components': changedOfTheShop,
  'GET /api/components/:id': readOfTheShop,
  'PUT /api/components/:id': changedOfTheShop,
  'DELETE /api/components/:id': changedOfTheShop,
  'GET /api/components/:id/dependents': readOfTheShop,
  'POST /api/components/:id/switch': changedOfTheShop,
  'POST /api/components/:id/copy': changedOfTheShop,
  'POST /api/sites/:id/check': changedOfTheShop,
  'POST /api/images': changedByOwners,
  'GET /api/components/:id/code.svg': readOfTheShop,
  'GET /api/components/:id/code.png': readOfTheShop,
  'GET /api/tags': readByMembers,
  'GET /v1/images/:id': anybody(404),
  'GET /v1/files/:id/:variant': anybody(404),
  'GET /v1/codes/:file': anybody(404),
  'GET /avatars/:file': anybody(),
  /** In this table of a component that is not there: whoever has the address may look. */
  'GET /c/:slug': anybody(404),
  'GET /go/:slug': anybody(404),
  'GET /chat/:key': anybody(404),
  'GET /pages/:file': anybody(404),
  'GET /icon.png': anybody(),
  'GET /healthz': anybody(),
  'GET /readyz': anybody(),
  /** By where one asks from and by a token, not by a page; see `app.ts`. In this table without either. */
  'GET /metrics': anybody(404),
  'GET /': anybody(),
  'GET /icon.svg': anybody(),
  'GET /console': anybody(),
  'GET /console/preview': anybody(),
  'GET /console/:file': anybody(),
  'GET /:file': anybody(),
  'UPGRADE /v1/presence': pagesOfAnySite(101),
  'UPGRADE /v1/socket': pagesOfAnySite(101),
}

/** `nothing`: answered, and nothing was read or changed. */
export type Outcome = 'ok' | 'nothing' | ErrorCode

/** Windows, before a conversation of `its-visitor`. */
export const VISITORS = ['its-visitor', 'other-visitor', 'visitor-of-other-shop'] as const
export type VisitorActor = (typeof VISITORS)[number]
type VisitorRow = Readonly<Record<VisitorActor, Outcome>>

const onlyIts = (others: Outcome): VisitorRow => ({ 'its-visitor': 'ok', 'other-visitor': others, 'visitor-of-other-shop': others })

export const VISITOR_EVENTS: Readonly<Record<keyof VisitorToServer, VisitorRow>> = {
  // A thread is asked for by whose it is, never by a name: a stranger's is the stranger's own, and empty.
  'thread:sync': onlyIts('nothing'),
  'thread:older': onlyIts('not_found'),
  // Everybody writes in their own thread; what is sent names no conversation.
  'message:send': onlyIts('ok'),
  'mark:set': onlyIts('not_found'),
  'conversation:end': onlyIts('not_found'),
  'survey:answer': onlyIts('not_found'),
  'transfer:answer': onlyIts('not_found'),
  'conversation:begin': { 'its-visitor': 'invitation_over', 'other-visitor': 'invitation_over', 'visitor-of-other-shop': 'invitation_over' },
  'menu:choose': { 'its-visitor': 'not_found', 'other-visitor': 'not_found', 'visitor-of-other-shop': 'not_found' },
  'conversation:leave-message': onlyIts('not_found'),
  // Everybody's own card, and files of the own thread.
  'details:set': onlyIts('ok'),
  'files:links': onlyIts('nothing'),
  'typing:set': onlyIts('nothing'),
}

/** Desks, before a conversation that `holder` holds. */
export const MEMBERS = ['holder', 'colleague', 'owner', 'agent-of-other-workspace'] as const
export type MemberActor = (typeof MEMBERS)[number]
type MemberRow = Readonly<Record<MemberActor, Outcome>>

const atDesk = (holder: Outcome, colleague: Outcome, owner: Outcome, stranger: Outcome): MemberRow => ({
  'holder': holder,
  'colleague': colleague,
  'owner': owner,
  'agent-of-other-workspace': stranger,
})

export const DESK_EVENTS: Readonly<Record<keyof DeskToServer, MemberRow>> = {
  // Everybody has a list; whose conversations are in it is tested by what it holds.
  'desk:sync': atDesk('ok', 'nothing', 'ok', 'nothing'),
  'inbox:entry': atDesk('ok', 'not_found', 'ok', 'not_found'),
  'conversation:sync': atDesk('ok', 'not_found', 'ok', 'not_found'),
  'conversation:older': atDesk('ok', 'not_found', 'ok', 'not_found'),
  'conversation:trace': atDesk('ok', 'not_found', 'ok', 'not_found'),
  'conversation:why-not': atDesk('ok', 'not_found', 'ok', 'not_found'),
  'message:send': atDesk('ok', 'conversation_held_elsewhere', 'conversation_held_elsewhere', 'not_found'),
  // Only the holder's mark counts.
  'mark:set': atDesk('ok', 'nothing', 'nothing', 'not_found'),
  'typing:set': atDesk('ok', 'nothing', 'nothing', 'nothing'),
  'survey:ask': atDesk('ok', 'conversation_held_elsewhere', 'conversation_held_elsewhere', 'not_found'),
  'transfer:ask': atDesk('ok', 'conversation_held_elsewhere', 'conversation_held_elsewhere', 'not_found'),
  // One is always asked by name; whoever is not finds no question.
  'transfer:answer': atDesk('transfer_over', 'transfer_over', 'transfer_over', 'not_found'),
  // The groups of the own workspace.
  'transfer:choices': atDesk('ok', 'ok', 'ok', 'nothing'),
  'transfer:withdraw': atDesk('ok', 'conversation_held_elsewhere', 'conversation_held_elsewhere', 'not_found'),
  'whisper:send': atDesk('ok', 'conversation_held_elsewhere', 'ok', 'not_found'),
  'files:links': atDesk('ok', 'not_found', 'ok', 'not_found'),
  'visitors:watch': atDesk('nothing', 'nothing', 'nothing', 'nothing'),
  'visitors:more': atDesk('nothing', 'nothing', 'nothing', 'nothing'),
  'visitors:unwatch': atDesk('ok', 'ok', 'ok', 'ok'),
  // Of visitors whom nobody knows: each is said to have left, and nobody is invited.
  'visitors:invite': atDesk('nothing', 'nothing', 'nothing', 'nothing'),
  // With its visitor: it goes on for who holds it, and is the holder's for all others.
  'conversation:begin': atDesk('ok', 'conversation_open', 'conversation_open', 'not_found'),
  // One's own switches.
  'agent:set': atDesk('ok', 'ok', 'ok', 'ok'),
  // Owner and administrators, before anything is looked up.
  'conversation:reassign': atDesk('not_allowed', 'not_allowed', 'ok', 'not_allowed'),
  'conversation:end': atDesk('ok', 'conversation_held_elsewhere', 'ok', 'not_found'),
}

/** Who may open a desk at all. */
export const DESK_CONNECTIONS: Readonly<Record<string, 'connected' | 'refused' | ErrorCode>> = {
  'no-origin': 'refused',
  'foreign-page': 'refused',
  'foreign-page-of-agent': 'refused',
  'shop-page': 'origin_refused',
  'shop-page-of-agent': 'origin_refused',
  'own-page': 'not_signed_in',
  'own-page-with-forged-cookie': 'not_signed_in',
  'own-page-of-agent': 'connected',
}
