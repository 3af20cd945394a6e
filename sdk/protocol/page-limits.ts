/** The {@link import('./limits.ts').LIMITS | bounds} that a page keeps before the first click: it carries these and not all of them. */
export const PAGE_LIMITS = {
  /** Characters of a page address, a title, a referrer. */
  address: 2_000,
  title: 300,
} as const
