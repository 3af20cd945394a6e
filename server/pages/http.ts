/** The routes of the pages that visitors come to by a link. Documents for browsers: whoever has the address may look. */
import type { Context } from 'hono'
import sharp from 'sharp'
import { LANGUAGES, PUBLIC_PATHS, fail } from '@foyer/sdk/protocol'
import type { Language, SiteKey } from '@foyer/sdk/protocol'
import { clientAddress } from '../edge/addresses.ts'
import { serveBuiltFile } from '../edge/files.ts'
import type { BuiltFiles } from '../edge/files.ts'
import { ICON } from '../edge/pages.ts'
import { answer, failureOf } from '../edge/problems.ts'
import { rateLimited } from '../edge/routes.ts'
import type { App, Env, RoutePorts } from '../edge/routes.ts'
import { isInside, wayTo } from '../messengers/rules.ts'
import type { Store } from '../store/store.ts'
import { chatPage } from './chat-page.ts'
import { pageResponse } from './document.ts'
import type { PageDocument } from './document.ts'
import { acceptedLanguage } from './language.ts'
import { brokenPage, busyPage, gonePage } from './plain-pages.ts'
import { findComponentPage } from './store.ts'
import type { ComponentPage } from './store.ts'
import { CHOSEN, transitPage } from './transit-page.ts'

/** What the build says of the pages' programs. Names are of files under `/pages/`. */
export interface PageManifest {
  readonly chunks: Readonly<Record<string, { readonly source: string | null; readonly imports: readonly string[] }>>
}

/** The programs as they were built. */
export interface PagePrograms {
  readonly files: BuiltFiles
  readonly manifest: PageManifest
}

export interface PagePorts extends RoutePorts {
  readonly store: Store
  publicOrigin(): string
  /** The programs; absent in tests that need none. */
  readonly programs?: PagePrograms | undefined
}

export function componentPages(app: App, ports: PagePorts): void {
  const { store, publicOrigin, own, log, limits, programs } = ports
  const respond = (c: Context<Env>, page: PageDocument, status = 200) => pageResponse(page, { publicOrigin: publicOrigin(), own: own() }, c.req.raw, status)
  const chunksOf = (source: string): readonly string[] => Object.entries(programs?.manifest.chunks ?? {}).flatMap(([name, chunk]) => (chunk.source === source ? [`/pages/${name}`, ...chunk.imports.map((one) => `/pages/${one}`)] : []))
  /** The program of the chat, and what it is going to load. */
  const chatProgram = (language: Language) => {
    const [script, ...imports] = chunksOf('widget/page/chat-page.ts')
    const preloads = [...imports, ...chunksOf(`widget/shell/words/window/${language}.ts`)]
    return { script, preloads: [...new Set(preloads)].filter((path) => path !== script) }
  }
  const card = (page: ComponentPage, path: string) => ({
    address: `${publicOrigin()}${path}`,
    picture: `${publicOrigin()}${page.hasPhotoLogo && page.company.logo ? page.company.logo : '/icon.png'}`,
  })
  /** Other components were clicked on a page or in an article, and that was counted there. */
  const isCounted = ({ draft: { style } }: ComponentPage) => style === 'link' || style === 'article-picture'

  /** Answers with a page whatever happens: the visitor reads no JSON. */
  const serve = (route: string, show: (c: Context<Env>, asked: Language) => Promise<Response | undefined>) =>
    app.get(route, async (c) => {
      const asked = acceptedLanguage(c.req.header('accept-language'))
      try {
        const address = c.env?.incoming ? clientAddress(c.env.incoming, ports.trustedProxies) : 'unknown'
        if (!(await limits.allow('pages', address))) {
          rateLimited(log, route, 'pages')
          return respond(c, busyPage(asked), 429)
        }
        return (await show(c, asked)) ?? respond(c, gonePage(asked), 404)
      } catch (error) {
        failureOf(error, route, log)
        return respond(c, brokenPage(asked), 503)
      }
    })

  const serveComponent = (route: string, show: (c: Context<Env>, page: ComponentPage, language: Language) => Response | undefined) =>
    serve(route, async (c, asked) => {
      const page = await store.run(findComponentPage, { slug: c.req.param('slug') ?? '' })
      return page && show(c, page, page.language === 'auto' ? asked : page.language)
    })

  serveComponent('/c/:slug', (c, page, language) => {
    const { kind, target } = page.draft
    // The link and the code of every component are this address; on the way to a messenger one chooses the chat there.
    const isChosen = target?.kind === 'messenger' && target.offersChat && c.req.query(CHOSEN) !== undefined
    if (kind !== 'web-chat' && !isChosen) return c.redirect(PUBLIC_PATHS.transitPage(page.slug))
    return respond(c, chatPage(page, language, { ...chatProgram(language), card: card(page, PUBLIC_PATHS.chatPage(page.slug)), isCounted: isCounted(page) }))
  })

  // The chat in a window of its own (CW-1). Only for pages that may use the site: whoever opens it says who the visitor is.
  serve('/chat/:key', async (c, asked) => {
    const site = await ports.sites.find((c.req.param('key') ?? '') as SiteKey)
    const opener = URL.parse(c.req.query('opener') ?? '')?.origin
    if (!site || opener === undefined || opener !== c.req.query('opener') || !ports.sites.mayUse(site, opener)) return undefined
    const { config: { theme }, company } = site
    const language = LANGUAGES.find((one) => one === c.req.query('language')) ?? asked
    return respond(c, chatPage({ site: c.req.param('key') as SiteKey, theme, company }, language, { ...chatProgram(language), isCounted: false, opener }))
  })

  serveComponent('/go/:slug', (c, page, language) => {
    const { kind, target } = page.draft
    if (kind === 'web-chat') return c.redirect(PUBLIC_PATHS.chatPage(page.slug))
    const userAgent = c.req.header('user-agent') ?? ''
    const way = target?.kind === 'messenger' && isInside(target.messenger, userAgent) ? wayTo(target.messenger, target.address) : undefined
    if (way?.phone !== undefined) return c.redirect(way.phone)
    const [script] = chunksOf('widget/page/transit-page.ts')
    const isPhone = /Mobi|Android/.test(userAgent)
    const shown = transitPage(page, language, { ...card(page, PUBLIC_PATHS.transitPage(page.slug)), isCounted: isCounted(page), script, isPhone })
    return shown && respond(c, shown)
  })

  app.get('/pages/:file', (c) => {
    const name = c.req.param('file')
    const file = programs?.files.get(name)
    return file ? serveBuiltFile(name, file, c.req.raw, { 'cross-origin-resource-policy': 'same-origin' }) : answer(fail('not_found'))
  })

  let icon: Promise<Buffer> | undefined
  // Messengers show no SVG on their preview cards.
  app.get('/icon.png', async () => {
    icon ??= sharp(Buffer.from(ICON), { density: 1_152 }).resize(512, 512).png().toBuffer()
    return new Response(new Uint8Array(await icon), { headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=86400', 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'cross-origin' } })
  })
}
