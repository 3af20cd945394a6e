import type { QueryCompiler, RootOperationNode } from 'kysely'
import { Placeholder } from './procedure.ts'
import type { Prepared, Query, Values } from './procedure.ts'

/** SQL of one engine with the values to bind. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** Turns queries into one engine's SQL. Prepared queries are compiled once, and only their values change. */
export function createCompiler(compiler: QueryCompiler): (query: Query) => Statement {
  const compiled = new WeakMap<object, Statement>()

  const compile = (node: RootOperationNode): Statement => compiler.compileQuery(node, { queryId: 'foyer' })

  const compilePrepared = (query: Prepared<never, unknown>): Statement => {
    const known = compiled.get(query)
    if (known) return known
    const fresh = compile(query.node)
    compiled.set(query, fresh)
    return fresh
  }

  return (step) => {
    switch (step.kind) {
      case 'sql':
        return step
      case 'built':
        return compile(step.node)
      case 'prepared': {
        const { sql, parameters } = compilePrepared(step.query)
        return { sql, parameters: parameters.map((parameter) => bound(parameter, step.values)) }
      }
    }
  }
}

function bound(parameter: unknown, values: Values): unknown {
  if (!(parameter instanceof Placeholder)) return parameter
  const value = values[parameter.name]
  if (value === undefined) throw new Error(`A query needs the value "${parameter.name}"`)
  return value
}
