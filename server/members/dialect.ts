/**
 * Lets a library that speaks Kysely use our store: each of its statements is a transaction of its own, in the same
 * worker or pool as everything else.
 */
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import { rawSql } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'

export function storeDialect(store: Store): Dialect {
  const isSqlite = store.engine === 'sqlite'
  return {
    createAdapter: () => (isSqlite ? new SqliteAdapter() : new PostgresAdapter()),
    createDriver: () => storeDriver(store),
    createIntrospector: (db) => (isSqlite ? new SqliteIntrospector(db) : new PostgresIntrospector(db)),
    createQueryCompiler: () => (isSqlite ? new SqliteQueryCompiler() : new PostgresQueryCompiler()),
  }
}

function storeDriver(store: Store): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows, changes } = await store.run(rawSql, { sql, parameters })
      // The library knows what it has asked for; the store passes rows on as they are.
      return { rows: rows as Row[], numAffectedRows: BigInt(changes) }
    },
    streamQuery: () => {
      throw new Error('The store does not stream')
    },
  }
  const noTransactions = async () => {
    throw new Error('The store runs each statement as a transaction of its own')
  }
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: noTransactions,
    commitTransaction: noTransactions,
    rollbackTransaction: noTransactions,
    destroy: async () => undefined,
  }
}
