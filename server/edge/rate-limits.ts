/**
 * How often somebody may do what. Within reason nobody notices: an outbox of a hundred messages that waited for the
 * network passes at once. `rate_limited` passes by itself, so a client that meets it keeps what it has and comes back.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible'

export interface RateRule {
  readonly points: number
  readonly seconds: number
  /** All servers on a database count together; else each for itself. For what is rare, and must not be had once for each server. */
  readonly isShared?: true
}

export const RATE_RULES = {
  /** Drafts of one visitor or member. */
  'messages': { points: 300, seconds: 10 },
  /** What visitors write, by address: it stays, and anybody can be many visitors. A school that talks all day stays far below. */
  'message-characters': { points: 100_000_000, seconds: 3_600 },
  /** Conversations that begin, by address, behind which may be a whole office; a desk drowns in more. The one after the last still passes. */
  'conversations': { points: 300, seconds: 600, isShared: true },
  /** Buttons and forms that one visitor answers, each of which is looked for in all that the thread holds, and ratings, which all stay. */
  'replies': { points: 60, seconds: 600 },
  /** Conversations that one visitor ends. The next message begins another, which goes to an agent and stays in the thread. */
  'endings': { points: 30, seconds: 600 },
  /** Every other request of one visitor or member: catching up in pages, marks. */
  'requests': { points: 200, seconds: 10 },
  /** Everything that windows ask by socket, by address: five hundred a second are an office in which everybody talks at once. */
  'requests-of-address': { points: 5_000, seconds: 10 },
  /** Notes that somebody types; past it they are dropped. */
  'typing': { points: 20, seconds: 10 },
  /** Per address, behind which may be a whole office or school. */
  'greetings': { points: 1_200, seconds: 60 },
  'pages': { points: 1_200, seconds: 60 },
  /** Showings and clicks, by address. Each is a row that stays, and any program can say that it is a page of a site. */
  'counts': { points: 3_000, seconds: 60 },
  /** Events that the pages of one visitor tell; the card shows the last few. */
  'tracking': { points: 120, seconds: 60 },
  /** Proofs of one visitor: each costs a check of a signature. */
  'proofs': { points: 30, seconds: 60 },
  /** Of one visitor, address or member: each reads, or takes away, all that is kept of somebody. */
  'personal-data': { points: 10, seconds: 60 },
  /** What one member asks and changes in the console. A live preview asks at every change of a field. */
  'settings': { points: 600, seconds: 60 },
  /** Of one member: each costs a good part of a second of the processor. */
  'uploads': { points: 30, seconds: 60 },
  /** Pieces of files and what goes with them, by address of visitors and by member: forty pieces make the largest file. */
  'file-requests': { points: 2_400, seconds: 60 },
  /** Files that visitors begin to send, by address. */
  'file-uploads': { points: 300, seconds: 60 },
  /** The same, of one visitor or member. */
  'file-uploads-of-one': { points: 60, seconds: 60 },
  /** Bytes of visitors' files, by address: they stay, and anybody can be a visitor. */
  'file-bytes': { points: 2_000_000_000, seconds: 3_600 },
  /** Of one member: each fetches a page from elsewhere, and reads it (RC-20). One that was made for it takes a second of the processor. */
  'site-checks': { points: 10, seconds: 60 },
  /** Of one member: each reads up to a month, and replays it (AL-17). */
  'simulations': { points: 30, seconds: 60 },
  /** Transcripts that one visitor downloads: each reads a whole thread. */
  'transcripts': { points: 20, seconds: 600 },
  /** Mails that a visitor asks for, by visitor and by whom they go to: nobody may have others written to (CW-15). */
  'mails': { points: 5, seconds: 3_600, isShared: true },
  'mails-of-address': { points: 30, seconds: 3_600, isShared: true },
  /** Per address; a password is wrong now and then, but not this often. */
  'sign-ins': { points: 20, seconds: 60, isShared: true },
  /** Per account, wherever the attempts come from. */
  'sign-ins-of-account': { points: 10, seconds: 60, isShared: true },
} as const satisfies Record<string, RateRule>
export type RateRuleName = keyof typeof RATE_RULES

export interface RateLimits {
  /** Counts, and says whether it is still within the rule. */
  allow(rule: RateRuleName, key: string, points?: number): Promise<boolean>
  /** Another server has counted. */
  spentElsewhere(rule: RateRuleName, key: string, points: number): void
}

/**
 * `changed` replaces rules; a benchmark has all its visitors at one address. `spent` tells other servers what counts for a
 * rule that they share.
 */
export function createRateLimits(
  changed: Partial<Record<RateRuleName, RateRule>> = {},
  spent: (rule: RateRuleName, key: string, points: number) => void = () => undefined,
): RateLimits {
  const rules = Object.entries<RateRule>({ ...RATE_RULES, ...changed })
  const limiters = new Map(rules.map(([name, { points, seconds }]) => [name, new RateLimiterMemory({ keyPrefix: '', points, duration: seconds })]))
  const shared = new Set(rules.flatMap(([name, { isShared }]) => (isShared ? [name] : [])))
  return {
    allow(rule, key, points = 1) {
      if (points > 0 && shared.has(rule)) spent(rule, key, points)
      return limiters.get(rule)!.consume(key, points).then(
        () => true,
        (refusal: unknown) => {
          if (refusal instanceof Error) throw refusal
          return false
        },
      )
    },
    spentElsewhere: (rule, key, points) => void limiters.get(rule)?.penalty(key, points),
  }
}
