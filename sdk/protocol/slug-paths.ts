/** Pages of the server that a component's slug names. In a file of their own, so that pages carry no other addresses along. */
export const SLUG_PATHS = {
  /** The chat as a page of its own (RC-8), and the transit page (RC-12). */
  chatPage: (slug: string): string => `/c/${slug}`,
  transitPage: (slug: string): string => `/go/${slug}`,
} as const
