/**
 * Guests on pages that nobody here wrote: sites, consoles, style sheets and programs as their packages ship them. Each
 * page is loaded without the tag and with it; with it, every style of component comes and goes in turn. The page must be
 * what it was, and the component what it is on any other page, to the pixel.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { BROWSER_FLAGS, findBrowser } from '../../scripts/find-browser.mjs'
import { INVITED, PICTURES, SITES } from './hosts/components.ts'
import { compare, createMatte, opaqueIn, readPicture } from './hosts/matte.ts'
import type { Difference, Matte, Picture } from './hosts/matte.ts'
import { HOST_PAGES } from './hosts/pages.ts'
import type { HostPage } from './hosts/pages.ts'
import { until } from './harness/index.ts'
import { serveFoyer, serveHostPages } from './hosts/serve.ts'
import type { FoyerDouble, HostServer } from './hosts/serve.ts'

const VIEWPORT = { width: 1280, height: 800 }
/** A Wednesday. Pages that print the date print this one. */
const NOW = new Date('2026-05-13T10:00:00Z')
const GROUPS = Object.keys(SITES)
/** Fewer would prove that a component is hardly there: the smallest, the side tab, has some thousands. */
const FEWEST_OPAQUE = 1_000

/** A page that is not at rest by then has a clock or a film. */
const MOST_LOOKS = 8

interface Look {
  readonly picture: Picture
  readonly layout: readonly string[]
}

describe(`RC-13 on ${HOST_PAGES.length} pages that nobody here wrote`, () => {
  let browser: Browser
  let foyer: FoyerDouble
  let hosts: HostServer
  let mattes: ReadonlyMap<string, Matte>
  before(async () => {
    foyer = await serveFoyer(SITES, PICTURES, INVITED)
    hosts = await serveHostPages(`<script async src="${foyer.origin}/foyer.js" data-site="${GROUPS[0]}"></script>`)
    const executablePath = process.env['CHROMIUM_PATH'] ?? findBrowser() ?? chromium.executablePath()
    browser = await chromium.launch({
      executablePath,
      // No page reaches beyond this machine: fonts and scripts from elsewhere are missing, with the tag and without.
      args: [...BROWSER_FLAGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost'],
    })
    mattes = await takeMattes()
  })
  after(async () => {
    await browser?.close()
    await hosts?.close()
    await foyer?.close()
  })

  for (const host of HOST_PAGES) {
    it(`leaves ${host.name} as it was, and looks there as anywhere`, async () => {
      hosts.isTagged = false
      const bare = await visit(host)
      let without = await look(bare.page)

      hosts.isTagged = true
      const { page, complaints } = await visit(host)
      for (const group of GROUPS) {
        await show(page, group)
        const isRight = ({ picture }: Look) => isAsItMustBe(compare(picture, without.picture, matteOf(group)))
        let settled = await look(page, isRight)
        // A page draws a letter's edge anew now and then, long after it was at rest: also the one without the tag.
        if (!isRight(settled)) {
          without = await look(bare.page)
          settled = await look(page, isRight)
        }
        assert.deepEqual(settled.layout, without.layout, `with ${group}, everything is where it was`)
        assert.deepEqual(compare(settled.picture, without.picture, matteOf(group)), { onPage: 0, inComponent: 0 }, `with ${group}, every pixel is as it must be`)
      }
      const added = [...complaints].filter((complaint) => !bare.complaints.has(complaint))
      assert.deepEqual(added, [], 'the console says what it says without the tag')

      await page.evaluate(() => Reflect.get(globalThis, 'Foyer').destroy())
      const { picture } = await look(page, (seen) => isSame(seen.picture, without.picture))
      assert.ok(isSame(picture, without.picture), 'nothing is left of it')
      await Promise.all([page.context().close(), bare.page.context().close()])
    })
  }

  it('sees it when the page, its layout or a component is not as it must be', async () => {
    const [host] = HOST_PAGES
    const [group] = GROUPS
    if (!host || !group) throw new Error('There is nothing to look at.')
    hosts.isTagged = false
    const bare = await visit(host)
    const without = await look(bare.page)
    await bare.page.context().close()
    hosts.isTagged = true
    const { page } = await visit(host)
    await show(page, group)

    // One pixel of the page, in the middle, where no component stands.
    await page.evaluate(() => {
      const speck = document.body.appendChild(document.createElement('i'))
      speck.style.cssText = 'position:fixed;left:50vw;top:50vh;width:1px;height:1px;background:#0f0;z-index:9999'
    })
    assert.equal(compare((await look(page)).picture, without.picture, matteOf(group)).onPage, 1)
    await page.evaluate(() => document.querySelector('body > i:last-child')?.remove())

    // A component that takes something over from the page.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('*{filter:hue-rotate(3deg)!important}')
      const button = document.querySelector('foyer-widget')?.shadowRoot?.querySelector('foyer-round-button')?.shadowRoot
      if (button) button.adoptedStyleSheets.push(sheet)
    })
    const tinted = compare((await look(page)).picture, without.picture, matteOf(group))
    assert.equal(tinted.onPage, 0)
    assert.ok(tinted.inComponent > FEWEST_OPAQUE, `${tinted.inComponent} pixels of the button`)

    await page.evaluate(() => Object.assign(document.body.style, { paddingTop: '1px' }))
    assert.notDeepEqual((await look(page)).layout, without.layout)
    await page.context().close()
  })

  /** Every group over white and over black. */
  async function takeMattes(): Promise<ReadonlyMap<string, Matte>> {
    const page = await newPage()
    const over = async (group: string, colour: string) => {
      await page.goto(`${foyer.origin}/blank?${new URLSearchParams({ colour, group })}`)
      await show(page, group)
      return (await look(page)).picture
    }
    const taken = new Map<string, Matte>()
    for (const group of GROUPS) {
      const matte = createMatte(await over(group, 'white'), await over(group, 'black'))
      for (const box of await boxesOf(page)) assert.ok(opaqueIn(matte, box) > FEWEST_OPAQUE, `${box.name} is there`)
      taken.set(group, matte)
    }
    await page.context().close()
    return taken
  }

  function matteOf(group: string): Matte {
    const matte = mattes.get(group)
    if (!matte) throw new Error(`There is no matte of ${group}.`)
    return matte
  }

  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-GB', timezoneId: 'UTC', colorScheme: 'light' })
    const page = await context.newPage()
    await page.clock.setFixedTime(NOW)
    return page
  }

  async function visit(host: HostPage): Promise<{ readonly page: Page; readonly complaints: ReadonlySet<string> }> {
    const page = await newPage()
    const complaints = new Set<string>()
    page.on('pageerror', (error) => complaints.add(String(error)))
    page.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') complaints.add(`${line.text()} ${line.location().url}`)
    })
    await page.goto(hosts.addressOf(host))
    await page.locator(host.shows).first().waitFor()
    if (host.boot || host.isSlow) await page.waitForLoadState('networkidle')
    await drawnAnew(page)
    if (hosts.isTagged) await inLine(GROUPS[0])
    return { page, complaints }
  }

  /** Starts the tag anew with the site of a group, and waits until its components stand there. */
  async function show(page: Page, group: string): Promise<void> {
    await page.waitForFunction(() => 'Foyer' in globalThis)
    await page.evaluate(
      async ([site, server]) => {
        const sdk = Reflect.get(globalThis, 'Foyer')
        sdk.destroy()
        await sdk.init({ site, server })
      },
      [group, foyer.origin] as const,
    )
    const styles = SITES[group]?.components.map(({ style }) => style).filter((style) => style !== 'custom-dom') ?? []
    const names = [...styles, ...(INVITED[group] ? ['invitation'] : [])].map((style) => `foyer-${style}`)
    await page.waitForFunction((names) => {
      const root = document.querySelector('foyer-widget')?.shadowRoot
      return names.every((name) => {
        const element = root?.querySelector(name)?.shadowRoot
        const pictures = [...(element?.querySelectorAll('img') ?? [])]
        return element?.querySelector('button, a') && pictures.every((one) => one.complete && one.naturalWidth > 0)
      })
    }, names)
    // The marks of a bound element come when the page is idle: they are there before it is looked at.
    if (SITES[group]?.components.some(({ style }) => style === 'custom-dom')) await page.waitForFunction(() => document.querySelector('a[href]')?.hasAttribute('aria-haspopup') ?? true)
    await inLine(group)
  }

  /** A line that is given up before it stands makes Chromium say so; no page goes away that soon after it has come. */
  const inLine = (group = '') => until(`the page is in line for ${group}`, foyer.sitesInLine, (sites) => sites.includes(group))
})

