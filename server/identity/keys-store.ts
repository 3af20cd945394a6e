/** Keys of a site that proofs of identity are signed with, in the database (CW-27). */
import { fail, failForm, ok } from '@foyer/sdk/protocol'
import type { IdentityKeyId, IdentityKeyRecord, MemberId, ProofAlgorithm, Result, SiteId, WorkspaceId } from '@foyer/sdk/protocol'
import { hasSite } from '../sites/store.ts'
import { db, first, prepare, prepareInsert, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { IdentityKeyRow } from '../store/schema.ts'
import type { ProofKey } from './proofs.ts'

/** Enough for changing them, few enough that a proof without a `kid` is tried with each. */
const MOST_KEYS = 10
/** When a key was used last is written down this often at most. */
const NOTED_EVERY_MS = 60 * 60 * 1000

const keysOfSite = prepare((p: { siteId: SiteId; workspaceId: WorkspaceId }) =>
  db.selectFrom('identity_keys').selectAll().where('site_id', '=', p.siteId).where('workspace_id', '=', p.workspaceId).orderBy('created_at').orderBy('id'),
)
const insertKey = prepareInsert('identity_keys', ['id', 'workspace_id', 'site_id', 'name', 'algorithm', 'key', 'created_at', 'created_by', 'last_used_at'])
const keyById = prepare((p: { id: IdentityKeyId; siteId: SiteId }) => db.selectFrom('identity_keys').select('last_used_at').where('id', '=', p.id).where('site_id', '=', p.siteId))
const noteUse = prepare((p: { id: IdentityKeyId; now: number }) => db.updateTable('identity_keys').set({ last_used_at: p.now }).where('id', '=', p.id))

const recordOf = ({ id, name, algorithm, created_at, last_used_at }: Omit<IdentityKeyRow, 'key'>): IdentityKeyRecord => ({
  id,
  name,
  algorithm: algorithm as ProofAlgorithm,
  createdAt: created_at,
  ...(last_used_at !== null && { lastUsedAt: last_used_at }),
})

/** What the console lists. The keys themselves are shown to nobody. */
export const readKeys = procedure('identity.keys', function* (input: { workspaceId: WorkspaceId; siteId: SiteId }): Work<Result<readonly IdentityKeyRecord[]>> {
  if (!(yield* hasSite(input.siteId, input.workspaceId))) return fail('not_found')
  return ok((yield* rows(keysOfSite, input)).map(recordOf))
})

/** What a proof is checked with. Asked for at every proof, so that a key that was deleted counts no more. */
export const readProofKeys = procedure('identity.proof-keys', function* (input: { workspaceId: WorkspaceId; siteId: SiteId }): Work<readonly ProofKey[]> {
  return (yield* rows(keysOfSite, input)).map(({ id, algorithm, key }) => ({ id, algorithm: algorithm as ProofAlgorithm, key }))
})

export interface MakeKey {
  readonly id: IdentityKeyId
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  readonly name: string
  readonly algorithm: ProofAlgorithm
  readonly key: string
  readonly by: MemberId
  readonly now: number
}

export const makeKey = procedure('identity.make-key', function* (input: MakeKey): Work<Result<IdentityKeyRecord>> {
  const { id, workspaceId, siteId, name, algorithm, key, by, now } = input
  if (!(yield* hasSite(siteId, workspaceId))) return fail('not_found')
  const known = yield* rows(keysOfSite, { siteId, workspaceId })
  if (known.some((other) => other.name === name)) return failForm('name_taken', { field: 'name' })
  if (known.length >= MOST_KEYS) return failForm('too_long', { message: `A site has at most ${MOST_KEYS} keys. Delete one that is not used any more.` })
  const row = { id, workspace_id: workspaceId, site_id: siteId, name, algorithm, key, created_at: now, created_by: by, last_used_at: null }
  yield* run(insertKey, row)
  return ok(recordOf(row))
})

/** Proofs that were signed with it count no more. Who was proven by one stays so. */
export const deleteKey = procedure('identity.delete-key', function* (input: { workspaceId: WorkspaceId; siteId: SiteId; id: IdentityKeyId }): Work<Result<null>> {
  const { workspaceId, siteId, id } = input
  const gone = yield* run(db.deleteFrom('identity_keys').where('id', '=', id).where('site_id', '=', siteId).where('workspace_id', '=', workspaceId))
  return gone === 0 ? fail('not_found') : ok(null)
})

/** Whether a key still counts; notes that it was used. */
export function* useKey(id: IdentityKeyId, siteId: SiteId, now: number): Work<boolean> {
  const row = yield* first(keyById, { id, siteId })
  if (row && now - (row.last_used_at ?? -Infinity) >= NOTED_EVERY_MS) yield* run(noteUse, { id, now })
  return row !== undefined
}
