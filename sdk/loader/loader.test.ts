import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import type { FoyerGlobal } from './facade.ts'

/** The api chunk: writes down what is called. Each test has its own, for modules are kept by their address. */
const chunk = (name: string) => `data:text/javascript,${encodeURIComponent(`
  const called = method => (...args) => { globalThis.calls.push([method, ...args]); return Promise.resolve() }
  const foyer = { init: called('init'), open: called('open'), close: called('close'), addSite: called('addSite'), bridge: called('bridge'), on() {}, off() {} }
  export const core = { start: called('start'), door: async () => foyer } // ${name}`)}`

class FakeScript {
  readonly src = 'https://desk.example/foyer.js'
  readonly dataset: Record<string, string>
  constructor(dataset: Record<string, string>) {
    this.dataset = dataset
  }
}

const world = globalThis as unknown as {
  window: { Foyer?: unknown; name?: string }
  document: { currentScript: unknown; querySelector(): unknown }
  calls: unknown[][]
  __FOYER_API_CHUNK__: string
}
let said: string[]
let runs = 0

/** A page that carries the tag, and runs it. */
async function runTag(dataset: Record<string, string> = { site: 'demo' }, { isCurrent = true } = {}) {
  const tag = new FakeScript(dataset)
  world.document = { currentScript: isCurrent ? tag : null, querySelector: () => tag }
  const address = `./loader.ts?run=${++runs}`
  await import(address)
}
const foyer = () => world.window.Foyer as FoyerGlobal

describe('the loader', () => {
  beforeEach((test) => {
    Object.assign(world, { window: {}, calls: [], __FOYER_API_CHUNK__: chunk(test.name) })
    said = []
    mock.method(console, 'error', (line: string) => said.push(line))
  })
  afterEach(() => {
    mock.restoreAll()
    for (const name of ['window', 'document', 'calls'] as const) Reflect.deleteProperty(world, name)
  })

  it('CW-21 gives Foyer at once, and starts it with what the tag says', async () => {
    await runTag({ site: 'demo', lang: 'zh', server: 'https://other.example' })
    assert.equal(foyer().getState().status, 'idle')
    await foyer().open()
    assert.deepEqual(world.calls, [['start', { site: 'demo', server: 'https://other.example', language: 'zh', consent: undefined }], ['open']])
  })

  it('CW-26 says how much may be kept as the tag does, and CW-28 tells events where it says', async () => {
    await runTag({ site: 'demo', consent: 'none', bridge: 'dataLayer dom' })
    await foyer().open()
    assert.deepEqual(world.calls, [
      ['start', { site: 'demo', server: 'https://desk.example/foyer.js', language: undefined, consent: 'none' }],
      ['bridge', 'dataLayer dom'],
      ['open'],
    ])
  })

  it('takes the server from where the script came from', async () => {
    await runTag()
    await foyer().open()
    assert.deepEqual(world.calls[0], ['start', { site: 'demo', server: 'https://desk.example/foyer.js', language: undefined, consent: undefined }])
  })

  it('CW-21 takes over the calls that a page queued before', async () => {
    world.window.Foyer = [['open'], ['close']]
    await runTag()
    await foyer().open()
    assert.deepEqual(world.calls.map(([method]) => method), ['start', 'open', 'close', 'open'])
  })

  it('finds its tag where a page has moved the script', async () => {
    await runTag({ site: 'demo' }, { isCurrent: false })
    await foyer().open()
    assert.equal(world.calls.length, 2)
  })

  it('RC-18 starts a second site beside the first, which stays the global', async () => {
    await runTag()
    const first = foyer()
    await runTag({ site: 'other', lang: 'zh', server: 'https://other.example' })
    assert.equal(foyer(), first)
    await foyer().open()
    assert.deepEqual(world.calls.slice(1), [['addSite', { site: 'other', server: 'https://other.example', language: 'zh', consent: undefined }], ['open']])
    assert.equal(world.calls.filter(([method]) => method === 'start').length, 1)
    assert.deepEqual(said, [])
  })

  it('RC-2 leaves the page alone that the console shows behind a preview', async () => {
    world.window.name = 'foyer-preview'
    await runTag()
    assert.equal(world.window.Foyer, undefined)
    assert.deepEqual([world.calls, said], [[], []])
  })

  it('leaves a stranger’s global to the stranger, and says so', async () => {
    const stranger = { brew: true }
    world.window.Foyer = stranger
    await runTag()
    assert.equal(world.window.Foyer, stranger)
    assert.equal(said.length, 1)
  })

  it('refuses a tag without a key, in one line with the remedy', async () => {
    await runTag({})
    await assert.rejects(foyer().open(), { code: 'unknown_site' })
    assert.deepEqual(said, ['[foyer] The script tag has no data-site. Copy the tag again at the desk, under Settings, Website.'])
    assert.deepEqual(world.calls, [])
  })

  it('refuses a tag with a server that is none', async () => {
    await runTag({ site: 'demo', server: 'desk' })
    await assert.rejects(foyer().open(), { code: 'invalid_option' })
    assert.deepEqual(said, ['[foyer] The script tag has a data-server that is no address. Copy the tag again at the desk, under Settings, Website.'])
  })

  it('CW-25 asks again for a chunk that does not come, says one line in the end, and never throws into the page', async () => {
    const waits: unknown[] = []
    mock.method(globalThis, 'setTimeout', (run: () => void, ms: number) => {
      waits.push(ms)
      assert.deepEqual(said, [])
      queueMicrotask(run)
    })
    world.__FOYER_API_CHUNK__ = 'file:///not/there/foyer.js'
    await runTag()
    await assert.rejects(foyer().open(), { code: 'not_reachable' })
    assert.deepEqual(waits, [1_000, 4_000, 15_000])
    assert.equal(said.length, 1)
    assert.match(said[0] ?? '', /^\[foyer\] .*script-src/)
  })
})
