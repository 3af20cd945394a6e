import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstTokens } from './first-tokens.ts'
import { themeTokens } from './tokens.ts'

const token = (css: string, name: string) => new RegExp(`${name}:([^;!]+)`).exec(css)?.[1]

describe('firstTokens', () => {
  it('takes the colour from the settings', () => {
    assert.equal(token(firstTokens({ accent: '#7a3f8f', scheme: 'light' }), '--site'), '#7a3f8f')
  })

  it('follows the system unless the owner fixes the scheme', () => {
    const schemes = (['system', 'light', 'dark'] as const).map((scheme) => token(firstTokens({ accent: '#2f5bea', scheme }), 'color-scheme'))
    assert.deepEqual(schemes, ['light dark', 'light', 'dark'])
  })

  it('CW-20 is stronger than what a page says of its own elements', () => {
    for (const declaration of firstTokens({ accent: '#2f5bea', scheme: 'system' }).match(/[\w-]+:[^;{}]+(?=;)/g) ?? []) {
      assert.match(declaration, /!important$/)
    }
  })

  it('names only tokens that the whole set has too, but for the site’s colour', () => {
    const names = (css: string) => new Set([...css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
    const whole = names(themeTokens({ accent: '#2f5bea', scheme: 'system' }))
    for (const name of names(firstTokens({ accent: '#2f5bea', scheme: 'system' }))) if (name !== '--site') assert.ok(whole.has(name), name)
  })
})
