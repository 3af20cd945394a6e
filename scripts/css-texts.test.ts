import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cssTexts } from './rollup/css-texts.mjs'

/** The sheet that a module hands on once it is built. */
async function built(css: string): Promise<unknown> {
  const { transform } = cssTexts('es2022')
  assert.ok(typeof transform === 'function')
  const result = await transform.call({ error: assert.fail } as never, `export const lookCss = \`\n${css}\n\`\n`, 'look.css.ts')
  assert.ok(result !== null && typeof result === 'object' && typeof result.code === 'string')
  return (await import(`data:text/javascript,${encodeURIComponent(result.code)}`)).lookCss
}

describe('style sheets that stand in scripts', () => {
  it('are shorter, and the same to a browser', async () => {
    assert.equal(await built('.a { color: red; }\n.a::after { content: "x"; }'), '.a{color:red}.a:after{content:"x"}')
  })

  it('keep signs that are no ASCII, which a text in a script would read as escapes of its own', async () => {
    assert.equal(await built(".a::after { content: ' · '; }"), '.a:after{content:" · "}')
  })
})
