/** The desk of a signed-in member: bar and rail; list, conversation and card, or another area; and what the keyboard does anywhere. */
import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ConversationId, Failure, InboxEntry, Role } from '@foyer/sdk/protocol'
import type { ConnectionState } from '@foyer/sdk/thread'
import { Later, createExtra } from '@foyer/widget/chat-window/parts/later.tsx'
import type { Api } from './api.ts'
import { Conversation, NothingOpen } from './conversation.tsx'
import type { DeskClient } from './desk-client.ts'
import type { DeskState } from './desk-state.ts'
import type { FormDrafts } from './forms/drafts.ts'
import { Icon } from './icons.tsx'
import { isHeldBy, isLastReceiving, listsOf, readinessOf, tabsFor, unreadOf } from './inbox.ts'
import type { Tab } from './inbox.ts'
import { visitorName } from './list-row.tsx'
import { LIST_ID, List } from './list.tsx'
import { createDrafts } from './memory.ts'
import type { Memory } from './memory.ts'
import { newsBetween } from './news.ts'
import type { News } from './news.ts'
import type { Area, Place, Spot } from './place.ts'
import { Account, Rail } from './rail.tsx'
import type { SignedIn } from './session.ts'
import { AREA_ID, AreaPane } from './shell/area-pane.tsx'
import { ToolsContext } from './shell/tools.ts'
import { Shortcuts } from './shortcuts.tsx'
import { useSurroundings } from './surroundings.ts'
import { Switches } from './switches.tsx'
import { createTrays } from './trays.ts'
import { Card } from './visitor-card.tsx'
import type { Words } from './words/index.ts'

const greetingExtra = createExtra(() => import('./replies/own-greeting.tsx'))

const CARD = 'card'
const LETTER_KEYS = 'letter-keys'
const OFF = 'off'
/** Below this the card lies over the conversation, so it starts folded (see `console.css.ts`). */
const ROOMY = '(min-width: 1181px)'

export interface DeskProps {
  readonly desk: DeskClient
  readonly api: Api
  readonly who: SignedIn
  readonly memory: Memory
  readonly place: Place
  readonly formDrafts: FormDrafts
  /** Resolves to false if the server could not be told. */
  onSignOut(): Promise<boolean>
}

