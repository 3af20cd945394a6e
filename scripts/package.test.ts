/** CW-21, CW-25: the package as somebody else has it: packed, installed into a project of its own, and used from there. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { build, stop as stopEsbuild, transform } from 'esbuild'
import { parseSync } from 'oxc-parser'
import { rollup } from 'rollup'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { root } from './install.mjs'
import { npm, pack } from './package.ts'

const run = promisify(execFile)

/** What an application pays that takes the errors and nothing else. */
const ERRORS_ALONE_BYTES = 500
/** What it pays at once for all of it, minified, before compression: the rest comes when it is wanted. */
const AT_ONCE_BYTES = 45_000

/** As an application has it that uses all of the types. */
const APPLICATION = `
import { EVENT_NAMES, FoyerError, createFoyer } from '@foyer/sdk'
import type { ErrorCode, Foyer, FoyerEventName, FoyerEvents, FoyerOptions, FoyerState, Identity, MessageId, Part } from '@foyer/sdk'

const options: FoyerOptions = { site: 'demo', server: 'https://desk.example.com', consent: 'session' }
export const foyer: Foyer = createFoyer(options)
export const names: readonly FoyerEventName[] = EVENT_NAMES
const stop: () => void = foyer.on('message:received', ({ parts, from }) => {
  for (const part of parts) if (part.type === 'text') console.log(part.text.trim(), from)
})
const unread: FoyerEvents['unread']['count'] = foyer.unreadCount()
const state: FoyerState = foyer.getState()
foyer.hook('beforeSend', ({ parts }) => ({ parts: parts.map((part: Part) => part) }))
const mara: Identity = { id: 'mara', name: 'Mara' }
export async function say(): Promise<MessageId> {
  try {
    await foyer.identify(mara)
    await foyer.startConversation({ message: 'Hello.' })
  } catch (error) {
    const code: ErrorCode | undefined = error instanceof FoyerError ? error.code : undefined
    if (code === 'proof_expired') stop()
  }
  const box = document.createElement('foyer-chat')
  box.language = 'de'
  return foyer.send([{ type: 'text', text: String(unread) + state.status }])
}

// @ts-expect-error There is no such event.
foyer.on('mesage:received', () => undefined)
// @ts-expect-error A site is needed.
createFoyer({ server: 'https://desk.example.com' })
// @ts-expect-error There is no such level.
void foyer.consent('some')
`

