/** Somebody whom an agent has blocked, on a page with real components: they are there, and not available (IV-4). */
import { fail } from '@foyer/sdk/protocol'
import type { ComponentId, SiteConfig } from '@foyer/sdk/protocol'
import { assert } from './chat-window/testing/assert.ts'
import { PARTS_OF_FOYER } from './parts.ts'
import { COMPONENT, component, config, endPages, openPage, quiet, until } from './testing/page.ts'

const { loadReception, later } = PARTS_OF_FOYER
const BAR = 'c2' as ComponentId
const SITE = config({
  components: [
    component(),
    component({ id: BAR, style: 'action-bar', kind: 'phone', position: 'bottom', phone: '+49 40 1234', greeting: 'We answer at once' }),
    component({ id: 'c3' as ComponentId, style: 'card', kind: 'messenger', greeting: 'We answer at once' }),
  ],
})

function page(answer: SiteConfig = SITE) {
  const opened = openPage({ answer, parts: { loadReception, ...(later && { later }) } })
  const act = (id: ComponentId) => opened.root()?.getElementById(id)?.shadowRoot?.querySelectorAll<HTMLElement>('.act')
  const said = (id: ComponentId) => [...(act(id) ?? [])].map((one) => one.getAttribute('aria-label'))
  return { ...opened, told: () => opened.said, act, said, isOff: (id: ComponentId) => said(id).join() === 'Not available' }
}

/** The server refuses the line, or lets the visitor in. */
const refuse = (line: { say(frame: unknown): void } | undefined) => line?.say({ type: 'refused', code: 'visitor_blocked' })
const welcome = (line: { say(frame: unknown): void } | undefined) => line?.say({ type: 'welcome', number: 17, unread: 0, configVersion: 1 })

describe('IV-4 a blocked visitor', () => {
  afterEach(endPages)

  it('sees at once, while they are on the page, that nothing is available', async () => {
    const one = page()
    await one.start()
    await until(() => one.said(COMPONENT)[0] === 'Chat')
    refuse(await until(() => one.lines[0]))
    for (const id of [COMPONENT, BAR, 'c3' as ComponentId]) {
      await until(() => one.isOff(id))
      const [button] = one.act(id) ?? []
      assert.equal(button?.localName, 'button')
      assert.equal((button as HTMLButtonElement).disabled, true)
      button?.click()
    }
    await quiet()
    assert.equal(one.foyer.getState().isOpen, false)
    assert.deepEqual(one.counted().filter((told) => told.startsWith('clicked')), [])
    assert.equal(one.root()?.getElementById('c3')?.shadowRoot?.querySelector('[part=greeting]'), null)
  })

  it('sees it from the first paint of the next page on', async () => {
    const first = page()
    await first.start()
    refuse(await until(() => first.lines[0]))
    await until(() => first.isOff(COMPONENT))
    const kept = { ...localStorage }
    await first.foyer.destroy()
    Object.assign(localStorage, kept)

    const second = page()
    const seen: (string | null)[] = []
    const look = () => {
      seen.push(...second.said(COMPONENT))
      if (!seen.length || seen.length < 20) requestAnimationFrame(look)
    }
    look()
    await second.start()
    await until(() => seen.length >= 20)
    assert.deepEqual([...new Set(seen)], ['Not available'])
  })

  it('has everything back when the block is over', async () => {
    const one = page()
    await one.start()
    const line = await until(() => one.lines[0])
    refuse(line)
    await until(() => one.isOff(COMPONENT))
    window.dispatchEvent(new Event('pagehide'))
    window.dispatchEvent(new Event('pageshow'))
    welcome(await until(() => one.lines[1]))
    await until(() => one.said(COMPONENT)[0] === 'Chat')
    await until(() => one.said(BAR)[0] === 'Chat')
    assert.equal(localStorage.getItem('foyer:refused:demo'), null)
  })

  it('is told in the site’s own words, in the component’s language', async () => {
    const one = page({ ...SITE, components: [component({ language: 'de' }), component({ id: BAR, style: 'side-tab', position: 'end' })], texts: { en: { unavailable: 'Closed' } } })
    await one.start()
    refuse(await until(() => one.lines[0]))
    await until(() => one.said(COMPONENT)[0] === 'Nicht verfügbar')
    assert.deepEqual(one.said(BAR), ['Closed'])
  })

  it('sees components as they are where the page is refused for something else', async () => {
    const one = page()
    await one.start()
    ;(await until(() => one.lines[0])).say({ type: 'refused', code: 'client_outdated' })
    await until(() => one.told().some((line) => line.includes(fail('client_outdated').message)))
    assert.deepEqual(one.said(COMPONENT), ['Chat'])
  })
})
