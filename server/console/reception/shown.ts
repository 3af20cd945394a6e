/**
 * What a page would be told of a draft, for the preview and the pictures of the maker: at once and without the server,
 * also while a draft is not yet one that can be kept. What is kept comes from the server, and is the same.
 */
import { PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { ComponentDraft, ComponentId, ImageRecord, ReceptionComponent } from '@foyer/sdk/protocol'
import { sent } from './maker.ts'

export interface Pictures {
  /** Those that a draft may name, by id. */
  readonly images: ReadonlyMap<string, Pick<ImageRecord, 'path' | 'width' | 'height'>>
  readonly logoPath?: string | undefined
}

/** Names the page of a component that is kept; any other has none yet. */
export type Identity = Pick<ReceptionComponent, 'id' | 'slug'>

export const NOBODY: Identity = { id: 'preview' as ComponentId, slug: 'preview' }

/** `undefined` for what is on no page. */
export function shownOf(draft: ComponentDraft, { images, logoPath }: Pictures, { id, slug }: Identity = NOBODY): ReceptionComponent | undefined {
  const { kind, style, position, offset, shownName, greeting, avatar, accent, language, image, selectors, target, closedFor, show } = sent(draft)
  if (style === 'article-picture') return undefined
  const pathOf = (of: string | undefined) => (of === undefined ? undefined : images.get(of)?.path)
  const face = avatar?.kind === 'built-in' ? PUBLIC_PATHS.avatar(avatar.name) : avatar?.kind === 'image' ? pathOf(avatar.id) : avatar && logoPath
  const picture = image && images.get(image.src)
  const [hover, mobile] = [pathOf(image?.hover), pathOf(image?.mobile)]
  return {
    id,
    kind,
    style,
    position,
    offset,
    shownName,
    ...(greeting && { greeting }),
    ...(face !== undefined && { avatar: face }),
    ...(accent !== undefined && { accent }),
    ...(language !== 'auto' && { language }),
    ...(image && picture && { image: { src: picture.path, ...(hover !== undefined && { hover }), ...(mobile !== undefined && { mobile }), alt: image.alt, width: picture.width, height: picture.height } }),
    ...(selectors && { selectors }),
    ...(target?.kind === 'phone' && { phone: target.number }),
    ...(target?.kind === 'card' && {
      card: { title: target.title, ...(target.text && { text: target.text }), address: target.address, code: pathOf(target.code) ?? PUBLIC_PATHS.cardCode(slug) },
    }),
    slug,
    ...(closedFor !== undefined && { closedFor }),
    ...(Object.keys(show).length > 0 && { show }),
  }
}
