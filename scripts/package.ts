/**
 * The package `@foyer/sdk` (CW-21): the same code as the tag's, as modules for an application's own bundler.
 *
 * What is needed later stays in files of its own that are imported when it is needed, so that the application splits where
 * the tag does. Nothing is fetched from elsewhere than the application's own files and the server that `init` names, and
 * the package depends on no other: what it needs of Preact and Socket.IO is in it.
 */
import { spawn } from 'node:child_process'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from './install.mjs'
import { writeTypes } from './package-types.ts'

interface Workspace {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly type: string
  readonly description: string
  readonly keywords: readonly string[]
}

/** What the built modules lack to be a package: types, manifest, words. @param folder where they are */
export async function completePackage(folder: string): Promise<void> {
  const types = `./types/${await writeTypes(path.join(folder, 'types'))}`
  const { name, version, description, keywords, license, type } = JSON.parse(await readFile(path.join(root, 'sdk/package.json'), 'utf8')) as Workspace
  const manifest = {
    name,
    version,
    description,
    keywords,
    license,
    type,
    sideEffects: false,
    exports: { '.': { types, default: './index.js' }, './package.json': './package.json' },
    types,
  }
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** Makes the tarball as npm would publish it. @param from the built package @param to folder of the tarball @returns its path */
export async function pack(from: string, to: string): Promise<string> {
  // Words are no sources of the build: they are taken as they are now.
  await copyFile(path.join(root, 'sdk/README.md'), path.join(from, 'README.md'))
  await copyFile(path.join(root, 'LICENSE'), path.join(from, 'LICENSE'))
  const said = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', to], from)
  const packed = JSON.parse(said) as { filename: string }[] | Record<string, { filename: string }>
  const [only] = Object.values(packed)
  if (!only) throw new Error('npm has packed nothing.')
  return path.join(to, only.filename)
}

/** Runs npm without asking any registry. @returns what it says */
export async function npm(args: readonly string[], cwd: string): Promise<string> {
  const child = spawn('npm', [...args, '--offline', '--no-audit', '--no-fund', '--no-update-notifier'], { cwd, shell: process.platform === 'win32' })
  let said = ''
  let complaint = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk))
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk))
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`npm ${args[0]} ended with ${String(code)}:\n${complaint}`)
  return said
}
