/** Uploading a picture (RC-5), and the pictures that every page may show: uploaded ones and the built-in avatars (RC-3). */
import { randomBytes } from 'node:crypto'
import { API, LIMITS, PUBLIC_PATHS, fail, failForm, ok } from '@foyer/sdk/protocol'
import type { ImageRecord, Result } from '@foyer/sdk/protocol'
import { readBytes } from '../edge/body.ts'
import { memberRoute, publicRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import type { Store } from '../store/store.ts'
import { AVATARS } from './avatars.ts'
import { createImageCache } from './cache.ts'
import { readPicture } from './picture.ts'
import { picture, pictureResponse } from './response.ts'
import { keepImage, readImage } from './store.ts'

export interface ImageRoutePorts extends MemberRoutePorts {
  readonly store: Store
  now(): number
}

/** 128 bits of chance: nobody finds a picture by trying. */
const newImageId = (): string => randomBytes(16).toString('base64url')

export function imageRoutes(app: App, ports: ImageRoutePorts): void {
  const { store } = ports
  const cached = createImageCache(async (id) => {
    const row = await store.run(readImage, { id })
    return row && picture(row.type, Buffer.from(row.bytes, 'base64'))
  })
  const avatars = new Map(Object.entries(AVATARS).map(([name, svg]) => [`${name}.svg`, picture('image/svg+xml', Buffer.from(svg))]))

  memberRoute(app, ports, 'POST', API.images, { right: 'change', rule: 'uploads' }, async ({ request, member }): Promise<Result<ImageRecord>> => {
    const body = await readBytes(request, LIMITS.imageBytes)
    if (!body.ok) return body.code === 'too_large' ? failForm('image_too_large') : body
    const read = await readPicture(body.value)
    if (!read.ok) return read
    const { bytes, ...facts } = read.value
    const id = newImageId()
    await store.run(keepImage, { id, workspaceId: member.workspaceId, ...facts, bytes: bytes.toString('base64'), by: member.id, now: ports.now() })
    return ok({ id, path: PUBLIC_PATHS.image(id), ...facts })
  })

  publicRoute(app, ports, PUBLIC_PATHS.image(':id'), 'pages', async ({ request, param }) => {
    const found = await cached(param('id'))
    return found ? pictureResponse(found, request, 'public, max-age=31536000, immutable') : fail('not_found')
  })

  publicRoute(app, ports, '/avatars/:file', 'pages', async ({ request, param }) => {
    const found = avatars.get(param('file'))
    return found ? pictureResponse(found, request, 'public, max-age=86400') : fail('not_found')
  })
}
