/** What is written arrives as it was written: by input methods, in every script, and nothing that is no text (CW-4, CW-5). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CDPSession } from 'playwright-core'
import { composerIn, openWindow, seesTexts, shareAgent, shareWorld, textsIn, until, write } from './harness/index.ts'

/** What is typed, key by key as the input method shows it, and what is chosen for it. */
const COMPOSED: readonly (readonly [language: string, steps: readonly string[], text: string])[] = [
  ['zh', ['n', 'ni', 'nih', 'niha', 'nihao', 'nihaom', 'nihaoma'], '你好吗'],
  ['ja', ['ｋ', 'か', 'かｎ', 'かん', 'かんｊ', 'かんじ', '漢字'], '漢字'],
  ['ko', ['ㅎ', '하', '한', '한ㄱ', '한구', '한국'], '한국'],
]

const SCRIPTS: readonly string[] = [
  'Ελληνικά, Кириллица, עברית, العربية, فارسی',
  'हिन्दी, বাংলা, தமிழ், తెలుగు, ไทย, ລາວ, ខ្មែរ, မြန်မာ',
  '日本語、한국어、漢字、𠮷野家',
  'ქართული, Հայերեն, አማርኛ, ᐃᓄᒃᑎᑐᑦ, 𐌰𐌱, 𞤀𞤣',
  '👨‍👩‍👧‍👦 👩🏽‍🚒 🏳️‍🌈 🇳🇴 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ✊🏿 1️⃣',
  'e\u0301 and \u00e9, Z\u0351\u036b\u0343a\u0363\u0368l\u034cg\u0321o\u0357',
  '\u202Etxet\u202C \u2067שלום\u2069 \u200Fx\u200E and zero\u200Bwidth\u2060joined\uFEFF.',
  'a\tb\n\n  c  \n\u00a0d',
]

describe('what a visitor writes', () => {
  const world = shareWorld()
  const ann = shareAgent(world)

  /** Enter as it comes while an input method is at work: the key belongs to that. */
  async function enterInComposition(input: CDPSession): Promise<void> {
    const key = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
    await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
    await input.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, key: 'Enter', windowsVirtualKeyCode: 13 })
  }

  for (const [language, steps, text] of COMPOSED) {
    it(`CW-4 is not sent by the Enter that ends a composition, and is what was composed: ${language}`, async () => {
      const visitor = await world.visitor()
      const page = await visitor.open('/tours')
      await page.evaluate((to) => Reflect.get(globalThis, 'Foyer').setLocale(to), language)
      const window = await openWindow(page)
      const composer = composerIn(window)
      await composer.focus()
      const input = await visitor.context.newCDPSession(page)
      const keys = await composer.evaluateHandle((field) => {
        const seen: string[] = []
        for (const type of ['keydown', 'compositionstart', 'compositionend']) field.addEventListener(type, (event) => seen.push(event instanceof KeyboardEvent ? `${type} ${event.isComposing}` : type))
        return seen
      })
      // Twice in one line, so that the second composition goes on from the first.
      for (let n = 0; n < 2; n++) {
        for (const step of steps) await input.send('Input.imeSetComposition', { text: step, selectionStart: step.length, selectionEnd: step.length })
        await enterInComposition(input)
        await input.send('Input.insertText', { text })
      }
      assert.equal(await composer.inputValue(), text + text)
      assert.deepEqual(await textsIn(window), [])
      assert.deepEqual(await keys.jsonValue(), Array.from({ length: 2 }, () => ['compositionstart', 'keydown true', 'compositionend']).flat(), 'it was a composition')
      await composer.press('Enter')
      await seesTexts(window, [text + text])
      assert.equal(await composer.inputValue(), '')
      await seesTexts(await ann.take(text + text), [text + text])
    })
  }

  it('CW-5 arrives sign for sign, in every script, joined, marked and turned round', async () => {
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open('/tours'))
    for (const text of SCRIPTS) await write(window, text)
    await seesTexts(window, SCRIPTS)
    const desk = await ann.take(/한국어|Ελληνικά|\td|d$/)
    await seesTexts(desk, SCRIPTS)
    assert.deepEqual((await visitor.fetch()).messages.map(({ text }) => text), SCRIPTS)
    for (const text of SCRIPTS) await write(desk, text)
    await seesTexts(window, [...SCRIPTS, ...SCRIPTS])
  })

  for (const [what, text] of [['a NUL', 'before\0after'], ['half a character', 'before\ud83d after'], ['the other half', 'before \udc4dafter']] as const) {
    it(`CW-5 is refused by its code where it has ${what}, and nothing else is`, async () => {
      const visitor = await world.visitor()
      const page = await visitor.open('/tours')
      const window = await openWindow(page)
      const outcome = await page.evaluate(async (said) => {
        const foyer = Reflect.get(globalThis, 'Foyer')
        const failed = new Promise<string>((resolve) => foyer.on('message:failed', ({ code }: { code: string }) => resolve(code)))
        const thrown = foyer.send(said).then(() => failed, ({ code }: { code: string }) => code)
        return Promise.race([failed, thrown])
      }, text)
      assert.match(outcome, /^(invalid_\w+|text_\w+)$/)
      await write(window, `After ${what}.`)
      const desk = await ann.take(`After ${what}.`)
      assert.deepEqual((await visitor.fetch()).messages.map(({ text: said }) => said), [`After ${what}.`])
      await until('the desk has the good one alone', () => textsIn(desk), (texts) => texts.length === 1)
    })
  }
})