interface Box {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where the components stand that are drawn. */
const boxesOf = (page: Page): Promise<readonly Box[]> =>
  page.evaluate(() =>
    [...(document.querySelector('foyer-widget')?.shadowRoot?.querySelectorAll('*') ?? [])]
      .filter((element) => element.localName.startsWith('foyer-'))
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return { name: element.localName, x, y, width, height }
      }),
  )

/**
 * On a busy machine a picture may come while a page is being drawn, and the edge that it is given then is another than it
 * has on a page that is drawn in one go: so all is loaded, and then drawn in one go.
 */
async function drawnAnew(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  await page.evaluate(() => document.documentElement.style.setProperty('visibility', 'hidden'))
  await page.screenshot()
  await page.evaluate(() => document.documentElement.style.removeProperty('visibility'))
}

const isSame = (one: Picture, other: Picture) => one.pixels.every((value, i) => value === other.pixels[i])
const isAsItMustBe = ({ onPage, inComponent }: Difference) => onPage + inComponent === 0

/**
 * What there is to see, and where every element of the page lies. A page may still be on its way there, and Chromium
 * paints what it has scaled once more: so it is looked at until it is as wished, or else until nothing moves any more.
 *
 * @param isRight default: as it was when it was last looked at
 */
async function look(page: Page, isRight?: (seen: Look) => boolean): Promise<Look> {
  let before: Look | undefined
  for (let turn = 0; turn < MOST_LOOKS; turn++) {
    const seen = await lookOnce(page)
    if (isRight ? isRight(seen) : before && isSame(seen.picture, before.picture)) return seen
    before = seen
  }
  if (before && isRight) return before
  throw new Error('The page never comes to rest.')
}

async function lookOnce(page: Page): Promise<Look> {
  await page.evaluate(() => document.fonts.ready)
  const layout = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => element.localName !== 'foyer-widget' && element.localName !== 'script')
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return `${element.localName} ${[x, y, width, height, element.scrollWidth, element.scrollHeight].join(' ')}`
      }),
  )
  return { picture: await readPicture(await page.screenshot({ animations: 'disabled' })), layout }
}
