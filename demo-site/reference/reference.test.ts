import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EVENT_NAMES, createFoyer } from '@foyer/sdk/api'
import { ERRORS, TALK_ERRORS } from '@foyer/sdk/protocol'
import { createDemoSite } from '../site.ts'
import { colour } from './code.ts'
import { readDoc } from './doc.ts'
import { eventId, examplesOf, scriptOf } from './examples.ts'
import { markdown, prose } from './prose.ts'
import { readReference } from './read.ts'

const reference = readReference()
/** The methods as they are, not as their types say. */
const methods = Object.keys(createFoyer({} as Parameters<typeof createFoyer>[0]))
const page = async () => {
  const site = createDemoSite({ serverOrigin: 'https://desk.example', siteKey: 'key-1' })
  return (await site.request('/sdk/reference')).text()
}
const text = (markup: { toString(): string }) => markup.toString().replace(/<[^>]+>/g, '').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

describe('the reference of the SDK', () => {
  it('CW-22 has every method that Foyer has, each with what it does and an example', async () => {
    assert.deepEqual(reference.methods.map(({ name }) => name).toSorted(), methods.toSorted())
    const markup = await page()
    for (const { name, doc } of reference.methods) {
      assert.ok(doc.text.length > 20, `${name} says what it does`)
      assert.match(doc.example, new RegExp(`\\b\\w+\\.${name}\\(`), `the example of ${name} calls it`)
      assert.ok(markup.includes(`<article class="entry" id="${name}"`), name)
      assert.ok(markup.includes(`data-run="${name}"`), name)
    }
  })

  it('CW-23 has every event, with when it comes and what it brings', async () => {
    assert.deepEqual(reference.events.map(({ name }) => name).toSorted(), [...EVENT_NAMES].toSorted())
    const markup = await page()
    for (const { name, doc } of reference.events) {
      assert.ok(doc.text.length > 20, `${name} says when it comes`)
      assert.ok(markup.includes(`<article class="entry" id="${eventId(name)}"`) && markup.includes(`data-run="${eventId(name)}"`), name)
    }
    assert.deepEqual(reference.events.find(({ name }) => name === 'survey:submitted')?.payload.map(({ name, isOptional }) => [name, isOptional]), [['conversationId', false], ['score', false], ['reasons', true], ['comment', true]])
  })

  it('CW-22 has every code that a page can meet, with its sentence and its remedy', async () => {
    assert.deepEqual(Object.fromEntries(reference.errors.map(({ code, sentence, remedy }) => [code, [sentence, remedy]])), { ...ERRORS, ...TALK_ERRORS })
    const markup = await page()
    for (const { code } of reference.errors) assert.ok(markup.includes(`id="error-${code}"`), code)
  })

  it('CW-22 names no code in a method that there is not, and leads to each', async () => {
    const markup = await page()
    const codes = new Set(reference.errors.map(({ code }) => code))
    const named = reference.methods.flatMap(({ doc }) => [...doc.throws.matchAll(/`(\w+_\w+)`/g)].map(([, code]) => code ?? ''))
    assert.ok(named.length > 10)
    for (const code of named) assert.ok(codes.has(code) && markup.includes(`href="#error-${code}"`), code)
  })

  it('CW-22 explains the options of every method, and what their fields are', () => {
    const shown = new Map(reference.types.map((type) => [type.name, type]))
    for (const name of ['FoyerOptions', 'BindOptions', 'MountOptions', 'StartOptions', 'ThemeOptions', 'BridgeOptions', 'FoyerHooks', 'FoyerState', 'Identity', 'Part', 'ShownMessage']) assert.ok(shown.has(name), name)
    for (const { name, doc } of shown.get('FoyerOptions')?.fields ?? []) assert.notEqual(doc.text, '', name)
    assert.deepEqual(shown.get('FoyerOptions')?.fields.slice(0, 2).map(({ name, type, isOptional }) => [name, type, isOptional]), [['site', 'string', false], ['server', 'string', true]])
  })

  it('CW-25 runs the very lines that it shows, as functions of a script that needs nothing evaluated', async () => {
    const script = scriptOf(reference, 'key-1')
    const markup = await page()
    for (const { id, code } of examplesOf(reference, 'key-1')) {
      // What the example comes to is returned; nothing else is changed.
      assert.ok(script.replaceAll('\nreturn stop\n', '\n').replaceAll('return ', '').includes(code.replaceAll('return ', '')), id)
      assert.ok(text(markup).includes(code), id)
    }
    assert.doesNotMatch(script, /\beval\b|new Function|YOUR-SITE-KEY/)
  })

  it('CW-25 refuses an example that is no JavaScript, before any visitor sees it', () => {
    const broken = { ...reference, methods: reference.methods.slice(0, 1).map((method) => ({ ...method, doc: { ...method.doc, example: 'await Foyer.(' } })) }
    assert.throws(() => scriptOf(broken, 'key-1'), /The example of init cannot be run/)
  })

  it('CW-25 is shown under the policy of the strict page, and may ask its own server', async () => {
    const site = createDemoSite({ serverOrigin: 'https://desk.example', siteKey: 'key-1', createNonce: () => 'n0nce' })
    const policy = (await site.request('/sdk/reference')).headers.get('content-security-policy') ?? ''
    const strict = (await site.request('/strict')).headers.get('content-security-policy') ?? ''
    assert.equal(policy, strict.replace('connect-src ', "connect-src 'self' "))
    assert.doesNotMatch(await page(), / style="| on[a-z]+="/)
  })
})

describe('doc comments', () => {
  it('are read line by line, with their tags, and without the ids of requirements', () => {
    const doc = readDoc('*\n   * Does it (CW-3), in `time`.\n   *\n   * - one\n   * - two\n   * @param level how much\n   *   of it (IV)\n   * @throws `a_b`\n   * @example\n   * if (x) {\n   *   y()\n   * }\n   ')
    assert.deepEqual(doc, { text: 'Does it, in `time`.\n\n- one\n- two', params: [{ name: 'level', text: 'how much\n  of it' }], throws: '`a_b`', example: 'if (x) {\n  y()\n}' })
  })

  it('become paragraphs, lists and links', () => {
    const links = (name: string) => (name === 'open' ? '#open' : undefined)
    assert.equal(prose('See {@link Foyer.open} or\n`<b>`.\n\n- one\n- **two**', links).toString(), '<p>See <a href="#open"><code>open</code></a> or <code>&lt;b&gt;</code>.</p><ul class="points"><li>one</li><li><strong>two</strong></li></ul>')
    assert.equal(text(markdown('Say:\n\n```ts\nconst a = 1\n```\n\nThen.', () => undefined)), 'Say:const a = 1Then.')
  })

  it('are coloured without a letter changed', () => {
    for (const { code } of examplesOf(reference, 'key-1')) assert.equal(text(colour(code)), code)
    assert.match(colour("const a = 'b' // c").toString(), /<span class="code-word">const<\/span> a = <span class="code-text">&#39;b&#39;<\/span> <span class="code-comment">\/\/ c<\/span>/)
  })
})
