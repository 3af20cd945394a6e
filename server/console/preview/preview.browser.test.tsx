import { render } from 'preact'
import { setViewport } from '@web/test-runner-commands'
import { API, ok } from '@foyer/sdk/protocol'
import type { ComponentDraft, SiteCheck } from '@foyer/sdk/protocol'
import { formsCss } from '../forms/index.ts'
import { createFormDrafts } from '../forms/drafts.ts'
import { createPlace } from '../place.ts'
import { newDraft } from '../reception/maker.ts'
import type { Choice } from '../reception/maker.ts'
import { Preview } from '../reception/preview.tsx'
import { FrameAddressContext } from './frame.tsx'
import { receptionCss } from '../reception/reception.css.ts'
import { ToolsContext } from '../shell/tools.ts'
import { adoptStyles } from '../styles.ts'
import { MAIN_GROUP } from '../testing/component-samples.ts'
import { createFakeApi } from '../testing/fake-api.ts'
import { $, all, called, fill, input, same, so, texts, until } from '../testing/look.ts'
import { SITE, sampleCompany, sampleSite, settingsRoutes } from '../testing/settings-samples.ts'

const FRAME = new URL('../testing/preview-frame.html', import.meta.url).href
const known = { siteId: SITE, language: 'en', mainGroup: MAIN_GROUP, company: sampleCompany() } as const
const CARD: Choice = { kind: 'web-chat', placement: 'web-page', style: 'card' }

let app: HTMLElement

function show(draft: ComponentDraft) {
  const api = createFakeApi(settingsRoutes())
  const subject = { draft, siteName: 'Meridian Travel', pictures: { sizes: new Map(), logo: '' }, address: 'https://desk.meridian.example/c/x', codeLater: 'Your code' }
  render(
    <ToolsContext.Provider value={{ api, place: createPlace(window), drafts: createFormDrafts()('me'), onCompanyName: () => undefined }}>
      <FrameAddressContext.Provider value={FRAME}>
        <Preview subject={subject} site={sampleSite()} firstLanguage="en" />
      </FrameAddressContext.Provider>
    </ToolsContext.Provider>,
    app,
  )
  return api
}

const pages = () => all('iframe').map((frame) => (frame as HTMLIFrameElement).contentDocument as Document)
/** What stands in a frame, through all shadow roots. */
function inside(page: Document | undefined, selector: string): HTMLElement | undefined {
  const look = (root: Document | ShadowRoot): HTMLElement | undefined => {
    const found = root.querySelector<HTMLElement>(selector)
    if (found) return found
    for (const element of root.querySelectorAll('*')) {
      const deeper = element.shadowRoot && look(element.shadowRoot)
      if (deeper) return deeper
    }
    return undefined
  }
  return page && look(page)
}
const component = (nr: number, selector: string) => inside(pages()[nr], selector)

beforeEach(async () => {
  await setViewport({ width: 1440, height: 900 })
  adoptStyles(document)
  for (const css of [formsCss, receptionCss]) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets.push(sheet)
  }
  app = document.createElement('div')
  document.body.append(app)
})
afterEach(() => {
  render(null, app)
  app.remove()
  document.adoptedStyleSheets = []
})

