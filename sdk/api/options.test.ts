import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkOptions } from './options.ts'
import type { FoyerOptions } from './types.ts'

const SCRIPT = 'https://desk.example/foyer-abc.js'

describe('the options of init', () => {
  it('take the server from the script', () => {
    assert.deepEqual(checkOptions({ site: 'demo' }, SCRIPT), { site: 'demo', server: 'https://desk.example', language: 'auto', isHidden: false })
  })

  it('take the origin of the server that is named', () => {
    assert.equal(checkOptions({ site: 'demo', server: 'http://localhost:4000/any/path' }, SCRIPT).server, 'http://localhost:4000')
  })

  it('CW-18 take any language: one without words is no reason to stay away', () => {
    assert.equal(checkOptions({ site: 'demo', language: 'tlh' }, SCRIPT).language, 'tlh')
  })

  for (const [sentence, options, script] of [
    ['no options', undefined, SCRIPT],
    ['no site', {}, SCRIPT],
    ['a site that is no key', { site: '../etc' }, SCRIPT],
    ['a server that is no address', { site: 'demo', server: 'desk' }, SCRIPT],
    ['a server of another kind', { site: 'demo', server: 'ftp://desk.example' }, SCRIPT],
    ['neither a server nor a script', { site: 'demo' }, ''],
  ] as const) {
    it(`CW-22 refuse ${sentence}`, () => {
      assert.throws(() => checkOptions(options as FoyerOptions, script), { code: 'invalid_option' })
    })
  }
})
