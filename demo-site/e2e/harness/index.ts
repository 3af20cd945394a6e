/** What end-to-end tests are made of. */
export { until, untilEqual } from './until.ts'
export { draftOf, fetchThread, newToken, openVisitorLine, send } from './fresh.ts'
export type { Credentials, FreshThread, SeenMessage, VisitorLine } from './fresh.ts'
export { composerIn, deskIn, everyViewAgrees, messagesIn, seesStatus, seesText, seesTexts, seesThread, statusIn, textsIn, windowIn, write } from './views.ts'
export type { Place, View } from './views.ts'
export { SITE_KEY, launcherIn, openWindow, openWorld, signIn } from './world.ts'
export type { Agent, Visitor, World, WorldOptions } from './world.ts'
