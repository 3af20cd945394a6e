/** The workspace's own words on the page (CW-18): what stands there has them, and takes nothing else out of a config. */
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { ComponentId, TextOverrides } from '@foyer/sdk/protocol'
import type { Reception, ShownComponent } from '@foyer/sdk/api'
import { assert } from '../chat-window/testing/assert.ts'
import { contactSample, sample } from './preview/samples.ts'
import { createReception } from './reception.ts'

const CARD: ShownComponent = sample('card', 'en', { id: 'card' as ComponentId, kind: 'web-chat', shownName: 'Ann', closedFor: 'visit' })

let reception: Reception
beforeEach(() => {
  const nothing = () => undefined
  reception = createReception({ language: 'en', server: '', onIntent: nothing, onToggleRequest: nothing, onFollowed: nothing, onCloseRequest: nothing, onShown: nothing })
})
afterEach(() => reception.destroy())

function show(texts: TextOverrides | undefined, components: readonly ShownComponent[] = [CARD]): void {
  const config = { protocol: PROTOCOL, version: 1, name: 'Nord', theme: { accent: '#2f5bea', scheme: 'light' as const }, language: 'en' as const, components, ...(texts && { texts }) }
  reception.render({ config, components, isHidden: false, isOpen: false, isBusy: false, isTroubled: false, unread: 2 })
}
/** What is seen or heard in a component. */
const says = (id: string, selector: string) => {
  const element = reception.root.getElementById(id)?.shadowRoot?.querySelector(selector)
  return element?.getAttribute('aria-label') ?? element?.textContent ?? undefined
}
/** Looks with every frame until it is so; the runner's limit ends what never comes. */
async function until(claim: () => unknown): Promise<void> {
  while (!claim()) await new Promise((resolve) => requestAnimationFrame(resolve))
}

describe('CW-18 own words on the page', () => {
  it('stand in the place of the built-in ones, with names and numbers in them', async () => {
    show({ en: { close: 'Go away', unread: '{} has {} for you', 'act.web-chat': 'Talk' }, zh: { close: '关' } })
    await until(() => says('card', '.close'))
    assert.deepEqual([says('card', '.close'), says('card', '.act')], ['Go away', 'Talk has 2 for you'])
    assert.equal(reception.root.querySelector('.aloud')?.textContent, 'Ann has 2 for you')
  })

  it('come and go with a change of the settings', async () => {
    show(undefined)
    await until(() => says('card', '.close') === 'Close')
    show({ en: { close: 'Go away' } })
    await until(() => says('card', '.close') === 'Go away')
    show({})
    await until(() => says('card', '.close') === 'Close')
  })

  it('are text, whatever they hold', async () => {
    const hostile = '<img src=x onerror="document.title=\'run\'">'
    show({ en: { close: hostile } })
    await until(() => says('card', '.close') === hostile)
    assert.equal(reception.root.getElementById('card')?.shadowRoot?.querySelector('img[src="x"]') ?? undefined, undefined)
  })

  it('reach what a click brings', async () => {
    const contact: ShownComponent = { ...sample('round-button', 'en', { id: 'contact' as ComponentId }), ...contactSample('en'), id: 'contact' as ComponentId }
    show({ en: { scan: 'Point your camera here' } }, [contact])
    await until(() => reception.root.getElementById('contact'))
    reception.root.getElementById('contact')?.shadowRoot?.querySelector<HTMLElement>('.act')?.click()
    await until(() => reception.layer.querySelector('foyer-contact-card')?.shadowRoot?.querySelector('small'))
    assert.equal(reception.layer.querySelector('foyer-contact-card')?.shadowRoot?.querySelector('small')?.textContent, 'Point your camera here')
  })
})
