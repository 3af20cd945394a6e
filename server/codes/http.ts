/** QR codes to download in the console (RC-7), and those that a card on a page shows (RC-1). */
import { API, PUBLIC_PATHS, fail } from '@foyer/sdk/protocol'
import type { ComponentId, Result } from '@foyer/sdk/protocol'
import { memberRoute, publicRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import { picture, pictureResponse } from '../images/response.ts'
import type { Store } from '../store/store.ts'
import { TooLong, codePng, codeSvg, readLogo } from './code.ts'
import { readCardAddress, readLinkedComponent } from './store.ts'

export interface CodeRoutePorts extends MemberRoutePorts {
  readonly store: Store
  publicOrigin(): string
}

/** Pixels of a side. */
const SIZES = [256, 512, 1024]
const CARD_PIXELS = 512
/** A card's address may be changed; pages show the new one within a minute (RC-15). */
const CARD_CACHE = 'public, max-age=60'

export function codeRoutes(app: App, ports: CodeRoutePorts): void {
  const { store, publicOrigin } = ports

  for (const format of ['svg', 'png'] as const) {
    memberRoute(app, ports, 'GET', `${API.component(':id' as ComponentId)}/code.${format}`, { right: 'read' }, async ({ request, member, param }) => {
      const { searchParams } = new URL(request.url)
      const size = Number(searchParams.get('size') ?? CARD_PIXELS)
      if (!SIZES.includes(size)) return fail('invalid_input', { field: 'size' })
      const withLogo = searchParams.get('logo') === '1'
      const component = await store.run(readLinkedComponent, { id: param('id') as ComponentId, workspaceId: member.workspaceId, withLogo })
      if (!component) return fail('not_found')
      const { slug, name } = component
      const logo = component.logo && (await readLogo(Buffer.from(component.logo.bytes, 'base64')))
      const options = { size, ...(logo && { logo }) }
      const link = `${publicOrigin()}${PUBLIC_PATHS.chatPage(slug)}`
      const drawn = format === 'png' ? picture('image/png', await codePng(link, options)) : picture('image/svg+xml', Buffer.from(await codeSvg(link, options)))
      const response = pictureResponse(drawn, request, 'private, no-cache')
      response.headers.set('content-disposition', download(`code-${slug}-${size}.${format}`, `${name} ${size}.${format}`))
      return response
    })
  }

  publicRoute(app, ports, '/v1/codes/:file', 'pages', async ({ request, param }): Promise<Result<never> | Response> => {
    const [, slug] = /^([\w-]+)\.svg$/.exec(param('file')) ?? []
    const address = slug && (await store.run(readCardAddress, { slug }))
    if (address === undefined) return fail('not_found')
    try {
      const svg = await codeSvg(URL.parse(address)?.href ?? address, { size: CARD_PIXELS })
      return pictureResponse(picture('image/svg+xml', Buffer.from(svg)), request, CARD_CACHE)
    } catch (error) {
      if (error instanceof TooLong) return fail('not_found', { message: 'The address is longer than a code can hold.' })
      throw error
    }
  })
}

/** Old programs take the first name, which may be ASCII alone (RFC 6266). */
const download = (plainName: string, name: string): string =>
  `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`
