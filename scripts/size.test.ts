/**
 * What a visitor downloads, and when: budgets in bytes after brotli, 1,000 to the kB. The manifests say what each chunk
 * imports, at once or later. Nothing is forgotten: a chunk that no other line of the table excuses counts for the window.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { before, describe, it, type TestContext } from 'node:test'
import { LANGUAGES } from '@foyer/sdk/protocol'
import { root } from './install.mjs'
import type { Manifest } from './manifest.ts'

const KB = 1_000

/** Each with who pays for it. */
const BUDGETS = {
  /** Every page view of every customer, in the way of nothing but still first. */
  loader: 2 * KB,
  /**
   * Every page view. In any browser, with any one style; it may be closed, and be for some devices and pages alone: the
   * entry has these rules in it.
   */
  beforeFirstClick: 12 * KB,
  /**
   * First intent to talk; the visitor waits for it. All that is fetched until the window works, Socket.IO and the words
   * of one language with it. The composer's tools, the parts of messages, the menu and the like come when they are first
   * wanted, and are none of it; what asks for them is: 4 kB.
   */
  window: 36 * KB,
  /** A member, once a day, from a cache after that. Up to a list that can be used. */
  console: 150 * KB,
}

/** Styles that an element draws, each alone on a page. */
const STYLES_ALONE = ['round-button', 'horizontal-button', 'side-tab', 'card', 'bottom-bar', 'action-bar', 'article-bar', 'image']

