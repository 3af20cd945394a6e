import { PostgresQueryCompiler, SqliteQueryCompiler } from 'kysely'
import { createCompiler } from '../store/compile.ts'
import { rawSql } from '../store/procedure.ts'
import type { QueryResult, Step, Work } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'

const compilers = { sqlite: createCompiler(new SqliteQueryCompiler()), postgres: createCompiler(new PostgresQueryCompiler()) }

export interface Costs {
  readonly queries: number
  /** That come out of the database. */
  readonly characters: number
}

/** Runs a procedure query by query, and counts what it costs. */
export async function costsOf(store: Store, work: Work<unknown>): Promise<Costs> {
  let [queries, characters] = [0, 0]
  const answerTo = async (step: Step): Promise<QueryResult> => {
    if (step.kind === 'lock') return { rows: [], changes: 0 }
    if (step.kind === 'together') {
      const rows: QueryResult[] = []
      for (const one of step.steps) rows.push(await answerTo(one))
      return { rows, changes: 0 }
    }
    const answer = await store.run(rawSql, compilers[store.engine](step))
    queries += 1
    characters += JSON.stringify(answer.rows).length
    return answer
  }
  for (let step = work.next(); step.done !== true; ) step = work.next(await answerTo(step.value))
  return { queries, characters }
}
