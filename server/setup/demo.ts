/**
 * What the demo's workspace shows: the company of the demo site, and a component of each style on a page of its own, so
 * that none stands in another's way. The round button shows on all other pages.
 */
import type { CompanyProfile, ComponentDraft, ComponentStyle, GroupDraft, GroupId, Span, WorkingHours } from '@foyer/sdk/protocol'
import { roundButton } from './round-button.ts'
import type { Place } from './round-button.ts'

export const SALTWAY: Omit<CompanyProfile, 'logo'> = {
  name: 'Saltway Travel',
  shortName: 'Saltway Travel',
  industry: 'Travel',
  country: '',
  region: '',
  city: 'Port Ellery',
  street: '4 Chandler’s Row',
  postcode: '',
  introduction: 'Small journeys along old coasts: by mail boat, on foot, and with people who know the way. Ask us anything.',
  phone: '+44 1632 960142',
  email: 'hello@saltway.example',
  homePage: '',
  contactPerson: 'Olivia',
}

const NINE_TO_SIX: Span = [9 * 60, 18 * 60]
/** As the demo site's contact page says. */
export const SALTWAY_HOURS: WorkingHours = {
  timeZone: 'Europe/London',
  week: [[NINE_TO_SIX], [NINE_TO_SIX], [NINE_TO_SIX], [NINE_TO_SIX], [NINE_TO_SIX], [NINE_TO_SIX], []],
  holidays: [],
}

/** Beside the main group: who asks below an article has time to read, but not for ever. */
export const WALKS: Pick<GroupDraft, 'name' | 'rules'> = {
  name: 'Walks and boats',
  rules: { sharing: 'number', ownerFirst: true, overdue: { minutes: 5, notice: 'Somebody else is looking into it for you.' }, skills: [] },
}

/** The sign of the company, and a picture of its own that starts the reception (RC-5). */
export const LOGO = {
  width: 64,
  height: 64,
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" rx="16" fill="#b04427"/><circle cx="32" cy="27" r="11" fill="#ffdf91"/><path d="M8 40q8 -7 16 0t16 0t16 0" fill="none" stroke="#fff7e8" stroke-width="4.5" stroke-linecap="round"/><path d="M14 50q6 -5 12 0t12 0t12 0" fill="none" stroke="#fff7e8" stroke-width="4.5" stroke-linecap="round" opacity=".7"/></svg>',
}
export const LIGHTHOUSE = {
  width: 112,
  height: 132,
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 112 132" width="112" height="132"><circle cx="56" cy="76" r="52" fill="#1b6b80"/><path d="M56 40 6 26v26zM56 40l50-14v26z" fill="#ffdf91" opacity=".85"/><path d="M46 52h20l5.500 55H40.500z" fill="#fff7e8"/><path d="M44.800 64h22.400l1.400 14H43.400zM42.200 90h27.600l1.400 14H40.800z" fill="#b04427"/><path d="M44 34h24v18H44z" fill="#17303a"/><circle cx="56" cy="43" r="6" fill="#ffdf91"/><path d="M42 34 56 22l14 12z" fill="#b04427"/><path d="M12 104q11-9 22 0t22 0 22 0 22 0A52 52 0 0 1 12 104z" fill="#12485a"/><path d="M12 104q11-9 22 0t22 0 22 0 22 0" fill="none" stroke="#fff7e8" stroke-width="4" stroke-linecap="round"/></svg>',
}

type OwnLook = Partial<Omit<ComponentDraft, 'style' | 'siteId' | 'receiver'>> & Pick<ComponentDraft, 'name'>

/** Each shows on the demo site's page that is named after its style. */
const STYLES: Readonly<Partial<Record<ComponentStyle, OwnLook>>> = {
  'horizontal-button': { name: 'Sentence', shownName: 'Ask about a trip' },
  'side-tab': { name: 'Tab at the edge', shownName: 'Ask us', position: 'end', offset: { inline: 0, block: 0 } },
  'card': { name: 'Card with Ann', shownName: 'Ann at Saltway', greeting: 'Which coast is it?', avatar: { kind: 'built-in', name: 'harbour' }, closedFor: 'visit' },
  'bottom-bar': { name: 'Bar below', shownName: 'Chat with us', greeting: 'Ferries on strike?', avatar: { kind: 'logo' }, position: 'bottom', offset: { inline: 0, block: 0 }, closedFor: 'visit' },
  'action-bar': {
    name: 'Write or ring',
    shownName: 'Chat with us',
    placement: 'mobile-page',
    position: 'bottom',
    offset: { inline: 0, block: 0 },
    target: { kind: 'phone', number: SALTWAY.phone },
  },
  'article-bar': { name: 'Below articles', shownName: 'Ask the author', greeting: 'When do we sail?', avatar: { kind: 'built-in', name: 'compass' }, placement: 'article', position: 'bottom', closedFor: 'visit' },
  'image': { name: 'Lighthouse', shownName: 'Ask the keeper' },
  'custom-dom': { name: 'Button of the page', shownName: 'Talk to us', selectors: ['#talk-to-us'] },
}

/**
 * @param picture id of the lighthouse
 * @param walks the group that articles lead to
 */
export function demoComponents(place: Place, picture: string, walks: GroupId): readonly ComponentDraft[] {
  const plain = roundButton(place)
  const styles = Object.entries(STYLES).map(([style, look]): ComponentDraft => ({
    ...plain,
    ...look,
    style: style as ComponentStyle,
    ...(style === 'article-bar' && { receiver: { kind: 'group', groupId: walks } }),
    ...(style === 'image' && { image: { src: picture, alt: 'A lighthouse: ask its keeper' } }),
    show: { include: [`/components/${style}`] },
  }))
  return [
    { ...plain, show: { exclude: ['/components/*'] } },
    ...styles,
    { ...plain, name: 'Code on the ticket', shownName: 'Saltway Travel', placement: 'link', style: 'link' },
  ]
}
