/**
 * Whether one variant of an invitation is better than the others, or whether there are too few showings to tell (IV-9). Pure.
 *
 * Accepted shares are compared two by two with the two-proportion z-test (NIST/SEMATECH e-Handbook of Statistical Methods,
 * 7.3.3, with the pooled share), at 95 % for all pairs together: with more variants each pair must differ more
 * (Bonferroni), else chance alone would soon find a winner. It is not asked before the normal distribution may stand for
 * the binomial one: at least {@link LEAST_EXPECTED} acceptances and as many others are to be expected of each.
 */
export interface Showings {
  readonly id: string
  readonly shown: number
  readonly accepted: number
}

export type Verdict =
  /** Nothing to compare: one variant alone. */
  | { readonly kind: 'single' }
  /** `each`: about so many showings of each would make clear a difference like that of the two best. Absent: there is none yet. */
  | { readonly kind: 'too-few'; readonly each?: number }
  /** `id` is accepted more often than each of the others, and hardly by chance. */
  | { readonly kind: 'better'; readonly id: string }

export const LEAST_EXPECTED = 5

/** Two-sided 5 % divided by the pairs of 2, 3 and 4 variants: 1, 3 and 6. */
const CRITICAL: Readonly<Record<number, number>> = { 2: 1.96, 3: 2.394, 4: 2.638 }
/** Of a power of 80 %: a difference that is there is found four times of five. */
const POWER = 0.842

export const shareOf = ({ shown, accepted }: Pick<Showings, 'shown' | 'accepted'>): number => (shown === 0 ? 0 : accepted / shown)

export function tellApart(variants: readonly Showings[]): Verdict {
  const critical = CRITICAL[variants.length]
  if (critical === undefined) return { kind: 'single' }
  const [best, ...others] = variants.toSorted((a, b) => shareOf(b) - shareOf(a)) as [Showings, Showings, ...Showings[]]
  if (others.every((other) => differs(best, other, critical))) return { kind: 'better', id: best.id }
  const each = needed(best, others[0]!, critical)
  return { kind: 'too-few', ...(each !== undefined && { each }) }
}

function differs(one: Showings, other: Showings, critical: number): boolean {
  const pooled = (one.accepted + other.accepted) / (one.shown + other.shown)
  const expected = Math.min(one.shown, other.shown) * Math.min(pooled, 1 - pooled)
  // `NaN` of nobody is less than nothing either way.
  if (!(expected >= LEAST_EXPECTED)) return false
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.shown + 1 / other.shown))
  return (shareOf(one) - shareOf(other)) / error >= critical
}

/** Rounded up to two digits: it is an estimate, and more digits would say otherwise. */
function needed(one: Showings, other: Showings, critical: number): number | undefined {
  const [p, q] = [shareOf(one), shareOf(other)]
  if (one.shown === 0 || other.shown === 0 || p === q) return undefined
  const exact = ((critical + POWER) ** 2 * (p * (1 - p) + q * (1 - q))) / (p - q) ** 2
  const least = Math.max(exact, LEAST_EXPECTED / Math.max(0.01, Math.min((p + q) / 2, 1 - (p + q) / 2)))
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(least)) - 1)
  return Math.ceil(least / digits) * digits
}
