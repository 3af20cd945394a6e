/**
 * Files of the widget, kept for ever. In the database and not in a folder: every server process must have those of the
 * others while one version follows another, with PostgreSQL there need be no folder that lasts, and a backup is whole.
 * A build is some 200 kB of it.
 */
import { db, first, prepare, prepareInsert, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { ReleaseFileRow } from '../store/schema.ts'

const insertFile = prepareInsert('release_files', ['name', 'plain', 'brotli', 'integrity', 'kept_at'])
const fileByName = prepare((p: { name: string }) => db.selectFrom('release_files').selectAll().where('name', '=', p.name))
const allNames = prepare((_: Record<never, never>) => db.selectFrom('release_files').select(['name', 'integrity', 'kept_at']).orderBy('kept_at', 'desc').orderBy('name'))

export type KeptName = Pick<ReleaseFileRow, 'name' | 'integrity' | 'kept_at'>

/** Keeps what is not there yet. A file that is there is never changed, whatever comes under its name. */
export const keepFiles = procedure('releases.keep', function* ({ files }: { files: readonly ReleaseFileRow[] }): Work<void> {
  for (const file of files) if (!(yield* first(fileByName, { name: file.name }))) yield* run(insertFile, { ...file })
})

export const readKeptFile = procedure('releases.read', function* ({ name }: { name: string }): Work<ReleaseFileRow | undefined> {
  return yield* first(fileByName, { name })
})

/** Newest first. */
export const readKeptNames = procedure('releases.names', function* (_: null): Work<readonly KeptName[]> {
  return (yield* rows(allNames, {})).map((row) => ({ ...row, kept_at: Number(row.kept_at) }))
})
