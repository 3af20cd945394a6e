/** Pages of the settings on what is said without a human: greetings, automatic replies, bots. */
import { BotsPage } from './bots.tsx'
import { framed } from './frame.tsx'
import { GreetingsPage } from './greetings.tsx'
import { RepliesPage } from './replies.tsx'

export const Greetings = framed(GreetingsPage)
export const Replies = framed(RepliesPage)
export const Bots = framed(BotsPage)