export function Desk({ desk, api, who, memory, place, formDrafts, onSignOut }: DeskProps) {
  const { words, language } = useSurroundings()
  const state = useDeskState(desk)
  const spot = useSpot(place)
  const open = spot.area === 'conversations' ? spot.open : undefined
  /** A name that was given here; the line tells of it only when it is opened anew. */
  const [renamed, setRenamed] = useState<{ readonly from: string | undefined; readonly to: string }>()
  const workspaceName = state.workspace?.name
  const tools = useMemo(
    () => ({ api, place, desk, memory, drafts: formDrafts, onCompanyName: (to: string) => setRenamed({ from: workspaceName, to }) }),
    [api, place, desk, memory, formDrafts, workspaceName],
  )
  const [tab, setTab] = useState<Tab>('mine')
  const [isCardShown, setCardShown] = useState(() => memory.get(CARD) !== OFF && matchMedia(ROOMY).matches)
  const [isSheetShown, setSheetShown] = useState(false)
  const [hasLetterKeys, setLetterKeys] = useState(() => memory.get(LETTER_KEYS) !== OFF)
  const [isGreeting, setGreeting] = useState(false)
  const [isEnding, setEnding] = useState(false)
  const [isHandingOver, setHandingOver] = useState(false)
  const [complaint, setComplaint] = useState<string>()
  const [news, setNews] = useState<string>()
  /** Being set to not accepting is told once each time, until it is closed. */
  const [readPause, setReadPause] = useState<DeskState['paused']>()
  const [readRatings, setReadRatings] = useState<DeskState['ratedLow']>([])
  const [focusOn, setFocusOn] = useState<'composer' | 'list'>()

  const { me, entries, agents } = state
  const self = me === undefined ? undefined : agents.get(me)
  const lists = useMemo(() => listsOf(entries, me), [entries, me])
  const tabs = tabsFor(self?.role)
  const unread = unreadOf(lists, me)
  const entry = open === undefined ? undefined : entries.get(open)
  const drafts = useMemo(() => (me === undefined ? undefined : createDrafts(memory, me)), [memory, me])
  const spoken = useRef({ language, words })
  spoken.current = { language, words }
  const trays = useMemo(
    () => (me === undefined || !drafts ? undefined : createTrays({ desk, me, memory, drafts, spoken: () => spoken.current })),
    [desk, me, memory, drafts],
  )
  useEffect(() => () => trays?.destroy(), [trays])
  const refuse = useCallback((failure: Failure) => setComplaint(words.errors[failure.code].join(' ')), [words])

  const title = spot.area === 'conversations' ? words.deskTitle : words.titleOf(words[spot.area], words.deskTitle)
  useEffect(() => {
    document.title = unread > 0 ? words.titleUnread(unread, title) : title
  }, [unread, title, words])
  useEffect(() => {
    setEnding(false)
    setHandingOver(false)
  }, [open])
  useReading(desk, open)
  // Who comes by an address finds the tab that holds it; afterwards the tab is theirs to choose.
  const hasFoundTab = useRef(false)
  useEffect(() => {
    if (hasFoundTab.current || state.workspace === undefined) return
    hasFoundTab.current = true
    const holding = tabs.find((each) => lists[each].some(({ head }) => head.id === open))
    if (holding) setTab(holding)
  })

  const goTo = (id: ConversationId, how: 'keyboard' | 'pointer') => {
    place.goTo(id)
    // A finger that opens a conversation wants to read it, not the on-screen keyboard over it.
    if (how === 'keyboard' || matchMedia('(hover: hover)').matches) setFocusOn('composer')
  }
  // Who comes back from another area finds what they left.
  const lastOpen = useRef(open)
  if (spot.area === 'conversations') lastOpen.current = open
  const goToArea = (area: Area) => {
    if (area === 'settings') return place.go({ area, page: 'website' })
    if (area !== 'conversations') return place.go({ area })
    if (spot.area === area) return goBack()
    place.go({ area, ...(lastOpen.current !== undefined && { open: lastOpen.current }) })
  }
  useFollowing(open, state, (from, to) => {
    // What was begun meanwhile comes along.
    if (drafts && !drafts.load(to)) {
      drafts.save(to, drafts.load(from))
      drafts.save(from, '')
    }
    goTo(to, 'keyboard')
  })
  const goBack = useCallback(() => {
    place.leave()
    setFocusOn('list')
  }, [place])
  const showCard = useCallback(
    (isShown: boolean) => {
      memory.set(CARD, isShown ? '' : OFF)
      setCardShown(isShown)
    },
    [memory],
  )
  useFocus(focusOn, () => setFocusOn(undefined))
  useLetterKeys(hasLetterKeys, {
    '?': () => setSheetShown(true),
    ...(entry && { i: () => showCard(!isCardShown) }),
    ...(entry && entry.head.state.status !== 'ended' && { e: () => setEnding(true) }),
    ...(entry && isHeldBy(entry.head, me) && { h: () => setHandingOver(true) }),
  })

  async function end(id: ConversationId, asks: boolean) {
    setEnding(false)
    const asked = asks && (await desk.askForRating(id))
    if (asked && !asked.ok) return refuse(asked)
    const result = await desk.end(id)
    if (!result.ok) return refuse(result)
    setFocusOn('list')
  }

  async function askForRating(id: ConversationId) {
    const result = await desk.askForRating(id)
    if (!result.ok) refuse(result)
  }

  /** Nothing is left of whom this was about, here neither. */
  const deleted = (gone: InboxEntry) => {
    for (const each of entries.values()) if (each.visitor.id === gone.visitor.id) drafts?.save(each.head.id, '')
    goBack()
    setNews(words.deleted(visitorName(gone.visitor, words)))
  }

  const line = lineState(state.connection, state.workspace !== undefined, words)
  const withFailed = useMemo(
    () => new Set(state.pending.flatMap(({ status, conversationId }) => (status === 'failed' && conversationId ? [conversationId] : []))),
    [state.pending],
  )

  const areas = areasFor(self?.role)
  const classes = ['desk', open !== undefined && 'has-open', areas.length > 1 && 'has-areas', line && 'has-line-state'].filter(Boolean).join(' ')
  return (
    <div class={classes}>
      <header class="desk-head">
        <h1 class="unseen">{words.deskTitle}</h1>
        {spot.area === 'conversations' ? (
          <a class="skip" href={`#${LIST_ID}`} onClick={(event) => { event.preventDefault(); setFocusOn('list') }}>{words.skipToList}</a>
        ) : (
          <a class="skip" href={`#${AREA_ID}`} onClick={(event) => { event.preventDefault(); document.getElementById(AREA_ID)?.focus() }}>{words.skipToArea}</a>
        )}
      </header>
      {line && <LineState {...line} />}
      <Rail unread={unread} area={spot.area} areas={areas} onShortcuts={() => setSheetShown(true)} onArea={goToArea} />
      <section class="bar" aria-label={words.yourState}>
        <p class="bar-name" dir="auto">{(renamed?.from === workspaceName ? renamed?.to : workspaceName) ?? ''}</p>
        {self && (
          <Switches me={self} isLast={isLastReceiving(agents.values(), self.id)} isReachable={state.connection.status === 'connected'}
            onWish={async (wish) => {
              const result = await desk.setAgent(wish)
              if (!result.ok) refuse(result)
            }} />
        )}
        <Account name={self?.name ?? who.name} email={who.email} picture={self?.avatar} onShortcuts={() => setSheetShown(true)} onGreeting={() => setGreeting(true)}
          onSignOut={async () => {
            if (!(await place.mayLeave())) return
            if (!(await onSignOut())) return setComplaint(words.signOutFailed)
            // Whoever signs in next begins at the list.
            place.forget()
          }} />
      </section>
      {spot.area !== 'conversations' ? (
        <ToolsContext.Provider value={tools}>
          <AreaPane spot={spot} mayEnter={self && areas.includes(spot.area)} onLeave={() => place.go({ area: 'conversations' })} />
        </ToolsContext.Provider>
      ) : (
        <ToolsContext.Provider value={tools}>
          <List lists={lists} tabs={tabs} tab={tab} me={me} readiness={self ? readinessOf(self) : 'receiving'} isLoaded={state.workspace !== undefined} open={open}
            typing={state.typing} withDraft={drafts?.ids() ?? NONE} withFailed={withFailed} hasLetterKeys={hasLetterKeys} onTab={setTab} onOpen={goTo} />
          {open === undefined || !drafts || !trays ? (
            <NothingOpen lists={lists} onOpen={goTo} {...(state.workspace && areas.includes('settings') && { onTag: () => goToArea('settings') })} />
          ) : (
            <Conversation key={open} id={open} desk={desk} state={state} drafts={drafts} memory={memory} trays={trays} isCardShown={isCardShown} isEnding={isEnding} isHandingOver={isHandingOver}
              onCard={showCard} onEnding={setEnding} onHandOver={setHandingOver} onEnd={(asks) => void end(open, asks)} onAskRating={() => askForRating(open)} onRefused={refuse} onGo={(id) => goTo(id, 'keyboard')} onBack={goBack} onLeave={() => setFocusOn('list')} />
          )}
          {entry && isCardShown && (
            <Card entry={entry} me={me} agents={agents} loadTrace={() => desk.trace(entry.head.id)} loadWhyNot={() => desk.whyNot(entry.head.id)} onClose={() => showCard(false)}
              {...(state.workspace?.asksForRating && isHeldBy(entry.head, me) && entry.head.isAnswered && { onAskRating: () => void askForRating(entry.head.id) })}
              {...(areas.includes('settings') && { onDeleted: deleted })} />
          )}
        </ToolsContext.Provider>
      )}
      {complaint && <Toast role="alert" onClose={() => setComplaint(undefined)}>{complaint}</Toast>}
      {!complaint && state.paused && state.paused !== readPause && <Toast role="alert" onClose={() => setReadPause(state.paused)}>{words.pausedTold(state.paused.missed)}</Toast>}
      {!complaint && <RatedLow lows={state.ratedLow.filter((low) => !readRatings.includes(low))} place={place} onClose={() => setReadRatings(state.ratedLow)} />}
      {!complaint && news && <Toast role="status" onClose={() => setNews(undefined)}>{news}</Toast>}
      <Announcer desk={desk} shown={open} />
      {isGreeting && self && (
        <ToolsContext.Provider value={tools}>
          <Later extra={greetingExtra} language={language} words={words.parts}>
            {({ OwnGreeting }) => (
              <OwnGreeting me={self} company={(renamed?.from === workspaceName ? renamed?.to : workspaceName) ?? ''} onClose={() => setGreeting(false)} onSaved={(said) => { setGreeting(false); setNews(said) }} />
            )}
          </Later>
        </ToolsContext.Provider>
      )}
      {isSheetShown && (
        <Shortcuts hasLetterKeys={hasLetterKeys} onClose={() => setSheetShown(false)}
          onLetterKeys={(has) => {
            memory.set(LETTER_KEYS, has ? '' : OFF)
            setLetterKeys(has)
          }} />
      )}
    </div>
  )
}

