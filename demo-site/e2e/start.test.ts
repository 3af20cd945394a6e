/** What a newcomer meets who starts the demo: addresses that work, and what to sign in with. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { until } from './harness/index.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

describe('the demo, started', () => {
  let dataDir = ''
  const running = new Set<ChildProcess>()
  before(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'foyer-demo-'))
  })
  after(async () => {
    for (const child of running) child.kill('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  })

  /** Starts it as `npm start` does, on free ports unless others are named, and waits until it has spoken or ended. */
  async function start(env: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'demo-site/main.ts'], {
      cwd: root,
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', DEMO_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk))
    const ended = once(child, 'exit').then(([code]: unknown[]) => {
      running.delete(child)
      return code
    })
    await until('it says something', () => text, (said) => said.includes('Sign in') || child.exitCode !== null)
    const find = (pattern: RegExp) => pattern.exec(text)?.[1] ?? ''
    return {
      text: () => text,
      ended,
      stop: () => (child.kill('SIGTERM'), ended),
      site: find(/agency’s site +(\S+)/),
      server: find(/The desk +(\S+)\/console/),
      people: [...text.matchAll(/^ +(\S+@\S+) +(\S+)$/gm)].map(([, email = '', password = '']) => ({ email, password })),
    }
  }

  it('says where site and desk are and what to sign in with, and all of it is true, again after a restart', async () => {
    const first = await start()
    const page = await fetch(`${first.site}/tours`).then((answer) => answer.text())
    const tag = /<script async src="([^"]+)" data-site="([^"]+)"/.exec(page)
    assert.equal(tag?.[1], `${first.server}/foyer.js`)
    assert.equal((await fetch(tag[1])).status, 200)
    const config = await fetch(`${first.server}/v1/sites/${tag[2]}/config`, { headers: { origin: first.site } })
    assert.equal(config.status, 200, 'its own pages are on the list')
    assert.equal((await fetch(`${first.server}/console`)).status, 200)
    assert.equal((await fetch(`${first.site}/side-by-side`)).status, 200)

    assert.deepEqual(first.people.map(({ email }) => email.split('@')[0]).toSorted(), ['ann', 'ben', 'owner'])
    for (const person of first.people) assert.equal(await signsIn(first.server, person), true, person.email)
    assert.equal(await first.stop(), 0)

    const second = await start()
    assert.deepEqual(second.people, first.people)
    assert.equal(await signsIn(second.server, first.people[0] ?? { email: '', password: '' }), true)
    assert.equal(await second.stop(), 0)
  })

  it('says in a sentence that a port is taken, whose it is, and what to do', async () => {
    const first = await start()
    const taken = async (env: Readonly<Record<string, string>>, sentence: RegExp) => {
      const second = await start(env)
      assert.equal(await second.ended, 1)
      assert.match(second.text(), sentence)
      assert.doesNotMatch(second.text(), / at /, 'without a stack')
    }
    await taken({ DEMO_PORT: new URL(first.site).port }, /^Port \d+ is taken.*DEMO_PORT/)
    await taken({ PORT: new URL(first.server).port }, /Port \d+ is taken\.\n.*PORT/)
    await taken({ DEMO_PORT: 'many' }, /^DEMO_PORT must be a port/)
    assert.equal(await first.stop(), 0)
  })
})

async function signsIn(server: string, person: { readonly email: string; readonly password: string }): Promise<boolean> {
  const answer = await fetch(`${server}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'origin': server },
    body: JSON.stringify(person),
  })
  return answer.ok
}
