/** Two builds, one after the other, on one database. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { API } from '@foyer/sdk/protocol'
import type { TagAddress } from '@foyer/sdk/protocol'
import type { BuiltFile, BuiltFiles } from '../edge/files.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { FOREIGN, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { createReleases } from './service.ts'

const name = (stem: string, content: string) => `${stem}-${createHash('sha256').update(content).digest('hex').slice(0, 8)}.js`
const integrity = (content: string) => `sha384-${createHash('sha384').update(content).digest('base64')}`
const file = (content: string): BuiltFile => ({ type: 'text/javascript; charset=utf-8', etag: `"${content}"`, plain: Buffer.from(content), brotli: brotliCompressSync(content), gzip: undefined })

/** A build as Rollup leaves it: a loader that names an entry that names a chunk, all by their content. */
function build(version: string, words: string) {
  const shared = 'export const shared = 1'
  const chunk = `export const words = '${words}'`
  const entry = `import './${name('shared', shared)}'\nimport('./${name('window', chunk)}')`
  const loader = `import(new URL('${name('foyer', entry)}', document.currentScript.src))`
  const pinned = name(`foyer-${version}`, loader)
  const files: BuiltFiles = new Map(
    Object.entries({
      'foyer.js': loader,
      [pinned]: loader,
      [name('foyer', entry)]: entry,
      [name('window', chunk)]: chunk,
      [name('shared', shared)]: shared,
      [`${name('window', chunk)}.map`]: '{}',
      'integrity.json': '{}',
    }).map(([key, content]) => [key, file(content)]),
  )
  return { files, loader, pinned, entry: name('foyer', entry), chunk: name('window', chunk) }
}
const [old, next] = [build('0.1.0', 'Hello'), build('0.2.0', 'Good day')]
const withBuild = (files: BuiltFiles) => ({ built: { widget: files, console: new Map(), manifest: { entry: '', styles: [], chunks: {} } } })

describe('RC-17 a server with a new build', () => {
  let first: Running
  let now: Running
  before(async () => {
    first = await startRunning(withBuild(old.files))
    now = await startRunning({ store: first.store, ...withBuild(next.files) })
  })
  after(async () => {
    await now.stop()
    await first.stop()
  })

  it('serves the new loader at the one address, to be looked at again soon', async () => {
    const response = await now.http('/foyer.js', { origin: FOREIGN })
    assert.equal(await response.text(), next.loader)
    assert.doesNotMatch(response.headers.get('cache-control')!, /immutable/)
  })

  it('serves the old loader at its own address, unchanged and for good, to be compared by any page', async () => {
    const response = await now.http(`/${old.pinned}`, { origin: FOREIGN, headers: { 'accept-encoding': 'br' } })
    assert.partialDeepStrictEqual(Object.fromEntries(response.headers), {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
    assert.equal(await response.text(), old.loader)
  })

  it('serves all that the old loader leads to', async () => {
    const seen = new Set<string>()
    const follow = async (script: string): Promise<void> => {
      if (seen.has(script)) return
      seen.add(script)
      const response = await now.http(`/${script}`)
      assert.equal(response.status, 200, script)
      for (const [, named = ''] of (await response.text()).matchAll(/'(?:\.\/)?([\w.-]+\.js)'/g)) await follow(named)
    }
    await follow(old.pinned)
    assert.deepEqual(seen, new Set([old.pinned, old.entry, old.chunk, [...old.files.keys()].find((key) => key.startsWith('shared'))]))
  })

  it('lists the newest address first, then for each version the one that never changes, with its hash', async () => {
    const cookie = await first.signIn('ann@shop.example')
    const tagsOf = async (running: Running) => ((await (await running.http(API.tags, { headers: { cookie }, origin: running.origin })).json()) as { value: TagAddress[] }).value
    const pinned = (running: Running, version: string, of: typeof old) => ({ version, address: `${running.origin}/${of.pinned}`, integrity: integrity(of.loader) })
    // The session is of the first server's database, and both have that.
    assert.deepEqual(await tagsOf(first), [{ version: '0.1.0', address: `${first.origin}/foyer.js` }, pinned(first, '0.1.0', old), pinned(first, '0.2.0', next)])
  })

  it('is known to the servers beside it that have not been renewed yet', async () => {
    for (const script of [next.pinned, next.entry, next.chunk]) assert.equal((await first.http(`/${script}`)).status, 200)
  })

  it('has nothing under other names', async () => {
    for (const path of ['/foyer-0.1.0.js', '/window-00000000.js', `/${old.pinned}.map`, '/foyer-0.1.0-..%2f..%2fx.js', '/integrity.txt']) {
      assert.equal((await now.http(path)).status, 404, path)
    }
  })
})

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`RC-17 on ${engine} what was served once`, () => {
    let store: Store
    const logged: string[] = []
    const log = (name: string) => void logged.push(name)
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    it('stays what it was, whatever comes under its name later', async () => {
      await createReleases({ store, now: () => 1, log, built: old.files }).keep()
      const changed = new Map([...old.files.keys()].map((key) => [key, file('something else')]))
      assert.deepEqual(logged, [])
      await createReleases({ store, now: () => 2, log, built: changed }).keep()
      assert.deepEqual(logged, ['release-differs'])
      const later = createReleases({ store, now: () => 3, log, built: next.files })
      await later.keep()
      assert.equal((await later.find(old.pinned))?.plain.toString(), old.loader)
      assert.deepEqual((await later.find(old.chunk))?.brotli, old.files.get(old.chunk)?.brotli)
    })

    it('is listed once for each version, the latest of it, this build’s first', async () => {
      const again = build('0.1.0', 'Hello again')
      const releases = createReleases({ store, now: () => 4, log, built: again.files })
      await releases.keep()
      const listed = (await releases.tags('https://desk.example')).map(({ version, address }) => [version, address.slice('https://desk.example/'.length)])
      assert.deepEqual(listed, [['0.1.0', 'foyer.js'], ['0.1.0', again.pinned], ['0.2.0', next.pinned]])
    })

    it('costs one question for many names that nobody served', async () => {
      let asked = 0
      const counting: Store = { ...store, run: (procedure, input) => ((asked += 1), store.run(procedure, input)) }
      const releases = createReleases({ store: counting, now: () => 5, log, built: new Map() })
      for (let count = 0; count < 50; count += 1) assert.equal(await releases.find(`window-${String(count).padStart(8, '0')}.js`), undefined)
      assert.equal(asked, 1)
    })
  })
}