describe('the live preview', () => {
  it('RC-2 shows the real element on a computer and on a phone, each as wide as it is', async () => {
    show(newDraft(CARD, known))
    await until(() => component(0, '[part=greeting]') && component(1, '[part=greeting]'))
    same(pages().map((page) => page.defaultView?.innerWidth), [1280, 390])
    same(component(0, '[part=greeting]')?.textContent, 'How can we help?')
  })

  it('RC-2 shows every change, without another load of the page', async () => {
    const draft = newDraft(CARD, known)
    show(draft)
    await until(() => component(0, '[part=greeting]'))
    const before = pages()
    show({ ...draft, greeting: 'Good day', position: 'top-start' })
    await until(() => component(0, '[part=greeting]')?.textContent === 'Good day')
    so(pages().every((page, i) => page === before[i]), 'the pages stay')
    const box = component(0, 'foyer-card')?.getBoundingClientRect()
    so(box && box.left < 100 && box.top < 100, 'it stands at the top')
  })

  it('shows dark, another language, and what stands there outside working hours', async () => {
    show({ ...newDraft(CARD, known), show: { outsideHours: 'leave-message' } })
    await until(() => component(0, '[part=button]'))
    input('Dark').click()
    await until(() => pages()[0]?.body.className === 'dark')
    input('Outside working hours').click()
    await until(() => component(0, '[part=button]')?.textContent?.includes('Leave a message'))
    const language = input('Language of the page')
    language.value = 'ar'
    language.dispatchEvent(new Event('change', { bubbles: true }))
    await until(() => pages()[0]?.documentElement.dir === 'rtl' && component(0, '.layer')?.dir === 'rtl')
  })

  it('RC-9 says where the owner’s own rules hide it', async () => {
    show({ ...newDraft({ ...CARD, placement: 'mobile-page' }, known), show: { outsideHours: 'hide' } })
    await until(() => component(1, 'foyer-card'))
    same(texts('figcaption'), ['Not here: only on phones.', 'Phone'])
    same(component(0, 'foyer-card'), undefined)
    input('Outside working hours').click()
    await until(() => !component(1, 'foyer-card'))
    same(texts('figcaption')[1], 'Hidden outside working hours.')
  })

  it('says what a click does, and opens nothing', async () => {
    show(newDraft(CARD, known))
    await until(() => component(0, '[part=button]'))
    component(0, '[part=button]')?.click()
    await until(() => texts('.preview-act').join() === 'A click opens the chat.')
    component(0, '[part=close]')?.click()
    await until(() => texts('.preview-act').join().includes('The visitor closes it'))
    so(component(0, 'foyer-card'), 'it stays')
    show(newDraft({ ...CARD, kind: 'messenger' }, known))
    await until(() => component(0, 'a[part=button]'))
    const link = component(0, 'a[part=button]') as HTMLAnchorElement
    let isStopped: boolean | undefined
    link.ownerDocument.addEventListener('click', (event) => (isStopped = event.defaultPrevented), { once: true })
    link.click()
    await until(() => texts('.preview-act').join().includes('leads on'))
    same(isStopped, true)
  })

  it('RC-6 shows an element of the page in place of one of ours', async () => {
    show(newDraft({ ...CARD, style: 'custom-dom' }, known))
    await until(() => pages()[0]?.querySelector('.bound'))
    same(pages()[0]?.querySelector('.bound')?.textContent, '#foyer-chat')
    pages()[0]?.querySelector<HTMLElement>('.bound')?.click()
    await until(() => texts('.preview-act').join() === 'A click opens the chat.')
  })

  it('RC-8 shows a link as a messenger does', async () => {
    show(newDraft({ kind: 'web-chat', placement: 'link', style: 'link' }, known))
    await until(() => pages()[0]?.querySelector('.link-card'))
    same(pages()[0]?.querySelector('.link-card strong')?.textContent, 'Chat with us')
    same(all('.own-page').length, 0)
  })

  it('puts the owner’s own page behind it, in a frame that the loader knows and that leads nowhere', async () => {
    const api = show(newDraft(CARD, known))
    api.on(`POST ${API.siteCheck(SITE)}`, () => ok({ address: 'data:text/html,owner', findings: [], mayBeFramed: true } satisfies SiteCheck))
    await until(() => component(0, 'foyer-card'))
    fill(input('On your own page'), 'https://meridian.example/tours')
    called('Show').click()
    await until(() => pages()[0]?.querySelector('iframe'))
    const frame = pages()[0]?.querySelector('iframe') as HTMLIFrameElement
    same([frame.name, frame.getAttribute('sandbox')], ['foyer-preview', 'allow-scripts allow-same-origin allow-forms'])
    so(component(0, 'foyer-card'), 'the component stands over it')
    called('Sample page').click()
    await until(() => pages()[0]?.querySelector('.shop'))
  })

  for (const [sentence, answer, words] of [
    ['does not let itself be framed', { address: 'https://meridian.example/', findings: [], mayBeFramed: false }, 'does not let itself be shown'],
    ['is of the console itself', { address: `${location.origin}/console`, findings: [], mayBeFramed: true }, 'The console’s own pages'],
  ] as const) {
    it(`says so where a page ${sentence}`, async () => {
      const api = show(newDraft(CARD, known))
      api.on(`POST ${API.siteCheck(SITE)}`, () => ok(answer satisfies SiteCheck))
      called('Show').click()
      await until(() => texts('.own-page p').join().includes(words))
      await until(() => component(0, 'foyer-card'))
      same(pages()[0]?.querySelector('iframe') ?? null, null)
    })
  }

  it('hears nothing that another window says', async () => {
    show(newDraft(CARD, known))
    await until(() => component(0, 'foyer-card'))
    postMessage({ type: 'foyer-preview-act', act: 'opened' }, location.origin)
    // What was sent after it has been heard by then.
    await new Promise<void>((resolve) => {
      addEventListener('message', (event) => event.data === 'afterwards' && resolve())
      postMessage('afterwards', location.origin)
    })
    same($('.preview-act').textContent, '')
  })
})
