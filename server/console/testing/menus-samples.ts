/** The menus of a travel agency, and a server in memory that keeps them. */
import { VISITORS_API, failForm, ok } from '@foyer/sdk/protocol'
import type { GroupId, Menu, MenuChange, MenuCount, MenuPlace, MenuPublication, MenuRecord, Result } from '@foyer/sdk/protocol'
import { EMPTY_MENU, checkMenu } from '../../menus/rules.ts'
import type { FakeRoutes } from './fake-api.ts'
import { NOW } from './samples.ts'

export const sampleMenu = (): Menu => ({
  style: 'side-list',
  icon: 'help',
  heading: 'How can we help?',
  isUnfolded: true,
  items: [
    {
      id: 'tours', title: 'Tours', icon: 'map',
      action: {
        kind: 'items',
        items: [
          { id: 'sailing', title: 'Sailing', icon: 'globe', action: { kind: 'page', address: 'https://meridian.example/sailing', opens: 'here' } },
          { id: 'walking', title: 'On foot', icon: 'none', action: { kind: 'reply', parts: [{ type: 'text', text: 'We walk in the Azores and in Lofoten.' }] } },
        ],
      },
    },
    { id: 'hours', title: 'Opening hours', icon: 'clock', action: { kind: 'reply', parts: [{ type: 'text', text: 'On weekdays from 9 to 18, Lisbon time.' }] } },
    { id: 'human', title: 'Talk to us', icon: 'chat', action: { kind: 'human', receiver: { kind: 'group', groupId: 'g-boats' as GroupId } } },
    { id: 'call', title: 'Call us', icon: 'phone', action: { kind: 'phone', number: '+351 21 555 0134' } },
  ],
})

const COUNTS: readonly MenuCount[] = [{ itemId: 'sailing', count: 41 }, { itemId: 'hours', count: 1_204 }, { itemId: 'call', count: 1 }]

/** A server that keeps what is saved, and refuses a change that was made from an older one. */
export function menusRoutes(): FakeRoutes {
  const kept: Record<MenuPlace, MenuRecord> = {
    chat: { revision: 2, isOn: true, draft: sampleMenu(), published: sampleMenu(), publishedAt: NOW - 3 * 24 * 60 * 60_000 },
    hosted: { revision: 1, isOn: false, draft: EMPTY_MENU },
  }
  const routes = (place: MenuPlace): FakeRoutes => ({
    [`GET ${VISITORS_API.menu(place)}`]: () => ok(kept[place]),
    [`GET ${VISITORS_API.menuCounts(place)}*`]: () => ok(place === 'chat' ? COUNTS : []),
    [`PUT ${VISITORS_API.menu(place)}`]: (body): Result<MenuRecord> => {
      const { revision, isOn, draft } = body as MenuChange
      if (revision !== kept[place].revision) return failForm('changed_meanwhile')
      const refused = checkMenu(draft)
      if (refused) return { ...refused, ...(refused.field !== undefined && { field: `draft.${refused.field}` }) }
      kept[place] = { ...kept[place], revision: revision + 1, isOn, draft }
      return ok(kept[place])
    },
    [`POST ${VISITORS_API.menuPublication(place)}`]: (body): Result<MenuRecord> => {
      if ((body as MenuPublication).revision !== kept[place].revision) return failForm('changed_meanwhile')
      kept[place] = { ...kept[place], revision: kept[place].revision + 1, published: kept[place].draft, publishedAt: NOW }
      return ok(kept[place])
    },
  })
  return { ...routes('chat'), ...routes('hosted') }
}
