/**
 * The door of every npm script: `node scripts/run.mjs <command>`. It makes sure that the packages are there, and hands
 * the command to scripts/tasks.ts under a Node that runs TypeScript. Plain JavaScript, for whatever Node is here.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureInstalled, root } from './install.mjs'
import { whenOrphaned } from './orphan.mjs'

try {
  const node = await ensureInstalled()
  const bin = [path.dirname(node), path.join(root, 'node_modules/.bin')].join(path.delimiter)
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', path.join(root, 'scripts/tasks.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    // Every process under this one, of each file of tests one, reads the same sources: compiled once, and kept by their content.
    env: { NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node'), ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` },
  })
  // A terminal sends Ctrl-C to both of us; a supervisor only to us. Either way the child decides when it is over.
  process.on('SIGINT', () => undefined)
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  whenOrphaned(() => child.kill('SIGTERM'))
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
