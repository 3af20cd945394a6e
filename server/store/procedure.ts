/**
 * A unit of work on the database is a *procedure*: a named generator from plain data to plain data that yields its
 * queries and is sent their rows. It knows neither engine nor thread. The SQLite store drives it inside the worker that
 * owns the file, without a round trip; the PostgreSQL store drives it over a connection. One procedure is one
 * transaction: what it returns is on disk before anybody hears of it, and what it throws undoes it.
 *
 * Time, ids and chance come in with the input: a procedure may be run again after a deadlock, and gives the same.
 */
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Compilable, OperationNodeSource, RootOperationNode } from 'kysely'
import type { Schema } from './schema.ts'

/** Builds queries; never runs one. */
export const db = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** Anything the query builder makes that can be run. */
export type Buildable<Row> = Compilable<Row> & OperationNodeSource

export type Values = Readonly<Record<string, unknown>>
export interface QueryResult {
  readonly rows: readonly unknown[]
  /** Rows inserted, changed or deleted. */
  readonly changes: number
}

/** A query that is compiled once per engine and run with new values each time. */
export interface Prepared<V extends Values, Row> {
  readonly node: RootOperationNode
  readonly types?: { readonly values: V; readonly row: Row }
}

/** Stands for a value in a prepared query until it is run. */
export class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * Prepares a query: `prepare((p: { id: SiteId }) => db.selectFrom('sites').selectAll().where('id', '=', p.id))`.
 * Each value must be used as a whole, for it is only a placeholder while the query is built.
 */
export function prepare<V extends Values, Row>(build: (placeholders: V) => Buildable<Row>): Prepared<V, Row> {
  const placeholders = new Proxy({}, { get: (_target, name) => new Placeholder(String(name)) })
  // The proxy answers every name with a placeholder, which the builder takes for a value of the declared type.
  return { node: build(placeholders as V).toOperationNode() as RootOperationNode }
}

/** Prepares the insertion of one row into a table, with exactly these columns. */
export function prepareInsert<Table extends keyof Schema & string, Column extends keyof Schema[Table] & string>(
  table: Table,
  columns: readonly Column[],
): Prepared<Pick<Schema[Table], Column>, unknown> {
  const row = Object.fromEntries(columns.map((column) => [column, new Placeholder(column)]))
  // The row has just the columns that are asked for, each standing for a value of its type.
  return { node: db.insertInto(table).values(row as never).toOperationNode() as RootOperationNode }
}

/** `isBlind`: nobody looks at its answer, so that over a connection the next one leaves without waiting for it. */
export type Query =
  | { readonly kind: 'prepared'; readonly query: Prepared<never, unknown>; readonly values: Values; readonly isBlind?: true }
  | { readonly kind: 'built'; readonly node: RootOperationNode; readonly isBlind?: true }
  | { readonly kind: 'sql'; readonly sql: string; readonly parameters: readonly unknown[] }

export type Step =
  | Query
  /** Holds a name until the transaction ends. Procedures on SQLite run one after another anyway. */
  | { readonly kind: 'lock'; readonly name: string }
  /** Steps that do not wait for each other's answers. They are done in order; `rows` of the answer are theirs. */
  | { readonly kind: 'together'; readonly steps: readonly Step[]; readonly isBlind?: true }

/** Nobody looks at its answer. */
export const isBlind = (step: Step): boolean => step.kind === 'lock' || ('isBlind' in step && step.isBlind === true)
const NOTHING: QueryResult = { rows: [], changes: 0 }

/** What a procedure's body returns to its caller, by way of its queries. */
export type Work<Output> = Generator<Step, Output, QueryResult>

export interface Procedure<Input, Output> {
  readonly name: string
  readonly body: (input: Input) => Work<Output>
}

const registered = new Map<string, Procedure<never, unknown>>()

/** Names a unit of work, so that the store's worker finds it. Names are unique: `capability.verb`. */
export function procedure<Input, Output>(name: string, body: (input: Input) => Work<Output>): Procedure<Input, Output> {
  if (registered.has(name)) throw new Error(`Two procedures are called ${name}`)
  const made = { name, body }
  registered.set(name, made)
  return made
}

