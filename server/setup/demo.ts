/**
 * What the demo's workspace shows: the company of the demo site, and a component of each style on a page of its own, so
 * that none stands in another's way. The round button shows on all other pages. Invitations come on the page that tells of
 * them, and where somebody asks for one; the menu stands in every window, and the survey has reasons to choose from.
 */
import { PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { Card, CompanyProfile, ComponentDraft, ComponentStyle, GroupDraft, GroupId, InvitationDraft, InvitationLook, Menu, MenuItem, MenuPlace, Span, SurveyRules, WorkingHours } from '@foyer/sdk/protocol'
import { DEFAULT_SURVEY } from '../surveys/rules.ts'
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
/** What invitations show above their words (IV-9): as wide as they are. */
export const COAST = {
  width: 640,
  height: 360,
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360"><path d="M0 0h640v360H0z" fill="#f6d9a6"/><circle cx="232" cy="196" r="64" fill="#ffedc2"/><path d="M0 210q70-52 150-26t170-8 160 10 160-22v60H0z" fill="#c9876a"/><path d="M0 226h640v134H0z" fill="#1b6b80"/><path d="M0 262q40-9 80 0t80 0 80 0 80 0 80 0 80 0 80 0 80 0v98H0z" fill="#17596b"/><path d="M190 238h84M206 252h52M176 272h40M240 280h64" stroke="#ffedc2" stroke-width="4" stroke-linecap="round" opacity=".7"/><path d="M640 360V214q-52-34-104-14-46 16-84 70-30 44-72 90z" fill="#12384a"/><path d="m508 66-210-26v58zM508 66l132-16v34z" fill="#fff3cf" opacity=".6"/><path d="M490 84h36l12 126h-60z" fill="#fff7e8"/><path d="M487.600 110h40.800l2.600 28h-46zM482.600 164h50.800l2.600 28h-56z" fill="#b04427"/><path d="M490 54h36v30h-36z" fill="#17303a"/><circle cx="508" cy="67" r="9" fill="#ffdf91"/><path d="m484 54 24-22 24 22z" fill="#b04427"/><path d="M84 262h82l-16 24h-50z" fill="#b04427"/><path d="M122 170v86H74z" fill="#fff7e8"/><path d="M130 184v72h36z" fill="#ffdf91"/></svg>',
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

/** Where invitations show, and what the buttons on those pages tell of by `Foyer.track`. */
const INVITATIONS_PAGE = '/invitations'
const COMPARED = 'journeys compared'
const ASKED = 'word asked for'

/** The same on phones, but along the lower edge. */
const looks = (desktop: InvitationLook) => ({ desktop, mobile: { ...desktop, position: 'bottom-sheet' } as const })
const inOneWay = (desktop: InvitationLook): InvitationDraft['variants'] => [{ id: 'only', name: 'As it is', share: 100, ...looks(desktop) }]

/**
 * Automatic invitations (IV-5), by priority: one that an event of the page brings, one in two variants for whoever stays,
 * and one each on the pages in Arabic and Chinese. They show although nobody is there to receive, for a demo begins so.
 *
 * @param picture id of the coast
 */
export function demoInvitations({ siteId, groupId }: Place, picture: string): readonly InvitationDraft[] {
  const plain = { siteId, isOn: true, receiver: { kind: 'group', groupId }, onlyStaffed: false, phone: SALTWAY.phone } as const
  const inPeace = { kind: 'again', minutes: 1, times: 3 } as const
  const look = { picture: PUBLIC_PATHS.image(picture), position: 'centre', buttons: ['chat', 'phone', 'later'] } as const
  const corner = { ...look, position: 'bottom-start', buttons: ['chat', 'later'] } as const
  return [
    {
      ...plain,
      name: 'Two were compared',
      conditions: { include: [INVITATIONS_PAGE], event: COMPARED },
      afterRefusal: inPeace,
      variants: inOneWay({ ...look, title: 'Torn between two?', text: 'Tell us about the last trip you loved. We are quite good at guessing the next one.' }),
    },
    {
      ...plain,
      name: 'Stays for a while',
      conditions: { include: [INVITATIONS_PAGE], secondsOnPage: 12 },
      afterRefusal: { kind: 'visit' },
      variants: [
        { id: 'question', name: 'A question', share: 50, ...looks({ ...corner, title: 'Which coast is it?', text: 'Whichever it is, somebody at {company} has been there. Ask what the brochure leaves out.' }) },
        { id: 'offer', name: 'An offer', share: 50, ...looks({ ...corner, title: 'Ask who walked it', text: 'Who answers here has been there. Shall we tell you about the bakery?', accent: '#b04427', position: 'bottom-end' }) },
      ],
    },
    {
      ...plain,
      name: 'In Arabic',
      conditions: { include: ['/ar'], event: ASKED },
      afterRefusal: inPeace,
      variants: inOneWay({ ...look, title: 'أتودّ أن نتحدّث؟', text: 'حدّثنا عن أجمل رحلة قمتَ بها، وسنخمّن لك الرحلة القادمة.' }),
    },
    {
      ...plain,
      name: 'In Chinese',
      conditions: { include: ['/zh'], event: ASKED },
      afterRefusal: inPeace,
      variants: inOneWay({ ...look, title: '想聊聊吗？', text: '说说你最喜欢的一次旅行，下一站去哪儿，我们多半猜得到。' }),
    },
  ]
}

const ASKS_FOR_ROOM = 'Is there still room?'
/** What the window answers by itself: a journey as a card. The button says what the console would let it say. */
const journey = (id: string, title: string, card: Card): MenuItem => ({
  id,
  title,
  icon: 'none',
  action: { kind: 'reply', parts: [{ type: 'cards', cards: [{ ...card, buttons: [{ label: ASKS_FOR_ROOM, value: ASKS_FOR_ROOM }] }] }] },
})

const JOURNEYS: MenuItem = {
  id: 'journeys',
  title: 'Journeys',
  icon: 'map',
  action: {
    kind: 'items',
    items: [
      journey('lofoten', 'The Lofoten light', { title: 'The Lofoten light', text: 'Eight days, from £1,890. Red cabins, cold butter, and a sun that forgets to set.' }),
      journey('kumano', 'Kumano on foot', { title: 'Kumano on foot', text: 'Nine days, from £2,640. A thousand-year-old path, a hot bath at the end of every day.' }),
      journey('dolomites', 'Dolomites', { title: 'Dolomites, hut to hut', text: 'Seven days, from £1,480. Pink towers, dumplings, and a bed under the roof beams.' }),
    ],
  },
}
const HOURS: MenuItem = { id: 'hours', title: 'Our hours', icon: 'clock', action: { kind: 'reply', parts: [{ type: 'text', text: 'From Monday to Saturday, nine to six, London time. On Sundays we walk.' }] } }
const CALL: MenuItem = { id: 'call', title: 'Ring us', icon: 'phone', action: { kind: 'phone', number: SALTWAY.phone } }

/**
 * A menu for the chat on pages, and one for the page of its own (MN-1): every action is in one of them.
 *
 * @param sitePages origin of the demo site; without one there is no page to lead to
 */
export function demoMenus({ groupId }: Pick<Place, 'groupId'>, sitePages: string | undefined): Readonly<Record<MenuPlace, Menu>> {
  const human: MenuItem = { id: 'human', title: 'Talk to a person', icon: 'user', action: { kind: 'human', receiver: { kind: 'group', groupId } } }
  const contact: readonly MenuItem[] = sitePages === undefined ? [] : [{ id: 'contact', title: 'How to find us', icon: 'home', action: { kind: 'page', address: `${sitePages}/contact`, opens: 'here' } }]
  return {
    chat: { style: 'top-cards', icon: 'help', heading: 'What is it about?', isUnfolded: false, items: [JOURNEYS, HOURS, ...contact, human] },
    hosted: { style: 'bottom-bar', icon: 'help', heading: '', isUnfolded: false, items: [JOURNEYS, human, CALL] },
  }
}

const LOW = ['Took too long', 'Not what I asked', 'Hard to understand']
const HIGH = ['Quick', 'Knew the place', 'Kind']
/** As it stands in a new workspace, with reasons to choose from (SV-2). */
export const SALTWAY_SURVEY: SurveyRules = {
  ...DEFAULT_SURVEY,
  steps: [LOW, LOW, [...LOW, ...HIGH], HIGH, HIGH].map((reasons) => ({ word: '', reasons })),
}
