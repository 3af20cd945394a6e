/**
 * What a visitor downloads, and when: budgets in bytes after brotli. The manifests say what each chunk imports; what
 * several chunks share counts once, where it is first needed.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { before, describe, it, type TestContext } from 'node:test'
import { root } from './install.mjs'
import type { Manifest } from './manifest.ts'

const KB = 1_000

/** Each with who pays for it. */
const BUDGETS = {
  /** Every page view of every customer, in the way of nothing but still first. */
  loader: 2 * KB,
  /** Every page view on which a component may show, when the page is idle. */
  beforeFirstClick: 12 * KB,
  /** First intent to talk; the visitor waits for it. With Socket.IO. */
  window: 32 * KB,
  /** A member, once a day, from a cache after that. Up to a list that can be used. */
  console: 150 * KB,
}

describe('the weight of what is downloaded', () => {
  let widget: Manifest
  let desk: Manifest

  before(async () => {
    widget = await readManifest('widget')
    desk = await readManifest('console')
  })

  it('keeps the loader within 2 kB', (t) => within(t, widget, ['foyer.js'], BUDGETS.loader))

  it('keeps everything before the first click within 12 kB', (t) => {
    within(t, widget, beforeFirstClick(widget), BUDGETS.beforeFirstClick)
  })

  it('keeps the window with Socket.IO within 32 kB more', (t) => {
    const already = new Set(beforeFirstClick(widget))
    const added = withImports(widget, chunkOf(widget, 'widget/chat-window/')).filter((name) => !already.has(name))
    within(t, widget, added, BUDGETS.window)
  })

  it('keeps the console within 150 kB until the list can be used', async (t) => {
    const styles = await Promise.all(desk.styles.map((name) => readFile(path.join(root, 'dist/console', `${name}.br`))))
    const ofStyles = styles.reduce((sum, { length }) => sum + length, 0)
    within(t, desk, withImports(desk, desk.entry), BUDGETS.console - ofStyles)
  })

  it('brings polling only where it is needed, and WebTransport never', async () => {
    const polling = chunkOf(widget, 'sdk/thread/polling.ts')
    assert.ok(!withImports(widget, chunkOf(widget, 'widget/chat-window/')).includes(polling))
    for (const name of Object.keys(widget.chunks)) {
      const code = await readFile(path.join(root, 'dist/widget', name), 'utf8')
      assert.doesNotMatch(code, /WebTransport/, name)
      if (name !== polling) assert.doesNotMatch(code, /XMLHttpRequest/, name)
    }
  })

  it('leaves hints for developers out', async () => {
    for (const name of Object.keys(widget.chunks)) {
      assert.doesNotMatch(await readFile(path.join(root, 'dist/widget', name), 'utf8'), /__DEV__/, name)
    }
  })
})

const readManifest = async (part: string) =>
  JSON.parse(await readFile(path.join(root, 'dist', part, 'manifest.json'), 'utf8')) as Manifest

/** Loader, entry, reception, and what they import. */
const beforeFirstClick = (manifest: Manifest) => [
  ...new Set(['foyer.js', ...withImports(manifest, manifest.entry), ...withImports(manifest, chunkOf(manifest, 'widget/reception/'))]),
]

/** The chunk that somebody loads later: by the source that made it, or the folder of that source. */
function chunkOf(manifest: Manifest, place: string): string {
  const names = Object.keys(manifest.chunks).filter((name) => manifest.chunks[name]?.source?.startsWith(place))
  const [name] = names
  assert.ok(name !== undefined && names.length === 1, `There should be one chunk of ${place}, there are ${names.length}.`)
  return name
}

/** A chunk and all that must be there before it runs. */
function withImports(manifest: Manifest, name: string, seen = new Set<string>()): string[] {
  if (!seen.has(name)) {
    seen.add(name)
    for (const imported of manifest.chunks[name]?.imports ?? []) withImports(manifest, imported, seen)
  }
  return [...seen]
}

function within(t: TestContext, manifest: Manifest, names: readonly string[], budget: number): void {
  const sizes = names.map((name) => {
    const chunk = manifest.chunks[name]
    assert.ok(chunk, `${name} is not in the manifest.`)
    return { name, bytes: chunk.brotliBytes }
  })
  const sum = sizes.reduce((total, { bytes }) => total + bytes, 0)
  const list = sizes.map(({ name, bytes }) => `${name} ${bytes}`).join(', ')
  t.diagnostic(`${sum} of ${budget} bytes: ${list}`)
  assert.ok(sum <= budget, `${sum} bytes, ${sum - budget} over the budget of ${budget}: ${list}`)
}
