import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fits } from '@foyer/sdk/protocol'
import type { GroupId, MemberId, SiteId } from '@foyer/sdk/protocol'
import { parseGroupAllocationSettings } from '../allocation/settings.ts'
import { checkHours, checkProfile } from '../company/rules.ts'
import { checkGroup } from '../groups/rules.ts'
import { readPicture } from '../images/picture.ts'
import { checkDraft } from '../reception/rules.ts'
import { LIGHTHOUSE, LOGO, SALTWAY, SALTWAY_HOURS, WALKS, demoComponents } from './demo.ts'

const drafts = demoComponents({ siteId: 's1' as SiteId, groupId: 'g1' as GroupId }, 'lighthouse', 'g2' as GroupId)
/** The names of those that show at an address. */
const at = (pathname: string) =>
  drafts
    .filter(({ style }) => style !== 'link')
    .filter(({ show: { include, exclude } }) => {
      const fitting = (pattern: string) => fits(pattern, { origin: 'https://saltway.example', pathname, hash: '' })
      return (include?.some(fitting) ?? true) && !exclude?.some(fitting)
    })
    .map(({ style }) => style)

describe('the demo’s workspace', () => {
  it('keeps to the rules that its owner would have to keep to', async () => {
    for (const [index, draft] of drafts.entries()) {
      const names = drafts.toSpliced(index, 1).map(({ name }) => name)
      assert.equal(checkDraft(draft, { names, hasReceiver: true, images: new Set(['lighthouse']) }), undefined, draft.name)
    }
    assert.equal(checkProfile({ ...SALTWAY, logo: 'logo' }, { hasLogo: true }), undefined)
    assert.equal(checkHours(SALTWAY_HOURS), undefined)
    const agentIds = ['ann', 'ben'] as MemberId[]
    assert.equal(checkGroup({ ...WALKS, agentIds }, { names: ['Reception'], agents: new Set(agentIds) }), undefined)
    assert.deepEqual(parseGroupAllocationSettings(WALKS.rules), { ok: true, value: WALKS.rules })
  })

  for (const { svg, width, height } of [LOGO, LIGHTHOUSE]) {
    it(`has a picture of ${width} × ${height} that could have been uploaded`, async () => {
      assert.partialDeepStrictEqual(await readPicture(Buffer.from(svg)), { ok: true, value: { type: 'image/svg+xml', width, height } })
    })
  }

  for (const page of ['/', '/tours/azores', '/contact', '/planner', '/zh', '/components']) {
    it(`shows the round button alone on ${page}`, () => assert.deepEqual(at(page), ['round-button']))
  }
  for (const style of ['horizontal-button', 'side-tab', 'card', 'bottom-bar', 'action-bar', 'article-bar', 'image', 'custom-dom'] as const) {
    it(`shows ${style} alone on its page`, () => assert.deepEqual(at(`/components/${style}`), [style]))
  }
})
