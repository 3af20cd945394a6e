import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PUBLIC_PATHS, fits } from '@foyer/sdk/protocol'
import type { GroupId, MemberId, SiteId } from '@foyer/sdk/protocol'
import { parseGroupAllocationSettings } from '../allocation/settings.ts'
import { checkHours, checkProfile } from '../company/rules.ts'
import { checkGroup } from '../groups/rules.ts'
import { readPicture } from '../images/picture.ts'
import { checkInvitation, picturesIn } from '../invitations/rules.ts'
import { checkMenu } from '../menus/rules.ts'
import { checkDraft } from '../reception/rules.ts'
import { checkSurvey } from '../surveys/rules.ts'
import { COAST, LIGHTHOUSE, LOGO, SALTWAY, SALTWAY_HOURS, SALTWAY_SURVEY, WALKS, demoComponents, demoInvitations, demoMenus } from './demo.ts'

const place = { siteId: 's1' as SiteId, groupId: 'g1' as GroupId }
const drafts = demoComponents(place, 'lighthouse', 'g2' as GroupId)
const invitations = demoInvitations(place, 'coast')
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
    for (const draft of invitations) {
      assert.equal(checkInvitation(draft, { hasSite: true, hasReceiver: true, pictures: new Set([PUBLIC_PATHS.image('coast')]) }), undefined, draft.name)
      assert.deepEqual(picturesIn(draft.variants), [PUBLIC_PATHS.image('coast')])
    }
    for (const menu of Object.values(demoMenus(place, 'https://saltway.example'))) assert.equal(checkMenu(menu), undefined, menu.heading)
    assert.equal(checkSurvey(SALTWAY_SURVEY), undefined)
  })

  it('invites by itself on the page that tells of it alone, and elsewhere who asks for it', () => {
    for (const { name, conditions: { include, event } } of invitations) assert.ok(include?.[0] === '/invitations' || event === 'word asked for', name)
  })

  it('leads from its menu to pages of the demo site only where that runs', () => {
    const actions = (sitePages?: string) => demoMenus(place, sitePages).chat.items.map(({ action }) => action.kind)
    assert.deepEqual(actions('https://saltway.example'), ['items', 'reply', 'page', 'human'])
    assert.deepEqual(actions(), ['items', 'reply', 'human'])
  })

  for (const { svg, width, height } of [LOGO, LIGHTHOUSE, COAST]) {
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
