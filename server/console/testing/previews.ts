/** Each state that the desk can come to, by name: for looking at it and for tests. */
import type { AllocationTrace, ConversationId, GroupId, HandoverChoices, LiveVisitor, MessageId } from '@foyer/sdk/protocol'
import type { FakeConversation, FakeDesk } from './fake-desk.ts'
import { LEFT, LONG_GONE, REACHABLE, RICH, TRANSFER, talkConversations } from './rich-samples.ts'
import { manyVisitors } from './visitor-samples.ts'
import { ANN, BEN, MIRA, NOW, OLGA, PAGES, manyConversations, sampleConversations, talk, visitor } from './samples.ts'

export interface Preview {
  readonly as?: 'agent' | 'owner' | 'nobody' | 'wrong-password' | 'unreachable'
  readonly conversations?: () => readonly FakeConversation[]
  readonly open?: ConversationId
  /** Who is on the sites. Default: some in every state. */
  readonly visitors?: () => readonly LiveVisitor[]
  /** Default: their places are from the database that comes along. */
  readonly hasOwnPlaces?: true
  /** Another place than a conversation. */
  readonly hash?: string
  readonly switches?: { readonly isOnline?: boolean; readonly isAccepting?: boolean }
  /** To whom a conversation can be handed over. */
  readonly choices?: HandoverChoices
  /** Who asks visitors for a rating (SV-1). Default: nobody has to, they are asked at the end. */
  readonly asksForRating?: 'agent'
  /** Why the sample of Mira is with whom it is. Default: its own. */
  readonly traces?: readonly AllocationTrace[]
  /** What happens once the first list is there. */
  after?(desk: FakeDesk): void
}

