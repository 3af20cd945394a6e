/** Uploading a file piece by piece, as a visitor or as a member, and the files themselves (CW-5). */
import { API, CREDENTIALS_HEADER, LIMITS, OFFSET_HEADER, TALK_PATHS, fail, failTalk } from '@foyer/sdk/protocol'
import type { FileDescription, FileId, Result, UploadState, WorkspaceId } from '@foyer/sdk/protocol'
import { parseJson, readBytes, readJson } from '../edge/body.ts'
import { refusedProtocol } from '../edge/protocol-version.ts'
import { memberRoute, pageRoute, publicRoute, rateLimited } from '../edge/routes.ts'
import type { Answer, App, MemberRoutePorts, PageRequest } from '../edge/routes.ts'
import { isFileId, parseCredentialsHeader, parseMemberUpload, parseOffset, parseUpload } from '../edge/upload-requests.ts'
import type { Greet, Recognise } from '../visitors/greeting.ts'
import { FILE_ROUTE } from './links.ts'
import { fileResponse } from './response.ts'
import type { FileService } from './service.ts'
import type { Person } from './store.ts'

export interface FileRoutePorts extends MemberRoutePorts {
  readonly files: FileService
  readonly greet: Greet
  readonly recognise: Recognise
  now(): number
}

const ID = ':id' as FileId
const ON_UPLOAD = ['GET', 'PATCH', 'DELETE'] as const

export function fileRoutes(app: App, ports: FileRoutePorts): void {
  const { files, greet, recognise, limits, log } = ports

  const begin = async (route: string, workspaceId: WorkspaceId, by: Person, file: FileDescription): Promise<Result<UploadState>> =>
    (await limits.allow('file-uploads-of-one', by.id)) ? files.begin(workspaceId, by, file) : rateLimited(log, route, 'file-uploads-of-one')

  const onUpload = async ({ request, param, address }: PageRequest, route: string, by: Person): Promise<Answer> => {
    const id = param('id') as FileId
    if (!isFileId(id)) return failTalk('file_gone')
    const whose = by.kind === 'member' ? by.id : address
    if (request.method === 'GET') return files.state(id, by, whose)
    if (request.method === 'DELETE') return files.drop(id, by)
    const offset = parseOffset(request.headers)
    if (!offset.ok) return offset
    const piece = await readBytes(request, LIMITS.chunkBytes)
    if (!piece.ok) return piece
    // Anybody can be many visitors, but has few addresses.
    const isWithin = by.kind === 'member' || (await limits.allow('file-bytes', address, piece.value.length))
    return isWithin ? files.write(id, by, whose, offset.value, piece.value) : rateLimited(log, route, 'file-bytes')
  }

  pageRoute(app, ports, 'POST', TALK_PATHS.uploads, 'file-uploads', async ({ request, origin, address }) => {
    const body = await readJson(request)
    if (!body.ok) return body
    const parsed = refusedProtocol(body.value) ?? parseUpload(body.value)
    if (!parsed.ok) return parsed
    const greeted = await greet(parsed.value, origin, { address })
    if (!greeted.ok) return greeted
    const { visitor } = greeted.value
    return begin(TALK_PATHS.uploads, visitor.workspaceId, { kind: 'visitor', id: visitor.id }, parsed.value.file)
  })

  const visitorsUpload = TALK_PATHS.upload(ID)
  const onVisitorsUpload = async (asked: PageRequest): Promise<Answer> => {
    const credentials = parseCredentialsHeader(asked.request.headers)
    if (!credentials.ok) return credentials
    const visitor = await recognise(credentials.value, asked.origin)
    if (!visitor.ok) return visitor
    if (!visitor.value) return failTalk('file_gone')
    return visitor.value.isBlocked ? fail('visitor_blocked') : onUpload(asked, visitorsUpload, { kind: 'visitor', id: visitor.value.id })
  }
  pageRoute(app, ports, ON_UPLOAD, visitorsUpload, 'file-requests', onVisitorsUpload, ['content-type', CREDENTIALS_HEADER, OFFSET_HEADER])

  memberRoute(app, ports, 'POST', API.uploads, { right: 'read', rule: 'file-requests' }, async ({ request, member }) => {
    const parsed = await parseJson(request, parseMemberUpload)
    return parsed.ok ? begin(API.uploads, member.workspaceId, { kind: 'member', id: member.id }, parsed.value.file) : parsed
  })

  const membersUpload = API.upload(ID)
  for (const method of ON_UPLOAD) {
    memberRoute(app, ports, method, membersUpload, { right: 'read', rule: 'file-requests' }, ({ member, ...asked }) => onUpload(asked, membersUpload, { kind: 'member', id: member.id }))
  }

  publicRoute(app, ports, FILE_ROUTE, 'pages', async ({ request, param }) => {
    const { searchParams } = new URL(request.url)
    const address = { id: param('id'), variant: param('variant'), until: searchParams.get('until') ?? '', sign: searchParams.get('sign') ?? '' }
    const found = await files.find(address)
    return found ? fileResponse(found, request, { now: ports.now(), toSave: searchParams.has('save') }) : fail('not_found')
  })
}
