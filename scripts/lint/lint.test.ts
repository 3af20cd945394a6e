import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it } from 'node:test'
import { root } from '../install.mjs'
import { IMPORT_TABLE } from './import-table.mjs'
import { faultOfImport } from './imports.mjs'

describe('the import table', () => {
  for (const [file, specifier] of [
    ['sdk/protocol/ids.ts', 'uuid'],
    ['sdk/protocol/ids.ts', 'node:crypto'],
    ['sdk/protocol/ids.ts', '../thread/log.ts'],
    ['sdk/thread/outbox.ts', 'socket.io-client'],
    ['sdk/thread/outbox.ts', '@foyer/widget/shell/host.ts'],
    ['sdk/api/foyer.ts', 'preact'],
    ['sdk/loader/loader.ts', '../api/foyer.ts'],
    ['widget/reception/round-button.ts', 'preact'],
    ['widget/reception/round-button.ts', '../chat-window/index.tsx'],
    ['widget/reception/round-button.ts', 'lit'],
    ['widget/chat-window/window.tsx', 'lit'],
    ['widget/chat-window/window.tsx', 'socket.io-client'],
    ['widget/shell/host.ts', '@foyer/server/app.ts'],
    ['server/allocation/rules.ts', '../store/store.ts'],
    ['server/allocation/rules.ts', 'hono'],
    ['server/console/main.tsx', '../app.ts'],
    ['server/console/main.tsx', '@foyer/sdk/api'],
    ['server/console/main.tsx', 'node:fs'],
    ['server/app.ts', '@foyer/sdk/thread'],
    ['server/app.ts', 'socket.io-client'],
    ['server/app.ts', '@foyer/widget/entry.ts'],
    ['demo-site/site.ts', '@foyer/sdk/api'],
    ['demo-site/site.ts', '@foyer/widget/entry.ts'],
  ] as const) {
    it(`keeps ${specifier} out of ${file}`, () => assert.match(faultOfImport(file, specifier) ?? '', /may not import/))
  }

  for (const [file, specifier] of [
    ['sdk/protocol/ids.ts', './errors.ts'],
    ['sdk/thread/outbox.ts', 'idb-keyval'],
    ['sdk/thread/outbox.ts', '@foyer/sdk/protocol'],
    ['widget/reception/round-button.ts', '../shell/words/index.ts'],
    ['widget/chat-window/window.tsx', 'preact/hooks'],
    ['widget/chat-window/window.tsx', '../icons/index.ts'],
    ['sdk/thread/polling-line.ts', 'socket.io-client'],
    ['widget/entry.ts', './chat-window/index.ts'],
    ['server/allocation/rules.ts', '../conversations/rules.ts'],
    ['server/console/main.tsx', '@foyer/widget/shell/host.ts'],
    ['server/app.ts', 'hono'],
    ['demo-site/main.ts', '@foyer/server/app.ts'],
    ['demo-site/e2e/talk.test.ts', '../../scripts/find-browser.mjs'],
    ['sdk/protocol/ids.test.ts', 'node:test'],
  ] as const) {
    it(`lets ${file} import ${specifier}`, () => assert.equal(faultOfImport(file, specifier), undefined))
  }

  it('lets the console know the types of the server and nothing else of it', () => {
    assert.equal(faultOfImport('server/console/session.ts', '../app.ts', true), undefined)
    assert.match(faultOfImport('server/console/session.ts', '../app.ts', false) ?? '', /may not import server\/app\.ts/)
  })

  it('asks for the package of another workspace, and not a path into it', () => {
    assert.match(faultOfImport('widget/entry.ts', '../sdk/api/index.ts') ?? '', /by its package \(@foyer\/sdk\/api\)/)
  })

  it('has a reason in every row', () => {
    for (const row of IMPORT_TABLE) assert.match(row.because, /\w.*\.$/, row.files)
  })
})

describe('npm run test:lint', () => {
  /** Lints one file as if it stood at that place of the project. @returns the names of the rules that spoke */
  async function rulesAgainst(file: string, source: string): Promise<string[]> {
    const folder = await mkdtemp(path.join(tmpdir(), 'foyer-lint-'))
    try {
      await symlink(path.join(root, 'scripts'), path.join(folder, 'scripts'))
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
      await writeFile(path.join(folder, file), source)
      // The configuration's globs count from the folder it stands in.
      await copyFile(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'))
      const { stdout } = await new Promise<{ stdout: string }>((resolve) => {
        const args = [path.join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'unix', file]
        execFile(process.execPath, args, { cwd: folder }, (_error, out) => resolve({ stdout: out }))
      })
      assert.match(stdout, /problem|^$/, stdout)
      return [...stdout.matchAll(/\[Error\/([^\]]+)\]/g)].map(([, rule]) => rule ?? '')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  for (const [sentence, file, source, rule] of [
    ['a forbidden import', 'widget/entry.ts', `import '@foyer/server/app.ts'\n`, 'foyer(imports)'],
    ['a forbidden import made later', 'widget/entry.ts', `void import('@foyer/server/app.ts')\n`, 'foyer(imports)'],
    ['a forbidden re-export', 'sdk/api/index.ts', `export { io } from 'socket.io-client'\n`, 'foyer(imports)'],
    ['a clock in the rules', 'server/x/rules.ts', 'export const now = () => Date.now()\n', 'eslint(no-restricted-globals)'],
    ['dice in the rules', 'server/x/rules.ts', 'export const dice = () => Math.random()\n', 'eslint(no-restricted-properties)'],
    ['innerHTML', 'widget/x.ts', `document.body.innerHTML = ''\n`, 'foyer(no-html-sinks)'],
    ['innerHTML in a template', 'widget/x.ts', 'export const x = (html: typeof String.raw) => html`<p .innerHTML=${1}></p>`\n', 'foyer(no-html-sinks)'],
    ['dangerouslySetInnerHTML', 'widget/chat-window/x.tsx', `export const x = <p dangerouslySetInnerHTML={{ __html: '' }} />\n`, 'foyer(no-html-sinks)'],
    ['document.write', 'widget/x.ts', `document.write('')\n`, 'foyer(no-html-sinks)'],
    ['unsafeHTML', 'widget/reception/x.ts', `export { unsafeHTML } from './unsafe-html.ts'\n`, 'foyer(no-html-sinks)'],
    ['it.only', 'server/x.test.ts', `import { it } from 'node:test'\nit.only('works', () => undefined)\n`, 'foyer(whole-suite)'],
    ['a skip without a reason', 'server/x.test.ts', `import { it } from 'node:test'\nit('works', { skip: true }, () => undefined)\n`, 'foyer(whole-suite)'],
  ] as const) {
    it(`refuses ${sentence}`, async () => assert.deepEqual(await rulesAgainst(file, source), [rule]))
  }

  it('has nothing against a file that keeps the rules', async () => {
    const source = `import { html } from './draw.ts'\n\nexport const hello = (name: string) => html\`<p>\${name}</p>\`\n`
    assert.deepEqual(await rulesAgainst('widget/reception/hello.ts', source), [])
  })

  it('accepts a skip that says why', async () => {
    const source = `import { it } from 'node:test'\n\nit('works', { skip: 'memory has no disk' }, () => undefined)\n`
    assert.deepEqual(await rulesAgainst('server/x.test.ts', source), [])
  })
})