export const PREVIEWS: Readonly<Record<string, Preview>> = {
  'sign-in': { as: 'nobody' },
  'sign-in-refused': { as: 'wrong-password' },
  unreachable: { as: 'unreachable' },
  list: {},
  conversation: {
    open: MIRA,
    after: (desk) => desk.push('typing', { conversationId: 'c-li' as ConversationId, isTyping: true, by: 'visitor' }),
  },
  'agents-ask': { open: MIRA, asksForRating: 'agent' },
  fresh: { open: 'c-23' as ConversationId },
  chinese: { open: 'c-li' as ConversationId },
  arabic: { open: 'c-omar' as ConversationId },
  owner: { as: 'owner', open: 'c-ben' as ConversationId },
  waiting: { as: 'owner', open: 'c-25' as ConversationId },
  ended: { open: 'c-e2' as ConversationId },
  typing: { open: MIRA, after: (desk) => desk.push('typing', { conversationId: MIRA, isTyping: true, by: 'visitor' }) },
  colleague: { open: MIRA, after: (desk) => desk.push('typing', { conversationId: MIRA, isTyping: true, by: 'agent', name: 'Ben Okafor' }) },
  offline: { open: MIRA, after: (desk) => desk.disconnect() },
  outdated: { open: MIRA, after: (desk) => desk.disconnect({ status: 'refused', code: 'client_outdated' }) },
  'not-accepting': { switches: { isAccepting: false } },
  away: { switches: { isOnline: false }, conversations: () => [] },
  empty: { conversations: () => [] },
  loading: { after: () => undefined },
  gone: { open: 'c-gone' as ConversationId },
  refused: { open: MIRA, after: (desk) => desk.refuse('message:send', 'conversation_held_elsewhere') },
  many: { conversations: () => manyConversations(5_000) },
  hostile: {
    open: 'c-x' as ConversationId,
    conversations: () => [
      {
        id: 'c-x' as ConversationId,
        groupName: '<script>alert(1)</script>',
        visitor: visitor(31, {
          name: '<img src=x onerror=alert(1)> of a name that does not want to end anywhere at all',
          email: 'javascript:alert(1)@mail.example',
          page: { url: 'javascript:alert(1)', title: 'A page title that goes on and on until there is no room left for it to go on' },
          referrer: 'data:text/html,<script>alert(1)</script>',
          language: 'xx-not-a-language',
          attributes: { averyveryverylongattributenamewithoutanyspace: 'and-a-value-without-any-space-that-is-longer-than-the-card-is-wide' },
        }),
        events: talk('x', [[3, 'visitor', '<b>bold?</b> javascript:alert(1) https://meridian.example/a-very-long-path-that-has-to-break-somewhere-because-it-is-longer-than-a-bubble?utm_source=x']]),
      },
      ...sampleConversations(),
    ],
  },
  rich: { open: RICH, conversations: talkConversations },
  'rich-owner': { as: 'owner', open: RICH, conversations: talkConversations },
  'typing-text': {
    open: RICH,
    conversations: talkConversations,
    after: (desk) => desk.push('typing', { conversationId: RICH, isTyping: true, by: 'visitor', text: 'One more thing: could we bring our own food, because our son is allergic to' }),
  },
  'group-choices': {
    open: MIRA,
    choices: { asks: 'colleague', groups: [{ id: 'g-sail' as GroupId, name: 'Sailing', agentIds: [BEN, OLGA] }, { id: 'g-nobody' as GroupId, name: 'Nobody', agentIds: [OLGA] }] },
  },
  asked: {
    open: 'c-ben' as ConversationId,
    after(desk) {
      desk.happen('c-ben' as ConversationId, { type: 'whispered', id: 'm-brief' as MessageId, by: { id: BEN, name: 'Ben Okafor' }, text: 'I have to leave for the airport.' })
      desk.happen('c-ben' as ConversationId, { type: 'transfer-asked', to: { id: ANN, name: 'Ann Lindqvist' }, asks: 'agent', expiresAt: NOW + 120_000 })
    },
  },
  transfer: { open: MIRA, after: (desk) => void desk.happen(MIRA, TRANSFER) },
  'transfer-declined': {
    open: MIRA,
    after(desk) {
      desk.happen(MIRA, TRANSFER)
      desk.happen(MIRA, { type: 'transfer-answered', answer: 'declined' })
    },
  },
  reach: { open: REACHABLE, conversations: talkConversations },
  'out-of-reach': { open: LONG_GONE, conversations: talkConversations },
  left: { as: 'owner', open: LEFT, conversations: talkConversations },
  visitors: { hash: '#visitors' },
  visitor: { hash: '#visitors=v17' },
  'no-visitors': { hash: '#visitors', visitors: () => [] },
  'many-visitors': { hash: '#visitors', visitors: () => manyVisitors(10_000) },
  blocks: { as: 'owner', hash: '#settings=blocks' },
  website: { as: 'owner', hash: '#settings=website' },
  window: { as: 'owner', hash: '#settings=window' },
  texts: { as: 'owner', hash: '#settings=texts' },
  company: { as: 'owner', hash: '#settings=company' },
  hours: { as: 'owner', hash: '#settings=hours' },
  groups: { as: 'owner', hash: '#settings=groups' },
  group: { as: 'owner', hash: '#settings=groups&open=g-main' },
  'new-group': { as: 'owner', hash: '#settings=groups&open=new' },
  agents: { as: 'owner', hash: '#settings=agents' },
  agent: { as: 'owner', hash: '#settings=agents&open=omar' },
  sharing: { as: 'owner', hash: '#settings=sharing' },
  routing: { as: 'owner', hash: '#settings=routing' },
  invitations: { as: 'owner', hash: '#settings=invitations' },
  invitation: { as: 'owner', hash: '#settings=invitations&open=i1' },
  'new-invitation': { as: 'owner', hash: '#settings=invitations&open=new' },
  'manual-invitations': { as: 'owner', hash: '#settings=invitations&open=manual' },
  menus: { as: 'owner', hash: '#settings=menus' },
  greetings: { as: 'owner', hash: '#settings=greetings' },
  replies: { as: 'owner', hash: '#settings=replies' },
  bots: { as: 'owner', hash: '#settings=bots' },
  'what-if': { as: 'owner', hash: '#settings=what-if' },
  survey: { as: 'owner', hash: '#settings=survey' },
  'own-ratings': { hash: '#ratings' },
  'survey-results': { as: 'owner', hash: '#settings=survey-results' },
  'not-yours': { hash: '#settings=website' },
  'away-page': { open: 'c-19' as ConversationId, conversations: () => sampleConversations().map((each) => ({ ...each, visitor: { ...each.visitor, page: PAGES.contact } })) },
}