const NONE: ReadonlySet<ConversationId> = new Set()

/** Agents answer and invite, and see how they are rated; what visitors meet is the business of owners and administrators (see `console-api.ts`). */
const areasFor = (role: Role | undefined): readonly Area[] =>
  role === 'owner' || role === 'administrator' ? ['conversations', 'visitors', 'reception', 'settings'] : ['conversations', 'visitors', 'ratings']

/** What was written in a conversation that had ended began the next one (CW-12): one goes along, from where one wrote. */
function useFollowing(open: ConversationId | undefined, { continued, entries }: DeskState, follow: (from: ConversationId, to: ConversationId) => void): void {
  const to = open === undefined ? undefined : continued.get(open)
  const isThere = to !== undefined && entries.has(to)
  const before = useRef({ open, isThere })
  useEffect(() => {
    const { current } = before
    before.current = { open, isThere }
    // Who comes to the earlier one later wants to read it.
    if (open !== undefined && open === current.open && to !== undefined && isThere && !current.isThere) follow(open, to)
  })
}

/** Visitors were little satisfied (SV-4): one of them leads to the conversation, several to what they answered. */
function RatedLow({ lows, place, onClose }: { readonly lows: DeskState['ratedLow']; readonly place: Place; onClose(): void }) {
  const { words } = useSurroundings()
  const [low] = lows
  if (!low) return null
  const isOne = lows.length === 1
  const go = () => {
    onClose()
    if (isOne) place.goTo(low.conversationId)
    else place.go({ area: 'settings', page: 'survey-results' })
  }
  return (
    <Toast role="alert" action={<button type="button" class="toast-action" onClick={go}>{isOne ? words.ratedLowOpen : words.ratedLowShow}</button>} onClose={onClose}>
      {isOne ? words.ratedLowTold(low.score, low.agent) : words.ratedLowMany(lows.length)}
    </Toast>
  )
}

