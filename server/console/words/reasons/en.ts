const count = new Intl.PluralRules('en')
const many = (n: number, one: string, more = `${one}s`): string => `${n} ${count.select(n) === 'one' ? one : more}`

/** Why a conversation was given to whom, or waits, step by step (AL-15, AL-17). */
export const reasonsEn = {
  noOpenConversation: 'The visitor had no open conversation.',
  cameByItself: 'The visitor came by no component, and the workspace lets those wait until somebody takes them.',

  // Steps that ask one agent: who it is begins the sentence
  wanted: 'The wanted agent',
  owner: 'The owner of the customer',
  last: (hours: number) => `The agent who received the visitor in the last ${many(hours, 'hour')}`,
  oneAble: (who: string, current: number, cap: number) => `${who} can receive and is under the cap: ${current} of ${cap}.`,
  oneFull: (who: string, current: number, cap: number) => `${who} is at the cap: ${current} of ${cap}.`,
  oneUnable: {
    'offline': (who: string) => `${who} is not online.`,
    'not-accepting': (who: string) => `${who} is not accepting new visitors.`,
    'outside-hours': (who: string) => `${who} is outside of working hours.`,
    'left': (who: string) => `${who} is the one whom it leaves.`,
    'gone': (who: string) => `${who} does not receive any more.`,
  },
  oneLacks: (who: string, skills: string) => `${who} does not have what is asked for: ${skills}.`,
  noOwner: 'The visitor’s customer has no owner, or the visitor is linked to none.',
  ownerNotFirst: 'The customer has an owner, but the group does not say owner first.',
  memoryOff: 'Who received the visitor last is not looked at: switched off.',
  noneRemembered: (hours: number) => `No agent of the group received the visitor in the last ${many(hours, 'hour')}.`,

  // Steps that ask several
  best: (able: string, won: string) => `${able}; ${won}.`,
  ableOf: {
    group: (n: number) => `${many(n, 'agent')} of the group can receive and ${count.select(n) === 'one' ? 'is' : 'are'} under the cap`,
    emergency: (n: number) => `${many(n, 'emergency agent')} can receive`,
  },
  figureOf: {
    'idle-rate': (percent: number) => `the highest idle rate, ${percent} %`,
    'number': (conversations: number) => `the fewest conversations, ${conversations}`,
  },
  byFigure: (figure: string) => `chosen by ${figure}`,
  byWait: (level: number, figure: string) => `${level} share ${figure}; chosen by the longest wait since the last allocation`,
  byId: (level: number, figure: string, longest: number) => `${level} share ${figure}, ${longest} the longest wait; chosen by the lower member id`,
  noneOf: {
    group: (agents: number, figures: string) => `Nobody of the group can receive: of ${many(agents, 'agent')}, ${figures}.`,
    emergency: (agents: number, figures: string) => `None of ${many(agents, 'emergency agent')} can receive: ${figures}.`,
  },
  comma: ', ',
  online: (n: number) => `${n} online`,
  accepting: (n: number) => `${n} of them accepting`,
  within: (n: number) => `${n} of those within working hours`,
  skilled: (n: number) => `${n} of those with the skills asked for`,
  noneUnderCap: '0 of those under the cap',
  groupEmpty: 'The group has no agents who receive.',
  groupLeft: 'The group has no agents but those whom it leaves.',
  noEmergency: 'No emergency agent is set.',

  // Nobody can receive
  waits: 'Nobody can receive, and the workspace lets visitors wait.',
  takesMessage: 'Nobody can receive, and the workspace takes a message.',
  nobodyEver: 'The group has no agent who could ever receive, so the conversation waits.',
  lotOnline: (among: number) => `Nobody can receive; drawn by lot from ${many(among, 'agent')} online.`,
  lotOffline: (among: number) => `Nobody is online; drawn by lot from ${many(among, 'agent')}, whose offline greeting is sent.`,
  othersFirst: (waiting: number) => `${many(waiting, 'conversation waits', 'conversations wait')} in this group before this one, so the free place is not given to it yet.`,

  // It moves on, or stays
  overdue: (minutes: number) => `The visitor has waited for an answer for more than ${many(minutes, 'minute')}, so the conversation moves on.`,
  stays: {
    'owner-holds': 'The owner of the customer holds it.',
    'alone': 'Its agent is alone in the group.',
    'moved-from-all': 'It has moved away from all others of the group before.',
    'nobody-else': 'Nobody else of the group could take it over.',
  },
  agentGone: 'Its agent went away, so it is allocated anew.',
  agentDisabled: 'The account of its agent is disabled, so it is allocated anew.',

  // By somebody's own doing
  handedOver: 'Who held it has handed it over.',
  handedOverWith: {
    visitor: 'Who held it has handed it over, and the visitor agreed.',
    colleague: 'Who held it has handed it over, and the colleague agreed.',
  },
  takenOver: 'Somebody who may take over any conversation has taken it over.',
  given: 'Somebody who may give away any conversation has given it to this agent.',
  taken: 'The agent took it from those that wait, by writing.',
  begun: 'The agent wrote to the visitor after the end of the conversation before.',
  approached: 'The agent wrote to a visitor on the site.',
}
