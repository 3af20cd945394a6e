/**
 * The gallery: every piece that a visitor can see, in the languages whose writing differs most, light and dark, at three
 * widths, as pictures side by side on one page, `dist-gallery/index.html`. To be looked through before a piece is called
 * done.
 *
 * A word after the command limits it to the pieces whose name has it, a second one says other languages:
 * `npm run gallery -- card`, `npm run gallery -- window de,ja`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { LANGUAGES } from '@foyer/sdk/protocol'
import { BROWSER_FLAGS, ensureBrowser } from './find-browser.mjs'
import { ensureFonts } from './find-fonts.mjs'
import { root } from './install.mjs'
import { emojiForEsbuild } from './rollup/emoji.mjs'

const FOLDER = path.join(root, 'dist-gallery')
const WIDTHS = [320, 768, 1440] as const
const SCHEMES = ['light', 'dark'] as const
/** Pages that are looked at side by side: more would wait for the machine. */
const AT_ONCE = 3

interface Listed {
  readonly name: string
  readonly area: string
  readonly height: number
}
interface Pieces {
  readonly PIECES: readonly Listed[]
  readonly GALLERY_LANGUAGES: readonly string[]
}
interface Shot {
  readonly piece: Listed
  readonly language: string
  readonly scheme: string
  readonly width: number
}

export async function makeGallery(wanted = '', languagesWanted = ''): Promise<boolean> {
  ensureFonts()
  const executablePath = await ensureBrowser()
  const script = await bundle('page.ts')
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/page.js')) return response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script)
    if (request.url?.startsWith('/avatars/') || request.url?.startsWith('/v1/')) return response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(STAND_IN)
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_FLAGS] })
  try {
    const { PIECES, GALLERY_LANGUAGES } = await loadPieces()
    const pieces = PIECES.filter(({ name }) => name.includes(wanted))
    if (pieces.length === 0) throw new Error(`There is no piece with ${JSON.stringify(wanted)} in its name.`)
    const languages = languagesWanted ? languagesWanted.split(',') : GALLERY_LANGUAGES
    const unknown = languages.filter((language) => !LANGUAGES.some((one) => one === language))
    if (unknown.length > 0) throw new Error(`There are no words in ${unknown.join(', ')}: the languages are ${LANGUAGES.join(', ')}.`)
    const shots = pieces.flatMap((piece) => languages.flatMap((language) => SCHEMES.flatMap((scheme) => WIDTHS.map((width): Shot => ({ piece, language, scheme, width })))))
    // A look at some keeps the pictures of the others.
    if (!wanted) await rm(FOLDER, { recursive: true, force: true })
    await mkdir(FOLDER, { recursive: true })
    const troubles = await takeAll(browser, origin, shots)
    const index = path.join(FOLDER, wanted ? `index-${wanted}.html` : 'index.html')
    await writeFile(index, indexOf(pieces, languages))
    console.log(`${shots.length} pictures of ${pieces.length} pieces: ${index}`)
    for (const trouble of troubles) console.error(trouble)
    return troubles.length === 0
  } finally {
    await browser.close()
    server.close()
    server.closeAllConnections()
  }
}

/** What `widget/gallery/` has, without a browser: its pieces are data until they are shown. */
async function loadPieces(): Promise<Pieces> {
  const module = `data:text/javascript;base64,${Buffer.from(await bundle('pieces.ts')).toString('base64')}`
  return (await import(module)) as Pieces
}

async function bundle(file: string): Promise<string> {
  const built = await build({
    entryPoints: [path.join(root, 'widget/gallery', file)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    supported: { 'top-level-await': true },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { __DEV__: 'true' },
    plugins: [emojiForEsbuild],
  })
  return built.outputFiles[0]?.text ?? ''
}

async function takeAll(browser: Browser, origin: string, shots: readonly Shot[]): Promise<string[]> {
  const troubles: string[] = []
  const waiting = shots.values()
  const work = async () => {
    const page = await browser.newPage({ reducedMotion: 'reduce' })
    let at = ''
    page.on('pageerror', (error) => troubles.push(`${at}: ${String(error)}`))
    for (const shot of waiting) {
      const { piece, language, scheme, width } = shot
      at = nameOf(shot)
      await page.setViewportSize({ width, height: piece.height })
      await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'dark' : 'light' })
      await page.goto(`${origin}/?${new URLSearchParams({ piece: piece.name, language, scheme })}`)
      await page.locator('html[data-shown=yes]').waitFor({ state: 'attached', timeout: 10_000 })
      await page.screenshot({ path: path.join(FOLDER, at), animations: 'disabled' })
    }
    await page.close()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return troubles
}

const nameOf = ({ piece, language, scheme, width }: Shot) => `${piece.name}-${language}-${scheme}-${width}.png`

const PAGE =
  '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Piece</title><link rel="icon" href="data:,"><style>body{margin:0}</style></head><body><script type="module" src="/page.js"></script></body></html>'

/** Whatever picture is asked for. */
const STAND_IN =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" fill="#f3c46b"/><circle cx="32" cy="26" r="11" fill="#a93f23"/><path d="M10 64a22 22 0 0 1 44 0" fill="#a93f23"/></svg>'

function indexOf(pieces: readonly Listed[], languages: readonly string[]): string {
  const picture = (piece: Listed, language: string, scheme: string) => (width: number) =>
    `<a href="${nameOf({ piece, language, scheme, width })}"><img src="${nameOf({ piece, language, scheme, width })}" width="${width}" height="${piece.height}" loading="lazy" alt="${piece.name}, ${language}, ${scheme}, ${width} px"></a>`
  const sections = pieces.map(
    (piece) => `<section id="${piece.name}"><h2>${piece.name}</h2>
${languages.flatMap((language) => SCHEMES.map((scheme) => `<div class="${language} ${scheme}"><h3>${language} · ${scheme}</h3>${WIDTHS.map(picture(piece, language, scheme)).join('')}</div>`)).join('\n')}</section>`,
  )
  const areas = [...new Set(pieces.map(({ area }) => area))]
  const links = areas.map((area) => `<p><b>${area}</b> ${pieces.filter((piece) => piece.area === area).map(({ name }) => `<a href="#${name}">${name}</a>`).join(' ')}</p>`)
  const filters = [...languages, ...SCHEMES].map((one) => `<label><input type="checkbox" id="only-${one}" checked>${one}</label>`)
  const hidden = [...languages, ...SCHEMES].map((one) => `body:has(#only-${one}:not(:checked)) .${one}{display:none}`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Gallery</title><style>
body{margin:0 1.5rem;font:15px/1.5 system-ui,sans-serif;background:#e7e8e6;color:#222}
header{position:sticky;top:0;padding:.5rem 0;background:#e7e8e6;max-height:9rem;overflow:auto;border-bottom:1px solid #bbb}
header p{margin:0}h2{margin:2rem 0 .5rem}section{scroll-margin-top:10rem}
section div{display:flex;gap:1rem;align-items:start;margin-bottom:1rem}h3{flex:none;width:5rem;font:inherit;margin:0}
img{zoom:.5;border:2px solid #999;background:#fff}label{margin-inline-end:1rem}${hidden.join('')}
</style></head><body><header><p>${filters.join('')}</p>${links.join('')}</header>
${sections.join('\n')}</body></html>
`
}