interface ToastProps {
  readonly role: 'alert' | 'status'
  readonly children: string
  /** What can be done about it. */
  readonly action?: ComponentChildren
  onClose(): void
}

function Toast({ role, children, action, onClose }: ToastProps) {
  const { words } = useSurroundings()
  return (
    <div class="toast" role={role}>
      <span>{children}</span>
      {action}
      <button type="button" class="icon-button" aria-label={words.close} onClick={onClose}><Icon name="close" size={16} /></button>
    </div>
  )
}

function useDeskState(desk: DeskClient) {
  const [state, setState] = useState(desk.state)
  useEffect(() => {
    setState(desk.state)
    return desk.subscribe(() => setState(desk.state))
  }, [desk])
  return state
}

function useSpot(place: Place): Spot {
  const [spot, setSpot] = useState(() => place.spot())
  useEffect(() => place.onChange(() => setSpot(place.spot())), [place])
  return spot
}

/** What stands open in a visible page that has the focus counts as read. */
function useReading(desk: DeskClient, open: ConversationId | undefined): void {
  useEffect(() => {
    if (open === undefined) return undefined
    const read = () => {
      if (document.visibilityState === 'visible' && document.hasFocus()) desk.markRead(open)
    }
    read()
    const controller = new AbortController()
    const { signal } = controller
    addEventListener('focus', read, { signal })
    document.addEventListener('visibilitychange', read, { signal })
    const stop = desk.subscribe(read)
    return () => {
      controller.abort()
      stop()
    }
  }, [desk, open])
}

