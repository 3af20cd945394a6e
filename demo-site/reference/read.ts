/**
 * Reads the reference of the SDK out of its sources: what the types are called and what their comments say of them. The page
 * shows what developers see when they hover over a name, so the two cannot drift apart.
 */
import { readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import type { Comment, Expression, Program, Span, TSInterfaceDeclaration, TSSignature } from 'oxc-parser'
import { readDoc } from './doc.ts'
import type { Doc } from './doc.ts'

export interface Method {
  readonly name: string
  /** `send(content: string): Promise<MessageId>` */
  readonly signature: string
  readonly doc: Doc
}
export interface Field {
  readonly name: string
  readonly type: string
  readonly isOptional: boolean
  readonly doc: Doc
}
export interface EventOfSdk {
  readonly name: string
  readonly doc: Doc
  readonly payload: readonly Field[]
  /** Of a payload that is no plain object. */
  readonly type: string
}
export interface TypeOfSdk {
  readonly name: string
  readonly doc: Doc
  /** Of an interface. */
  readonly fields: readonly Field[]
  /** Of another type: what it stands for. */
  readonly code: string
}
export interface ErrorOfSdk {
  readonly code: string
  readonly sentence: string
  readonly remedy: string
}
export interface Reference {
  readonly methods: readonly Method[]
  readonly events: readonly EventOfSdk[]
  /** What methods and events name, directly or through one another. */
  readonly types: readonly TypeOfSdk[]
  /** What pages can meet; refusals of the console's forms are none of it. */
  readonly errors: readonly ErrorOfSdk[]
}

const SDK = new URL('../../sdk/', import.meta.url)
const TYPES = ['api/types.ts', 'api/ports.ts', 'api/emitter.ts', 'protocol/http.ts', 'protocol/parts.ts', 'protocol/conversation.ts', 'protocol/site.ts', 'thread/types.ts']

export function readReference(): Reference {
  const sources = TYPES.map(read)
  const methods = membersOf(sources[0], 'Foyer').flatMap(({ source, member }) =>
    member.type === 'TSMethodSignature' && member.key.type === 'Identifier' ? [{ name: member.key.name, signature: textOf(source, member), doc: docOf(source, member) }] : [],
  )
  const events = membersOf(read('api/events.ts'), 'FoyerEvents').flatMap(({ source, member }) => {
    if (member.type !== 'TSPropertySignature' || !member.typeAnnotation) return []
    const { typeAnnotation: type } = member.typeAnnotation
    const payload = type.type === 'TSTypeLiteral' ? type.members.flatMap((each) => fieldOf(source, each)) : []
    const isNothing = textOf(source, type) === 'Record<never, never>'
    return [{ name: keyOf(source, member), doc: docOf(source, member), payload, type: payload.length > 0 || isNothing ? '' : textOf(source, type) }]
  })
  const declared = new Map(sources.flatMap(typesIn).map((type) => [type.name, type]))
  const shown = [...methods.map(({ signature }) => signature), ...events.flatMap(({ payload, type }) => [type, ...payload.map((field) => field.type)])]
  const types = reachable(declared, shown)
  return { methods, events, types, errors: [...errorsIn(read('protocol/page-errors.ts')), ...errorsIn(read('protocol/errors.ts')), ...errorsIn(read('protocol/talk-errors.ts'))] }
}

interface Source {
  readonly text: string
  readonly program: Program
  readonly comments: readonly Comment[]
}

function read(file: string): Source {
  const text = readFileSync(new URL(file, SDK), 'utf8')
  const { program, comments } = parseSync(file, text)
  return { text, program, comments }
}

/** A part of a source on one line. */
const textOf = ({ text }: Source, { start, end }: Span) => text.slice(start, end).replace(/\s+/g, ' ').replace(/,? \)/g, ')').replaceAll('readonly ', '')

/** The comment that ends where something begins. */
function docOf({ text, comments }: Source, { start }: Span): Doc {
  const comment = comments.findLast(({ type, end, value }) => type === 'Block' && value.startsWith('*') && end <= start && text.slice(end, start).trim() === '')
  return readDoc(comment?.value ?? '')
}