export function procedureNamed(name: string): Procedure<never, unknown> {
  const found = registered.get(name)
  if (!found) throw new Error(`No procedure is called ${name}; is its file listed in store/procedures.ts?`)
  return found
}

/** All rows of a prepared query. */
export function rows<V extends Values, Row>(query: Prepared<V, Row>, values: V): Work<readonly Row[]>
/** All rows of a query built for this once, for lists of unknown length and conditions that vary. */
export function rows<Row>(query: Buildable<Row>): Work<readonly Row[]>
export function* rows(query: Prepared<Values, unknown> | Buildable<unknown>, values?: Values): Work<readonly unknown[]> {
  return (yield step(query, values)).rows
}

/** The first row, if there is one. */
export function first<V extends Values, Row>(query: Prepared<V, Row>, values: V): Work<Row | undefined>
export function first<Row>(query: Buildable<Row>): Work<Row | undefined>
export function* first(query: Prepared<Values, unknown> | Buildable<unknown>, values?: Values): Work<unknown> {
  return (yield step(query, values)).rows[0]
}

/** Runs a change and says how many rows it touched. */
export function run<V extends Values>(query: Prepared<V, unknown>, values: V): Work<number>
export function run(query: Buildable<unknown>): Work<number>
export function* run(query: Prepared<Values, unknown> | Buildable<unknown>, values?: Values): Work<number> {
  return (yield step(query, values)).changes
}

/** Runs a change of which nobody needs to know how many rows it touched. Over a connection it costs no wait of its own. */
export function write<V extends Values>(query: Prepared<V, unknown>, values: V): Work<void>
export function write(query: Buildable<unknown>): Work<void>
export function* write(query: Prepared<Values, unknown> | Buildable<unknown>, values?: Values): Work<void> {
  yield { ...step(query, values), isBlind: true }
}

type Outputs<Works extends readonly Work<unknown>[]> = { -readonly [Index in keyof Works]: Works[Index] extends Work<infer Output> ? Output : never }

/**
 * Does several things that do not need each other's answers, in as many waits as the longest of them: over a connection
 * each wait is a way to the database and back. A lock that stands first is held before the others look.
 */
export function* together<const Works extends readonly Work<unknown>[]>(...works: Works): Work<Outputs<Works>> {
  const outputs: unknown[] = []
  let steps: Step[] = []
  let waiting: { readonly work: Work<unknown>; readonly index: number; readonly step: number }[] = []
  /** Takes the steps of one up to the first whose answer it needs. */
  const goOn = (work: Work<unknown>, index: number, answer?: QueryResult): void => {
    let next = answer ? work.next(answer) : work.next()
    for (; !next.done; next = work.next(NOTHING)) {
      steps.push(next.value)
      if (!isBlind(next.value)) return void waiting.push({ work, index, step: steps.length - 1 })
    }
    outputs[index] = next.value
  }
  for (const [index, work] of works.entries()) goOn(work, index)
  while (waiting.length > 0) {
    const asked = waiting
    // One answer for each step, as `Step` says.
    const answers = (yield { kind: 'together', steps }).rows as readonly QueryResult[]
    steps = []
    waiting = []
    for (const { work, index, step } of asked) goOn(work, index, answers[step]!)
  }
  if (steps.length > 0) yield { kind: 'together', steps, isBlind: true }
  return outputs as Outputs<Works>
}

/** Lets no other transaction go on that asks for the same name. Take a thread's before a workspace's. */
export function* lock(name: `thread:${string}` | `workspace:${string}` | `migrations`): Work<void> {
  yield { kind: 'lock', name }
}

function step(query: Prepared<Values, unknown> | Buildable<unknown>, values: Values | undefined): Exclude<Query, { kind: 'sql' }> {
  if ('node' in query) return { kind: 'prepared', query: query as Prepared<never, unknown>, values: values ?? {} }
  return { kind: 'built', node: query.toOperationNode() as RootOperationNode }
}

/** For a library that brings its own SQL (the members' sign-in). Everything of ours is built and typed. */
export const rawSql = procedure('store.sql', function* (input: { sql: string; parameters: readonly unknown[] }): Work<QueryResult> {
  return yield { kind: 'sql', ...input }
})
