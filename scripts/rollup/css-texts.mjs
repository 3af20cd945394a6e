import { transform } from 'esbuild'

/** A style sheet as our modules write one down: a constant, or what is handed on at once. Those with something to fill in stay as they are. */
const SHEET = /(?<=[=(] ?)`\n([^`\\$]*)`/g

/**
 * Minifies the style sheets that stand in scripts as texts: what minifies scripts leaves these alone. Lines are added
 * behind each for those that it loses, so that source maps stay right.
 *
 * @param {string} target
 * @returns {import('rollup').Plugin}
 */
export function cssTexts(target) {
  return {
    name: 'foyer-css-texts',
    async transform(code, id) {
      if (!/\.tsx?$/.test(id) || !/css|styles|dress/i.test(code)) return null
      const sheets = await Promise.all(
        Array.from(code.matchAll(SHEET), async ([, css = '']) => {
          const { code: shorter, warnings } = await transform(css, { loader: 'css', minify: true, charset: 'utf8', target })
          for (const { text } of warnings) this.error(`${id}: ${text}`)
          // What is escaped in the sheet must be so in the script's text around it too.
          return `\`${shorter.trim().replace(/[\\`$]/g, '\\$&')}\`${css.replace(/[^\n]+/g, '')}\n`
        }),
      )
      return sheets.length > 0 ? { code: code.replace(SHEET, () => String(sheets.shift())), map: null } : null
    },
  }
}
