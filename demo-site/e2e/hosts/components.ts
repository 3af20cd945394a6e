/** One site for each style of component (RC-4 to RC-6), and the pictures that they show. */
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { ComponentId, InvitationLook, ReceptionComponent, ShownInvitation, SiteConfig } from '@foyer/sdk/protocol'

const AVATAR = '/avatars/sun.svg'
const SIGN = '/v1/images/sign'

export const PICTURES: Readonly<Record<string, string>> = {
  [AVATAR]: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#f3c46b"/><circle cx="32" cy="32" r="14" fill="#a93f23"/></svg>',
  [SIGN]: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="120" height="120"><rect x="10" y="10" width="100" height="100" rx="20" fill="#1f5562"/><path d="M40 60h40" stroke="#fff" stroke-width="8"/></svg>',
}

type OnPage = Omit<ReceptionComponent, 'id' | 'kind' | 'slug' | 'offset' | 'position'> & Partial<ReceptionComponent>

const component = (given: OnPage): ReceptionComponent => ({
  id: `of-${given.style}` as ComponentId,
  kind: 'web-chat',
  slug: given.style,
  position: 'bottom-end',
  offset: { inline: 20, block: 20 },
  ...given,
})

/**
 * What is tried on every page: in groups whose members have places of their own, so that a page is looked at three times
 * instead of nine. An element of the page's own (`custom-dom`) must leave no mark at all.
 */
const GROUPS: Readonly<Record<string, readonly ReceptionComponent[]>> = {
  corners: [
    component({ style: 'round-button', shownName: 'Chat with us' }),
    component({ style: 'horizontal-button', shownName: 'Talk to us', position: 'top-end' }),
    component({ style: 'side-tab', shownName: 'Questions?', position: 'start' }),
    component({ style: 'image', shownName: 'Our sign', image: { src: SIGN, alt: 'A sign', width: 120, height: 120 }, position: 'bottom-start' }),
    component({ style: 'card', shownName: 'Ann', greeting: 'Where would you go?', avatar: AVATAR, closedFor: 'visit', position: 'end' }),
  ],
  edges: [
    component({ style: 'bottom-bar', shownName: 'Ask the desk', greeting: 'Open until six', position: 'bottom', closedFor: 'visit' }),
    component({ style: 'custom-dom', shownName: 'Chat', selectors: ['h1', 'a'] }),
  ],
  bars: [
    component({ style: 'action-bar', shownName: 'Write to us', phone: '+441632960142', position: 'bottom' }),
    component({ style: 'article-bar', shownName: 'Ask about this', greeting: 'A question left?', position: 'bottom', closedFor: 'visit' }),
  ],
}

const LOOK: InvitationLook = { title: 'Can we help you?', text: 'Ann has sailed there herself. Ask her.', picture: SIGN, position: 'bottom-end', buttons: ['chat', 'later'] }

/** What an agent invites with, who is there as soon as a page is (IV-7), by the key of the site. */
export const INVITED: Readonly<Record<string, ShownInvitation>> = {
  bars: { id: 'by-ann', desktop: LOOK, mobile: LOOK },
}

/** Sites by their key, which is the group's name. */
export const SITES: Readonly<Record<string, SiteConfig>> = Object.fromEntries(
  Object.entries(GROUPS).map(([name, components]) => [
    name,
    { protocol: PROTOCOL, version: 1, name: 'Saltway', theme: { accent: '#a93f23', scheme: 'light' }, language: 'en', components },
  ]),
)
