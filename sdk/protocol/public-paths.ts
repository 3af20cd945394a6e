import { SLUG_PATHS } from './slug-paths.ts'

/** Addresses that no page needs before the first click; in a file of their own, so that none carries them. */
export const PUBLIC_PATHS = {
  /** GET: a picture that was uploaded, by its id. Never changes. */
  image: (id: string): string => `/v1/images/${id}`,
  /** GET: one of the built-in avatars. */
  avatar: (name: string): string => `/avatars/${name}.svg`,
  /** GET: SVG of the QR code of a component's card address. */
  cardCode: (slug: string): string => `/v1/codes/${slug}.svg`,
  ...SLUG_PATHS,
} as const
