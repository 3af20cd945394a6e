/** What proofs of identity say of their users (CW-27). */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

export const SIGNED_DETAILS: Migration = {
  name: '0008-signed-details',
  changes: [db.schema.alterTable('identities').addColumn('details', 'text')],
}
