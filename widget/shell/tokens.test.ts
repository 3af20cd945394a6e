import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { schemeTokens, themeTokens } from './tokens.ts'

/** Read from the style sheet as a browser would, with the full-length matrices of CSS Color 4. */
function luminance(colour: string): number {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/.exec(colour.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3'))
  if (hex) {
    const [r = 0, g = 0, b = 0] = hex.slice(1).map((digits) => {
      const channel = parseInt(digits, 16) / 255
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(colour)
  assert.ok(parts, `${colour} is no colour`)
  const [lightness = 0, chroma = 0, hue = 0] = parts.slice(1).map(Number)
  const a = chroma * Math.cos((hue / 180) * Math.PI)
  const bb = chroma * Math.sin((hue / 180) * Math.PI)
  const l = (lightness + 0.3963377773761749 * a + 0.2158037573099136 * bb) ** 3
  const m = (lightness - 0.1055613458156586 * a - 0.0638541728258133 * bb) ** 3
  const s = (lightness - 0.0894841775298119 * a - 1.2914855480194092 * bb) ** 3
  const rgb = [
    4.0767416360759583 * l - 3.3077115392580629 * m + 0.2309699031821043 * s,
    -1.2684379732850315 * l + 2.6097573492876882 * m - 0.341319376002657 * s,
    -0.0041960761386756 * l - 0.7034186179359362 * m + 1.7076146940746117 * s,
  ]
  for (const channel of rgb) assert.ok(channel > -0.003 && channel < 1.003, `${colour} is outside sRGB`)
  const [r = 0, g = 0, b = 0] = rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [x, y] = [luminance(one), luminance(other)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

const tokensOf = (accent: string, isDark: boolean): Readonly<Record<string, string>> =>
  Object.fromEntries([...schemeTokens(accent, isDark).matchAll(/(--[\w-]+):([^;]+);/g)].map(([, name, value]) => [name, value]))

const NAMED = ['#ffff00', '#ffffff', '#000000', '#808080', '#ff0000', '#00ff00', '#0000ff', '#ff7a00', '#767676', '#777777', '#1a237e', '#ffe4e1', '#2f5bea']

/** Every accent with channels at 0, 51, …, 255 and some by name. */
const ACCENTS = [...NAMED]
const STEPS = ['00', '33', '66', '99', 'cc', 'ff']
for (const r of STEPS) for (const g of STEPS) for (const b of STEPS) ACCENTS.push(`#${r}${g}${b}`)

const SURFACES = ['--surface', '--surface-2', '--accent-soft']
const PROMISES: readonly (readonly [token: string, on: readonly string[], least: number])[] = [
  ['--on-accent', ['--accent', '--accent-hover', '--accent-pressed'], 4.5],
  ['--accent-edge', ['--surface'], 3],
  ['--accent-text', SURFACES, 4.5],
  ['--text', SURFACES, 7],
  ['--text-2', SURFACES, 4.5],
  ['--line-2', ['--surface'], 3],
  ['--positive', SURFACES, 4.5],
  ['--caution', SURFACES, 4.5],
  ['--negative', SURFACES, 4.5],
]

describe('schemeTokens', () => {
  for (const isDark of [false, true]) {
    for (const [token, backgrounds, least] of PROMISES) {
      it(`CW-3 ${token} keeps ${least}:1 on ${backgrounds.join(', ')} with any accent, ${isDark ? 'dark' : 'light'}`, () => {
        for (const accent of ACCENTS) {
          const tokens = tokensOf(accent, isDark)
          for (const background of backgrounds) {
            const ratio = contrast(tokens[token] ?? '', tokens[background] ?? '')
            assert.ok(ratio >= least, `${accent}: ${token} ${tokens[token]} on ${background} ${tokens[background]} is ${ratio.toFixed(2)}`)
          }
        }
      })
    }
  }

  it('leaves the owner’s colour as it is', () => {
    for (const accent of ACCENTS) assert.equal(tokensOf(accent, false)['--accent'], accent)
  })

  it('shows hovering and pressing as steps that differ', () => {
    for (const accent of ACCENTS) {
      const tokens = tokensOf(accent, true)
      const [fill, hover, pressed] = ['--accent', '--accent-hover', '--accent-pressed'].map((name) => luminance(tokens[name] ?? ''))
      assert.ok(fill !== hover && hover !== pressed && fill !== pressed, accent)
    }
  })

  it('outlines only a fill that would drown', () => {
    assert.equal(tokensOf('#2f5bea', false)['--accent-edge'], '#2f5bea')
    assert.notEqual(tokensOf('#ffff00', false)['--accent-edge'], '#ffff00')
  })

  it('takes nothing but a colour from the settings', () => {
    assert.equal(tokensOf('red;}*{display:none', false)['--accent'], '#2f5bea')
  })
})

describe('themeTokens', () => {
  it('follows the system unless the owner fixes the scheme', () => {
    assert.match(themeTokens({ accent: '#2f5bea', scheme: 'system' }), /color-scheme:light.*@media\(prefers-color-scheme:dark\)\{:host\{color-scheme:dark/)
    assert.doesNotMatch(themeTokens({ accent: '#2f5bea', scheme: 'light' }), /@media|color-scheme:dark/)
    assert.doesNotMatch(themeTokens({ accent: '#2f5bea', scheme: 'dark' }), /@media|color-scheme:light/)
  })

  it('CW-20 is stronger than what a page says of its own elements', () => {
    const declarations = themeTokens({ accent: '#2f5bea', scheme: 'light' }).match(/[\w-]+:[^;{}]+(?=;)/g) ?? []
    assert.ok(declarations.length > 25)
    for (const declaration of declarations) assert.match(declaration, /!important$/)
  })

  it('can be put on another element', () => {
    assert.match(themeTokens({ accent: '#2f5bea', scheme: 'light' }, ':root'), /^:root\{/)
  })
})