const keyOf = ({ text }: Source, { key }: { readonly key: Span }) => text.slice(key.start, key.end).replace(/^'|'$/g, '')

function membersOf(source: Source | undefined, name: string): { readonly source: Source; readonly member: TSSignature }[] {
  const found = source?.program.body.find((statement) => statement.type === 'ExportNamedDeclaration' && statement.declaration?.type === 'TSInterfaceDeclaration' && statement.declaration.id.name === name)
  if (!source || found?.type !== 'ExportNamedDeclaration' || found.declaration?.type !== 'TSInterfaceDeclaration') throw new Error(`The sources have no interface ${name}.`)
  return found.declaration.body.body.map((member) => ({ source, member }))
}

function fieldOf(source: Source, member: TSSignature): Field[] {
  if (member.type === 'TSPropertySignature' && member.typeAnnotation) {
    return [{ name: keyOf(source, member), type: textOf(source, member.typeAnnotation.typeAnnotation), isOptional: member.optional, doc: docOf(source, member) }]
  }
  if (member.type === 'TSMethodSignature') {
    return [{ name: keyOf(source, member), type: textOf(source, { start: member.key.end, end: member.end }), isOptional: member.optional, doc: docOf(source, member) }]
  }
  return []
}

function typesIn(source: Source): TypeOfSdk[] {
  return source.program.body.flatMap((statement): TypeOfSdk[] => {
    if (statement.type !== 'ExportNamedDeclaration' || !statement.declaration) return []
    const { declaration } = statement
    const doc = docOf(source, statement)
    if (declaration.type === 'TSInterfaceDeclaration') return [{ name: declaration.id.name, doc, fields: fieldsOf(source, declaration), code: extendsOf(source, declaration) }]
    if (declaration.type === 'TSTypeAliasDeclaration') return [{ name: declaration.id.name, doc, fields: [], code: source.text.slice(declaration.start, declaration.end).replaceAll('readonly ', '') }]
    return []
  })
}

const fieldsOf = (source: Source, { body }: TSInterfaceDeclaration) => body.body.flatMap((member) => fieldOf(source, member))
const extendsOf = (source: Source, { id, extends: bases }: TSInterfaceDeclaration) =>
  bases.length > 0 ? `interface ${id.name} extends ${bases.map((base) => textOf(source, base)).join(', ')}` : ''

/** In the order in which they are met. The table of the methods is no type that somebody looks up. */
function reachable(declared: ReadonlyMap<string, TypeOfSdk>, texts: readonly string[]): TypeOfSdk[] {
  const found = new Set<TypeOfSdk>()
  const look = (text: string) => {
    for (const [name] of text.matchAll(/\b[A-Z]\w+/g)) {
      const type = declared.get(name)
      if (type && name !== 'Foyer') found.add(type)
    }
  }
  texts.forEach(look)
  for (const { fields, code } of found) [code, ...fields.map(({ type }) => type)].forEach(look)
  return [...found]
}

/** A table of refusals: each a code with its sentence and its remedy. */
function errorsIn({ program }: Source): ErrorOfSdk[] {
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration') continue
    const table = bare(statement.declaration.declarations[0]?.init)
    if (table?.type !== 'ObjectExpression') continue
    return table.properties.flatMap((row) => {
      // Of another table, which is read for itself.
      if (row.type === 'SpreadElement') return []
      const words = row.type === 'Property' && row.value.type === 'ArrayExpression' ? row.value.elements.map((word) => (word?.type === 'Literal' ? String(word.value) : undefined)) : []
      const [sentence, remedy] = words
      if (row.type !== 'Property' || row.key.type !== 'Identifier' || !sentence || !remedy) throw new Error('A table of errors is not read as expected.')
      return { code: row.key.name, sentence, remedy }
    })
  }
  throw new Error('There is no table of errors where one is expected.')
}

/** Without what only the types say. */
function bare(expression: Expression | null | undefined): Expression | null | undefined {
  return expression?.type === 'TSAsExpression' || expression?.type === 'TSSatisfiesExpression' ? bare(expression.expression) : expression
}
