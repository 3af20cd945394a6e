import assert from 'node:assert/strict'
import { describe, it, before, after } from 'node:test'
import { API, PATHS, WINDOW_PATHS } from '@foyer/sdk/protocol'
import type { Result, SiteConfig, TextsRecord, WindowRecord, WindowRules, WindowSettings } from '@foyer/sdk/protocol'
import { SHOP, startRunning, shopKey } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { PLACES } from '../testing/places.ts'
import { value } from '../testing/value.ts'

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`the chat window in the console on ${engine}`, () => {
    let running: Running
    let cookie: string
    before(async () => {
      running = await startRunning({}, makePlace)
      cookie = await running.signIn('olga@shop.example')
    })
    after(() => running.stop())

    const api = async <T>(path: string, body?: object): Promise<Result<T>> =>
      (await running.http(path, { origin: running.origin, headers: { cookie }, ...(body && { method: 'PUT', body: JSON.stringify(body) }) })).json() as Promise<Result<T>>
    const rulesOf = ({ revision: _revision, canMail: _canMail, ...rules }: WindowRecord): WindowRules => rules
    const told = async (language = 'en') => value((await (await running.http(WINDOW_PATHS.window(shopKey, language as 'en'), { origin: SHOP })).json()) as Result<WindowSettings>)
    const config = async () => value((await (await running.http(PATHS.config(shopKey), { origin: SHOP })).json()) as Result<SiteConfig>)

    it('CW-5 CW-12 is kept, told to windows at once, and moves the version of the config', async () => {
      const before = await config()
      const record = value(await api<WindowRecord>(API.window))
      const rules: WindowRules = { ...rulesOf(record), offersLocation: false, files: { isOn: true, most: 5_000_000, endings: ['pdf'] }, showsTyping: true }
      const changed = value(await api<WindowRecord>(API.window, { revision: record.revision, rules }))
      assert.deepEqual([changed.revision, changed.canMail], [record.revision + 1, false])
      assert.deepEqual(rulesOf(changed), rules)
      assert.partialDeepStrictEqual(await told(), { offersLocation: false, files: { most: 5_000_000, endings: ['pdf'] }, showsTyping: true })
      assert.ok((await config()).version > before.version)
    })

    it('is not overwritten by whoever has not seen the last change', async () => {
      const record = value(await api<WindowRecord>(API.window))
      const change = { revision: record.revision, rules: rulesOf(record) }
      value(await api(API.window, change))
      assert.partialDeepStrictEqual(await api(API.window, change), { ok: false, code: 'changed_meanwhile' })
    })

    it('names the field that is wrong', async () => {
      const record = value(await api<WindowRecord>(API.window))
      assert.partialDeepStrictEqual(await api(API.window, { revision: record.revision, rules: { ...rulesOf(record), reachDays: 366 } }), { code: 'out_of_range', field: 'rules.reachDays' })
      assert.partialDeepStrictEqual(await api(API.window, { revision: record.revision, rules: { ...rulesOf(record), reachDays: '1' } }), { code: 'invalid_input', field: 'rules.reachDays' })
    })

    it('CW-18 has own words, in the window and on the page, until they are taken away', async () => {
      const record = value(await api<TextsRecord>(API.texts))
      const texts = { en: { 'greetingText': 'Ask away', 'reception.leaveMessage': 'Write to us' }, zh: { greetingText: ' ' } }
      const changed = value(await api<TextsRecord>(API.texts, { revision: record.revision, texts }))
      assert.deepEqual(changed.texts, { en: texts.en })
      assert.deepEqual((await told()).texts, { greetingText: 'Ask away' })
      assert.equal((await told('zh')).texts, undefined)
      assert.deepEqual((await config()).texts, { en: { leaveMessage: 'Write to us' } })

      assert.partialDeepStrictEqual(await api(API.texts, { revision: record.revision, texts: {} }), { code: 'changed_meanwhile' })
      value(await api(API.texts, { revision: changed.revision, texts: {} }))
      assert.equal((await config()).texts, undefined)
    })

    for (const [sentence, texts, field] of [
      ['a language that there is not', { tlh: {} }, 'texts.tlh'],
      ['a name that is none', { en: { '__proto__x.': 'x' } }, 'texts.en.__proto__x.'],
      ['a text that is none', { en: { close: ['x'] } }, 'texts.en.close'],
      ['control characters', { en: { close: 'x\u0000' } }, 'texts.en.close'],
    ] as const) {
      it(`CW-18 takes no words with ${sentence}`, async () => {
        const { revision } = value(await api<TextsRecord>(API.texts))
        assert.partialDeepStrictEqual(await api(API.texts, { revision, texts }), { code: 'invalid_input', field })
      })
    }
  })
}