describe('the weight of what is downloaded', () => {
  let widget: Manifest
  let desk: Manifest

  before(async () => {
    widget = await readManifest('widget')
    desk = await readManifest('console')
  })

  it('keeps the loader within 2 kB', (t) => within(t, widget, ['foyer.js'], BUDGETS.loader))

  for (const style of STYLES_ALONE) {
    it(`keeps everything before the first click within 12 kB: ${style}`, (t) => {
      within(t, widget, [...beforeFirstClick(widget), ...forStyle(widget, style)], BUDGETS.beforeFirstClick)
    })
  }

  it('brings each style to the pages that show it, and to no others', (t) => {
    const always = beforeFirstClick(widget)
    const styles = STYLES_ALONE.map((style) => chunkOf(widget, `widget/reception/${style}.define.ts`))
    for (const style of styles) assert.ok(!always.includes(style), style)
    const all = unique(STYLES_ALONE.flatMap((style) => forStyle(widget, style)))
    t.diagnostic(`All styles together, on a page that shows every one of them: ${bytesOfAll(widget, [...always, ...all])} bytes`)
  })

  it('brings what few components ask for to the pages of those, and to no others', (t) => {
    const rules = chunkOf(widget, FINER_RULES)
    assert.deepEqual(importersOf(widget, rules), [])
    const sums = STYLES_ALONE.map((style) => bytesOfAll(widget, [...beforeFirstClick(widget), ...forStyle(widget, style), rules]))
    t.diagnostic(`With rules of language, visitors and working hours: ${Math.min(...sums)} to ${Math.max(...sums)} bytes`)
  })

  it('needs nothing else for closing, and for rules of pages and devices', async () => {
    const { sources } = JSON.parse(await readFile(path.join(root, 'dist/widget', `${widget.entry}.map`), 'utf8')) as { sources: string[] }
    for (const file of ['judge', 'showing', 'visit']) assert.ok(sources.some((source) => source.endsWith(`sdk/api/${file}.ts`)), file)
  })

  it('keeps the window with Socket.IO within 36 kB more', (t) => {
    within(t, widget, untilTheWindowWorks(widget), BUDGETS.window)
  })

  it('keeps the console within 150 kB until the list can be used', async (t) => {
    const styles = await Promise.all(desk.styles.map((name) => readFile(path.join(root, 'dist/console', `${name}.br`))))
    const ofStyles = styles.reduce((sum, { length }) => sum + length, 0)
    within(t, desk, withImports(desk, desk.entry), BUDGETS.console - ofStyles)
  })

  it('brings polling only where it is needed, and WebTransport never', async () => {
    const polling = chunkOf(widget, 'sdk/thread/polling-line.ts')
    assert.deepEqual(importersOf(widget, polling), [])
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

/** What has to be there before the first click, whatever the style: loader, entry with reception, and what browsers without a Navigation API need. */
const beforeFirstClick = (manifest: Manifest) =>
  unique(['foyer.js', ...withImports(manifest, manifest.entry), ...withImports(manifest, chunkOf(manifest, 'sdk/presence/history.ts'))])

const WORDS = LANGUAGES.map((language) => `widget/shell/words/reception/${language}.ts`)

/** What a component of a style that can be closed needs besides: its element, the words of the costliest language, an icon. As `partsOf` says. */
function forStyle(manifest: Manifest, style: string): string[] {
  const [words = ''] = WORDS.map((place) => chunkOf(manifest, place)).toSorted((one, other) => bytesOf(manifest, other) - bytesOf(manifest, one))
  return [
    chunkOf(manifest, `widget/reception/${style}.define.ts`),
    words,
    ...(style === 'action-bar' ? [chunkOf(manifest, 'widget/icons/phone.ts')] : []),
  ]
}

const FINER_RULES = 'sdk/api/finer-rules.ts'

/** Only on some pages: components by what they are, where WebSockets do not get through, where components have rules that few have, and what a page itself asks for. */
const ON_DEMAND = [
  ...STYLES_ALONE.map((style) => `widget/reception/${style}.define.ts`),
  'widget/reception/contact-card.define.ts',
  ...WORDS,
  'widget/icons/phone.ts',
  'widget/icons/kinds.ts',
  'sdk/thread/polling-line.ts',
  FINER_RULES,
  'sdk/api/door.ts',
  'sdk/api/extras.ts',
  'sdk/api/consent.ts',
  'sdk/api/other-tabs.ts',
  // With the first words that hold 13 digits, or whatever a workspace's own patterns are for.
  'sdk/api/masks.ts',
  // When the visitor asks to be forgotten.
  'sdk/api/leave.ts',
  // Where a modal dialog of the page is open, or something fills the screen.
  'widget/shell/inside.ts',
  // With the first message in which there may be an address or a number.
  'widget/chat-window/parts/linkify.ts',
  // Where what was kept on the device has to go.
  'sdk/thread/clear-device.ts',
  // When the server refuses the page by a code alone.
  'sdk/api/refusals.ts',
  // Where a workspace has words of its own.
  'widget/shell/words/own.ts',
  'widget/inline/',
  'widget/shell/neighbours.ts',
  // Where an agent has blocked the visitor.
  'widget/reception/unavailable.ts',
  // Where the site has invitations, when the page is idle, or when an agent invites.
  'widget/invitation/',
]

/** What the window fetches when it is first wanted, each by itself, with the words that these share. */
const EXTRAS = ['widget/extras/', 'widget/shell/words/extras/']

/** The chunks of {@link ON_DEMAND} and {@link EXTRAS}, and those of code that only these share. */
function excused(manifest: Manifest): string[] {
  const names = Object.keys(manifest.chunks)
  const extras = names.filter((name) => EXTRAS.some((place) => manifest.chunks[name]?.source?.startsWith(place)))
  const all = [...extras, ...ON_DEMAND.map((place) => chunkOf(manifest, place))]
  const isOnlyTheirs = (name: string) => {
    const importers = importersOf(manifest, name)
    return manifest.chunks[name]?.source === null && importers.length > 0 && importers.every((importer) => all.includes(importer))
  }
  for (;;) {
    const next = names.find((name) => !all.includes(name) && isOnlyTheirs(name))
    if (!next) return all
    all.push(next)
  }
}

/** Everything else, except words of further languages and what is {@link ON_DEMAND | only on some pages}. */
function untilTheWindowWorks(manifest: Manifest): string[] {
  const names = Object.keys(manifest.chunks)
  const languages = names.filter((name) => manifest.chunks[name]?.source?.startsWith('widget/shell/words/window/'))
  const [largest] = languages.toSorted((one, other) => bytesOf(manifest, other) - bytesOf(manifest, one))
  assert.ok(largest !== undefined && languages.length === LANGUAGES.length, `There are ${languages.length} chunks of words.`)
  const others = [...beforeFirstClick(manifest), ...languages, ...excused(manifest)]
  return [...names.filter((name) => !others.includes(name)), largest]
}

const unique = (names: readonly string[]) => [...new Set(names)]

/** Those that need a chunk before they run. */
const importersOf = (manifest: Manifest, name: string) =>
  Object.keys(manifest.chunks).filter((importer) => manifest.chunks[importer]?.imports.includes(name))

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
  const sizes = names.map((name) => ({ name, bytes: bytesOf(manifest, name) }))
  const sum = bytesOfAll(manifest, names)
  const list = sizes.map(({ name, bytes }) => `${name} ${bytes}`).join(', ')
  t.diagnostic(`${sum} of ${budget} bytes: ${list}`)
  assert.ok(sum <= budget, `${sum} bytes, ${sum - budget} over the budget of ${budget}: ${list}`)
}

const bytesOfAll = (manifest: Manifest, names: readonly string[]) => names.reduce((sum, name) => sum + bytesOf(manifest, name), 0)

function bytesOf(manifest: Manifest, name: string): number {
  const chunk = manifest.chunks[name]
  assert.ok(chunk, `${name} is not in the manifest.`)
  return chunk.brotliBytes
}
