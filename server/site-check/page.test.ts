import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPage } from './page.ts'

const TAG = '<script async src="https://desk.example/foyer.js" data-site="shop"></script>'
const read = (html: string) => readPage(html, new URL('https://shop.example/'), (origin) => origin === 'https://desk.example')

describe('RC-20 a page that was made to keep the check busy', () => {
  it('is read up to fifty thousand elements, also of markup that unfolds to more', () => {
    // Each paragraph opens all of them again: half a million elements from nine kilobytes.
    const open = Array.from({ length: 500 }, (_, index) => `<b a${index}>`).join('')
    const unfolding = `<p>${open}${'<p>x'.repeat(1_000)}`
    assert.equal(read(TAG + unfolding).tags.length, 1)
    assert.equal(read(unfolding + TAG).tags.length, 0)
  })

  it('may have a script in which our name stands a hundred thousand times', () => {
    assert.equal(read(`<script>${'foyer-'.repeat(100_000)}</script>`).broughtBy, undefined)
    assert.equal(read(`<script>${'foyer-'.repeat(1_000)}</script><script>load('https://desk.example/foyer-1.2.0-Ab3_xY9z.js')</script>`).broughtBy, 'script')
  })

  it('has as many tags and policies as one can mend', () => {
    const meta = '<meta http-equiv="Content-Security-Policy" content="img-src a">'
    const { tags, policies } = read(meta.repeat(1_000) + TAG.repeat(1_000))
    assert.deepEqual([tags.length, policies.length], [20, 20])
  })

  it('has attributes up to twenty thousand characters', () => {
    assert.equal(read(`<script src="https://desk.example/foyer.js" data-site="${'x'.repeat(1_000_000)}"></script>`).tags[0]?.key?.length, 20_000)
  })
})