describe('the package @foyer/sdk', () => {
  let project: string
  let installed: string
  before(async () => {
    project = await mkdtemp(path.join(tmpdir(), 'foyer-package-'))
    // A copy: what is built for others is not written into.
    await cp(path.join(root, 'dist/sdk'), path.join(project, 'built'), { recursive: true })
    const tarball = await pack(path.join(project, 'built'), project)
    await writeFile(path.join(project, 'package.json'), '{ "name": "application", "private": true, "type": "module" }\n')
    await npm(['install', '--ignore-scripts', tarball], project)
    installed = path.join(project, 'node_modules/@foyer/sdk')
  })
  after(async () => {
    await stopEsbuild()
    await rm(project, { recursive: true, force: true })
  })

  const filesIn = async (folder: string) => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))

  it('CW-21 brings code, types, licence and words, and no other package', async () => {
    const manifest = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8')) as Record<string, unknown>
    assert.deepEqual(await readdir(path.join(project, 'node_modules')).then((names) => names.filter((name) => !name.startsWith('.'))), ['@foyer'])
    assert.deepEqual([manifest['license'], manifest['sideEffects'], manifest['private'], manifest['dependencies']], ['MIT', false, undefined, undefined])
    for (const name of ['README.md', 'LICENSE', 'index.js']) assert.ok((await readFile(path.join(installed, name), 'utf8')).length > 0, name)
  })

  it('CW-21 leads to files that are there, and to nothing else', async () => {
    const files = await filesIn(installed)
    let checked = 0
    for (const file of files.filter((name) => /\.(js|d\.ts)$/.test(name))) {
      for (const source of await sourcesOf(file)) {
        assert.match(source, /^\.\.?\/.*\.js$/, `${file} takes ${source}`)
        const target = path.join(path.dirname(file), source)
        assert.ok(files.includes(file.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target), `${file} takes ${source}`)
        checked += 1
      }
    }
    assert.ok(checked > 100, `${checked} imports were seen`)
  })

  it('CW-25 shows in its words code that every framework takes', async () => {
    const { compile } = await import('svelte/compiler')
    const { compileScript, compileTemplate, parse } = await import('vue/compiler-sfc')
    const readme = await readFile(path.join(installed, 'README.md'), 'utf8')
    const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ language, code }))
    for (const { language, code } of blocks) {
      if (language === 'ts' || language === 'tsx') {
        await transform(code, { loader: language, format: 'esm', tsconfigRaw: { compilerOptions: { experimentalDecorators: true } } })
      } else if (language === 'svelte') {
        assert.deepEqual(compile(code, { generate: 'client' }).warnings, [])
      } else if (language === 'vue') {
        const { descriptor, errors } = parse(code)
        assert.deepEqual(errors, [])
        const { bindings } = compileScript(descriptor, { id: 'help' })
        assert.deepEqual(compileTemplate({ source: descriptor.template?.content ?? '', filename: 'Help.vue', id: 'help', compilerOptions: { bindingMetadata: bindings ?? {} } }).errors, [])
      } else assert.fail(`Nobody here reads ${language}.`)
    }
    assert.deepEqual([...new Set(blocks.map(({ language }) => language))].toSorted(), ['svelte', 'ts', 'tsx', 'vue'])
  })

  for (const [module, moduleResolution] of [['esnext', 'bundler'], ['nodenext', 'nodenext']] as const) {
    it(`CW-21 is typed for ${moduleResolution}, down to its own declarations`, async () => {
      const folder = path.join(project, moduleResolution)
      await mkdir(folder)
      await writeFile(path.join(folder, 'application.ts'), APPLICATION)
      const compilerOptions = { module, moduleResolution, target: 'es2022', lib: ['ES2022', 'DOM', 'DOM.Iterable'], strict: true, exactOptionalPropertyTypes: true, noEmit: true, types: [], skipLibCheck: false }
      await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }')
      await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['application.ts'] }))
      const { stdout } = await run(path.join(root, 'node_modules/.bin/tsc'), ['-p', folder]).catch((error: { stdout: string }) => error)
      assert.equal(stdout, '')
    })
  }

  it('CW-25 is imported and called on a server, where nothing begins and nothing is thrown', async () => {
    const script = `
      import { EVENT_NAMES, FoyerError, createFoyer } from '@foyer/sdk'
      const before = Object.keys(globalThis).length
      const foyer = createFoyer({ site: 'demo', server: 'https://desk.invalid' })
      const stop = foyer.on('ready', () => { throw new Error('It has begun.') })
      const unhook = foyer.hook('beforeSend', () => undefined)
      await foyer.init({ site: 'demo', server: 'https://desk.invalid' })
      const { status } = foyer.getState()
      const refused = await createFoyer().init({}).catch((error) => error)
      stop()
      unhook()
      await foyer.destroy()
      console.log(JSON.stringify([status, foyer.unreadCount(), EVENT_NAMES.length > 20, refused instanceof FoyerError, refused.code, Object.keys(globalThis).length - before]))`
    await writeFile(path.join(project, 'server.js'), script)
    const { stdout, stderr } = await run(process.execPath, ['server.js'], { cwd: project, timeout: 20_000 })
    assert.deepEqual(JSON.parse(stdout), ['idle', 0, true, true, 'invalid_option', 0])
    assert.match(stderr, /^\[foyer\] [^\n]+\n$/)
  })

  /** What an application has once it is bundled: what it needs at once, and all of it. Rollup always splits; esbuild, if it splits, also keeps what nobody asks for later. */
  const bundlers = {
    async rollup(entry: string) {
      const made = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })], onwarn: (warning) => assert.fail(warning.message) })
      const { output } = await made.generate({ format: 'es' })
      await made.close()
      const chunks = output.filter((file) => file.type === 'chunk')
      return { entry: await minify(chunks.filter(({ isEntry }) => isEntry).map(({ code }) => code)), count: chunks.length, all: chunks.map(({ code }) => code).join('\n') }
    },
    async esbuild(entry: string, splitting: boolean) {
      const made = await build({ entryPoints: [entry], bundle: true, splitting, format: 'esm', write: false, minify: true, outdir: path.join(project, 'out'), metafile: true })
      const isNeeded = neededAtOnce(made.metafile.outputs)
      const texts = made.outputFiles.filter((file) => isNeeded.has(path.basename(file.path))).map(({ text }) => text)
      return { entry: texts.join('\n'), count: made.outputFiles.length, all: made.outputFiles.map(({ text }) => text).join('\n') }
    },
  }
  const minify = async (codes: readonly string[]) => (await transform(codes.join('\n'), { minify: true })).code

  for (const [name, bundle] of Object.entries(bundlers)) {
    it(`leaves out with ${name} what an application does not use`, async (t) => {
      const entry = path.join(project, `errors-${name}.js`)
      await writeFile(entry, "import { FoyerError } from '@foyer/sdk'\nexport const isRefusal = (error) => error instanceof FoyerError\n")
      const { entry: code, count } = await bundle(entry, false)
      t.diagnostic(`${code.length} of ${ERRORS_ALONE_BYTES} bytes`)
      assert.equal(count, 1)
      assert.ok(code.length <= ERRORS_ALONE_BYTES, `${code.length} bytes`)
      assert.match(code, /remedy/)
    })

    it(`splits with ${name} where the tag does`, async (t) => {
      const entry = path.join(project, `all-${name}.js`)
      await writeFile(entry, "import { createFoyer } from '@foyer/sdk'\ncreateFoyer({ site: 'demo', server: 'https://desk.example.com' })\n")
      const { entry: code, count, all } = await bundle(entry, true)
      t.diagnostic(`${code.length} of ${AT_ONCE_BYTES} bytes at once, ${count} files`)
      assert.ok(count > 30)
      assert.ok(code.length <= AT_ONCE_BYTES, `${code.length} bytes at once`)
      // The window comes later, and is in it all the same.
      assert.ok(all.includes('textarea') && !code.includes('textarea'))
      assert.doesNotMatch(all, /__DEV__|process\.env|foyer-emoji\//)
    })
  }
})

/** What a module imports and re-exports, at once or later. */
async function sourcesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8')
  const { module } = parseSync(file, text)
  const exported = module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []))
  const later = module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1))
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...exported, ...later]
}

/** Names of the files without which the entry does not run. */
function neededAtOnce(outputs: Readonly<Record<string, { readonly entryPoint?: string; readonly imports: readonly { readonly path: string; readonly kind: string }[] }>>): Set<string> {
  const needed = Object.keys(outputs).filter((file) => outputs[file]?.entryPoint?.endsWith('-esbuild.js'))
  for (const file of needed) for (const { path: target, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement' && !needed.includes(target)) needed.push(target)
  return new Set(needed.map((file) => path.basename(file)))
}
