/** Two sites on one page, with the real reception: nothing of the one covers the other (RC-11, RC-18). */
import type { FoyerParts } from '@foyer/sdk/api'
import type { ComponentId, ReceptionComponent } from '@foyer/sdk/protocol'
import { assert } from '../chat-window/testing/assert.ts'
import { load } from '../reception/load.ts'
import { component, config, endPages, openPage, quiet, until } from '../testing/page.ts'

const STYLES = ['round-button', 'bottom-bar'] as const
const of = (site: string, over: Partial<ReceptionComponent> = {}) =>
  config({
    name: site,
    components: [component({ id: `${site}-1` as ComponentId, shownName: site, ...over }), component({ id: `${site}-2` as ComponentId, shownName: site, position: 'top-start' })],
  })

const hosts = () => [...document.querySelectorAll('foyer-widget')]
const boxes = (host: Element) => [...(host.shadowRoot?.querySelectorAll('.stack > *') ?? [])].map((one) => one.getBoundingClientRect())

describe('two sites on one page', () => {
  afterEach(endPages)

  for (const first of STYLES) {
    for (const second of STYLES) {
      it(`RC-11 keeps a ${second} clear of a ${first} of the other site`, async () => {
        const { foyer } = openPage({
          answer: (site) => of(site, { style: site === 'demo' ? first : second, position: /bar/.test(site === 'demo' ? first : second) ? 'bottom' : 'bottom-end' }),
          parts: { loadReception: () => import('../reception/index.ts'), later: load as NonNullable<FoyerParts['later']> },
        })
        await foyer.init({ site: 'demo' })
        await until(() => hosts()[0] && boxes(hosts()[0] as Element).length === 2)
        await foyer.addSite({ site: 'other' })
        await until(() => hosts()[1] && boxes(hosts()[1] as Element).length === 2)
        await Promise.all(hosts().flatMap((host) => [...(host.shadowRoot?.querySelectorAll('*') ?? [])].flatMap((one) => one.getAnimations().map(({ finished }) => finished))))
        await quiet()
        const [own, others] = hosts().map(boxes)
        for (const one of own ?? []) {
          for (const other of others ?? []) {
            const isApart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top
            assert.ok(isApart, `${JSON.stringify(one)} is over ${JSON.stringify(other)}`)
          }
        }
      })
    }
  }

  it('RC-18 opens one window at a time', async () => {
    const { foyer } = openPage({ answer: of })
    await foyer.init({ site: 'demo' })
    const other = await foyer.addSite({ site: 'other' })
    await foyer.open()
    await other.open()
    assert.deepEqual([foyer.getState().isOpen, other.getState().isOpen], [false, true])
    await foyer.open()
    assert.deepEqual([foyer.getState().isOpen, other.getState().isOpen], [true, false])
  })
})