/** Puts the focus where a step led to, once that is there. */
function useFocus(on: 'composer' | 'list' | undefined, onDone: () => void): void {
  useEffect(() => {
    if (on === undefined) return
    const target = on === 'list' ? document.getElementById(LIST_ID) : document.querySelector<HTMLElement>('.conversation textarea')
    target?.focus()
    onDone()
  })
}

/** Keys without a modifier, anywhere but where one writes. */
function useLetterKeys(isOn: boolean, keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!isOn) return undefined
    const onKey = (event: KeyboardEvent) => {
      const isWriting = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable], dialog')
      if (isWriting || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const act = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOn])
}

interface Line {
  readonly sentence: string
  readonly mustReload: boolean
}

/** How the line is, where that is worth a bar of its own; a first connect shows in the list's skeleton. */
function lineState(connection: ConnectionState, wasLoaded: boolean, words: Words): Line | undefined {
  switch (connection.status) {
    case 'idle':
    case 'connected':
      return undefined
    case 'connecting':
      return wasLoaded ? { sentence: words.reconnecting, mustReload: false } : undefined
    case 'offline':
      return { sentence: wasLoaded ? words.reconnecting : words.lookFailed, mustReload: false }
    case 'refused':
      return connection.code === 'client_outdated'
        ? { sentence: words.outdated, mustReload: true }
        : { sentence: words.errors[connection.code].join(' '), mustReload: false }
  }
}

function LineState({ sentence, mustReload }: Line) {
  const { words } = useSurroundings()
  return (
    <div class="line-state" role="status">
      <Icon name={mustReload ? 'reload' : 'offline'} size={16} />
      <span>{sentence}</span>
      {mustReload && <button type="button" class="button" onClick={() => location.reload()}>{words.reload}</button>}
    </div>
  )
}

/** Says politely what a sighted person sees from the corner of the eye. */
function Announcer({ desk, shown }: { desk: DeskClient; shown: ConversationId | undefined }) {
  const { words } = useSurroundings()
  const [said, setSaid] = useState('')
  useEffect(() => {
    let before = desk.state
    return desk.subscribe(() => {
      const after = desk.state
      // The first list is no news.
      const news = before.workspace ? newsBetween(before.entries, after.entries, after.me, shown) : []
      before = after
      if (news.length > 0) setSaid(news.map((each) => newsWords(each, words)).join('. '))
    })
  }, [desk, shown, words])
  return <p class="unseen" role="status">{said}</p>
}

function newsWords({ kind, entry }: News, words: Words): string {
  const name = visitorName(entry.visitor, words)
  if (kind === 'asked') return words.announceAsked(name)
  return kind === 'new' ? words.announceNew(name) : kind === 'waiting' ? words.announceWaiting(name) : words.announceMessage(name)
}
