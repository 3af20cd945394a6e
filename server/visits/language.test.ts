import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { languageOf } from './language.ts'

describe('the language of a visitor', () => {
  for (const [accepted, language] of [
    ['de-AT,de;q=0.9,en;q=0.8', 'de-AT'],
    ['en-US,en;q=0.5', 'en'],
    ['zh-CN', 'zh'],
    ['zh-TW,zh;q=0.9', 'zh-TW'],
    [' pt-BR', 'pt'],
    ['PT-pt', 'pt-PT'],
    ['*', undefined],
    ['', undefined],
    [undefined, undefined],
    ['<script>', undefined],
    ['en-'.repeat(2_000), undefined],
  ] as const) {
    it(`IV-1 by ${accepted === undefined ? 'nothing' : `“${accepted.slice(0, 30)}”`} is ${language}`, () => assert.equal(languageOf(accepted), language))
  }
})
