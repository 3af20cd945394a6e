/**
 * The data of the emoji picker (CW-5): which emoji there are, in the order of Unicode, with their names and keywords in a
 * language, from the Common Locale Data Repository. Made when the widget is built, one chunk a language, imported as
 * `foyer-emoji/de`.
 *
 * One string: groups are divided by empty lines, emoji by lines, and the fields of an emoji by tabs: itself, its name,
 * its keywords, and what is special about it (`s`: it has skin tones; the major version of Emoji that it came with, from 12 on).
 */
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)

/** What came later is drawn by few systems yet. */
const NEWEST = 15.1
/** Before that, everybody has them. */
const COMMON = 12

/**
 * @param {string} language
 * @returns {string}
 */
export function emojiData(language) {
  /** @type {{ emojis: { emoji: string, name: string, skin_tone_support: boolean, emoji_version: string }[] }[]} */
  const groups = require('unicode-emoji-json/data-by-group.json')
  /** @type {Record<string, { default?: string[], tts?: string[] }>} */
  const known = require(`cldr-annotations-modern/annotations/${language}/annotations.json`).annotations.annotations
  const regions = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })

  /** @param {string} emoji */
  const wordsOf = (emoji) => known[emoji] ?? known[emoji.replaceAll('\ufe0f', '')]
  /** @param {string} emoji @returns {{ name: string, keywords: readonly string[] } | undefined} */
  function describe(emoji) {
    const words = wordsOf(emoji)
    if (words?.tts?.[0]) return { name: words.tts[0], keywords: words.default ?? [] }
    const flag = /^\p{RI}{2}$/u.test(emoji) && regions.of([...emoji].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x1f1a5)).join(''))
    if (flag) return { name: flag, keywords: wordsOf('🏳')?.default ?? [] }
    // As the repository itself derives them: who it is, and then what distinguishes them.
    const pieces = emoji.split('\u200d').map((piece) => (piece.startsWith('♀') ? '👩' : piece.startsWith('♂') ? '👨' : piece))
    const described = pieces.map((piece) => wordsOf(piece))
    if (pieces.length < 2 || described.some((each) => !each?.tts?.[0])) return undefined
    const [first, ...others] = described.map((each) => each?.tts?.[0] ?? '')
    return { name: `${first}: ${others.join(', ')}`, keywords: described.flatMap((each) => each?.default ?? []) }
  }

  return groups
    .map(({ emojis }) =>
      emojis
        .flatMap(({ emoji, skin_tone_support: hasTones, emoji_version: version }) => {
          const words = Number(version) <= NEWEST ? describe(emoji) : undefined
          if (!words) return []
          const inName = words.name.toLowerCase()
          const keywords = [...new Set(words.keywords.map((word) => word.toLowerCase()))].filter((word) => !inName.includes(word))
          const major = Math.floor(Number(version))
          return [emoji, words.name, keywords.join(' '), `${hasTones ? 's' : ''}${major >= COMMON ? major : ''}`].join('\t').trimEnd()
        })
        .join('\n'),
    )
    .join('\n\n')
}

const SCHEME = 'foyer-emoji/'

/** @param {string} source of an import @returns {string | undefined} the language */
export const emojiLanguage = (source) => (source.startsWith(SCHEME) ? source.slice(SCHEME.length) : undefined)

/** @param {string} language */
export const emojiModule = (language) => `export const emoji = ${JSON.stringify(emojiData(language))}`

/**
 * @param {string} root of the project
 * @returns {import('rollup').Plugin}
 */
export function emojiChunks(root) {
  // A place that names the chunk, though no file is there.
  const place = path.join(root, 'widget/extras/emoji/data/emoji-')
  return {
    name: 'foyer-emoji',
    resolveId(source) {
      const language = emojiLanguage(source)
      return language ? `${place}${language}.js` : null
    },
    load: (id) => (id.startsWith(place) ? emojiModule(path.basename(id, '.js').slice('emoji-'.length)) : null),
  }
}

/** The same for what esbuild bundles: the gallery, benchmarks. @type {import('esbuild').Plugin} */
export const emojiForEsbuild = {
  name: 'foyer-emoji',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^foyer-emoji\// }, ({ path: source }) => ({ path: source, namespace: 'foyer-emoji' }))
    onLoad({ filter: /.*/, namespace: 'foyer-emoji' }, ({ path: source }) => ({ contents: emojiModule(String(emojiLanguage(source))) }))
  },
}
