/**
 * The types of the package `@foyer/sdk`: what the compiler says of the sources, without what the entry does not lead to.
 *
 * Sources import one another by the names of workspaces, and through tables of contents that also name the console's and
 * the server's affairs. Here each name is led to the file that declares it, by a relative path, so that whoever has the
 * package finds what they may use and nothing else.
 */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseSync } from 'oxc-parser'
import type { ExportSpecifier, ImportSpecifier, ModuleExportName, Program } from 'oxc-parser'
import { root } from './install.mjs'

const ENTRY = 'widget/npm/index.d.ts'

/** Writes the declarations into a folder. @returns path of the entry's, from that folder */
export async function writeTypes(folder: string): Promise<string> {
  const emitted = await mkdtemp(path.join(tmpdir(), 'foyer-types-'))
  try {
    await compile(emitted)
    for (const [file, text] of await filesFrom(emitted)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
      await writeFile(path.join(folder, file), text)
    }
    return ENTRY
  } finally {
    await rm(emitted, { recursive: true, force: true })
  }
}

async function compile(outDir: string): Promise<void> {
  const child = spawn(path.join(root, 'node_modules/.bin/tsc'), ['-p', 'widget/npm', '--outDir', outDir], { cwd: root })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk))
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`The types of the package do not compile:\n${said}`)
}

interface Declarations {
  readonly text: string
  readonly program: Program
}

async function filesFrom(emitted: string): Promise<ReadonlyMap<string, string>> {
  const parsed = new Map<string, Declarations>()
  const kept = new Map<string, string>()
  const queue = [ENTRY]

  async function read(file: string): Promise<Declarations> {
    const known = parsed.get(file)
    if (known) return known
    const text = await readFile(path.join(emitted, file), 'utf8')
    const fresh = { text, program: parseSync(file, text).program }
    parsed.set(file, fresh)
    return fresh
  }

  /** Where a name is declared that a file exports. */
  async function originOf(file: string, name: string): Promise<Origin | undefined> {
    const stars = []
    for (const statement of (await read(file)).program.body) {
      if (statement.type === 'ExportAllDeclaration') stars.push(targetOf(file, statement.source.value))
      if (statement.type !== 'ExportNamedDeclaration') continue
      if (statement.declaration && namesOf(statement.declaration).includes(name)) return { file, name }
      const specifier = statement.specifiers.find(({ exported }) => nameOf(exported) === name)
      if (specifier) return statement.source ? originOf(targetOf(file, statement.source.value), nameOf(specifier.local)) : { file, name }
    }
    for (const star of stars) {
      const found = await originOf(star, name)
      if (found) return found
    }
    return undefined
  }

  /** `import type { A, B as C } from` one file becomes one line for each file that declares one of them. */
  async function lead(file: string, from: string, keyword: string, specifiers: readonly Named[]): Promise<string> {
    const byFile = new Map<string, string[]>()
    for (const { name, as } of specifiers) {
      const origin = await originOf(from, name)
      if (!origin) throw new Error(`${file} takes ${name} from ${from}, which has no such name.`)
      queue.push(origin.file)
      byFile.set(origin.file, [...(byFile.get(origin.file) ?? []), origin.name === as ? as : `${origin.name} as ${as}`])
    }
    return [...byFile].map(([target, names]) => `${keyword} { ${names.join(', ')} } from '${relative(file, target)}';`).join('\n')
  }

  async function rewritten(file: string): Promise<string> {
    const { text, program } = await read(file)
    let result = ''
    let done = 0
    for (const statement of program.body) {
      if (!('source' in statement) || !statement.source) continue
      const from = targetOf(file, statement.source.value)
      result += text.slice(done, statement.start)
      done = statement.end
      if (statement.type === 'ExportAllDeclaration') {
        queue.push(from)
        result += `export ${statement.exportKind === 'type' ? 'type ' : ''}* from '${relative(file, from)}';`
      } else if (statement.type === 'ExportNamedDeclaration') {
        result += await lead(file, from, statement.exportKind === 'type' ? 'export type' : 'export', statement.specifiers.map(exported))
      } else if (statement.type === 'ImportDeclaration') {
        const specifiers = statement.specifiers.map((specifier) => {
          if (specifier.type !== 'ImportSpecifier') throw new Error(`${file} imports ${from} as a whole, which is not led to its files.`)
          return imported(specifier)
        })
        result += await lead(file, from, 'import type', specifiers)
      }
    }
    return (result + text.slice(done)).replace(/import\('(\.\.?\/[\w/-]+)\.ts'\)/g, "import('$1.js')")
  }

  for (const file of queue) if (!kept.has(file)) kept.set(file, await rewritten(file))
  return kept
}

interface Origin {
  readonly file: string
  readonly name: string
}
interface Named {
  readonly name: string
  /** What it is called where it is taken to. */
  readonly as: string
}
const nameOf = (name: ModuleExportName): string => (name.type === 'Literal' ? name.value : name.name)
const imported = (specifier: ImportSpecifier): Named => ({ name: nameOf(specifier.imported), as: specifier.local.name })
const exported = (specifier: ExportSpecifier): Named => ({ name: nameOf(specifier.local), as: nameOf(specifier.exported) })

function namesOf(declaration: NonNullable<Extract<Program['body'][number], { type: 'ExportNamedDeclaration' }>['declaration']>): string[] {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  return 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : []
}

/** The file that an import of a source means, as its declarations are called. */
function targetOf(file: string, source: string): string {
  if (source.startsWith('.')) return path.posix.join(path.posix.dirname(file), source).replace(/\.tsx?$/, '.d.ts')
  const place = /^@foyer\/(\w+)(?:\/([\w/-]+))?$/.exec(source)
  if (!place) throw new Error(`${file} takes types from ${source}, which the package does not bring.`)
  const [, workspace, inside] = place
  return [workspace, inside, 'index.d.ts'].filter(Boolean).join('/')
}

function relative(file: string, target: string): string {
  const way = path.posix.relative(path.posix.dirname(file), target).replace(/\.d\.ts$/, '.js')
  return way.startsWith('.') ? way : `./${way}`
}
