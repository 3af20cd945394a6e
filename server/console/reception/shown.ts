/**
 * What a page would be told of a draft, for the preview and the pictures of the maker: at once and without the server,
 * also while a draft is not yet one that can be kept. What is kept comes from the server, and is the same.
 */
import { PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { AvatarChoice, ComponentDraft, ComponentId, ComponentImage, ImageChoice, ReceptionComponent, ShowRules } from '@foyer/sdk/protocol'
import { sent } from './maker.ts'

export interface Pictures {
  /** Of the images that drafts name, by id, in CSS pixels. */
  readonly sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>
  /** Id of the company's; empty: none. */
  readonly logo: string
}

/** Names the page of a component that is kept; any other has none yet. */
export type Identity = Pick<ReceptionComponent, 'id' | 'slug'>

export const NOBODY: Identity = { id: 'preview' as ComponentId, slug: 'preview' }

/** `undefined` for what is on no page, and for a picture that is not there. */
export function shownOf(draft: ComponentDraft, pictures: Pictures, { id, slug }: Identity = NOBODY): ReceptionComponent | undefined {
  const { kind, placement, style, position, offset, shownName, greeting, avatar, accent, language, image, selectors, target, closedFor, show } = sent(draft)
  if (style === 'article-picture') return undefined
  const picture = image && imageOf(image, pictures)
  if (style === 'image' && !picture) return undefined
  const face = avatar && avatarPath(avatar, pictures)
  const rules: ShowRules = { ...show, ...(placement === 'mobile-page' && { device: 'mobile' }) }
  return {
    id,
    kind,
    style,
    position,
    offset,
    shownName,
    ...(greeting && { greeting }),
    ...(face !== undefined && { avatar: face }),
    ...(accent !== undefined && COLOUR.test(accent) && { accent }),
    ...(language !== 'auto' && { language }),
    ...(picture && { image: picture }),
    ...(selectors && { selectors }),
    ...(target?.kind === 'phone' && { phone: target.number }),
    ...(target?.kind === 'card' && {
      card: {
        title: target.title,
        ...(target.text && { text: target.text }),
        address: target.address,
        code: target.code === undefined ? PUBLIC_PATHS.cardCode(slug) : PUBLIC_PATHS.image(target.code),
      },
    }),
    slug,
    ...(closedFor !== undefined && { closedFor }),
    ...(Object.keys(rules).length > 0 && { show: rules }),
  }
}

/** While one types, a colour may be half of one. */
const COLOUR = /^#[\da-f]{6}$/i

export function avatarPath(avatar: AvatarChoice, { logo }: Pick<Pictures, 'logo'>): string | undefined {
  if (avatar.kind === 'built-in') return PUBLIC_PATHS.avatar(avatar.name)
  const id = avatar.kind === 'logo' ? logo : avatar.id
  return id ? PUBLIC_PATHS.image(id) : undefined
}

function imageOf({ src, hover, mobile, alt }: ImageChoice, { sizes }: Pictures): ComponentImage | undefined {
  const size = sizes.get(src)
  return (
    size && {
      src: PUBLIC_PATHS.image(src),
      ...(hover !== undefined && { hover: PUBLIC_PATHS.image(hover) }),
      ...(mobile !== undefined && { mobile: PUBLIC_PATHS.image(mobile) }),
      alt,
      ...size,
    }
  )
}
