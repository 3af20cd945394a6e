/** Who is on the sites now (IV-1): the list, a visitor's card beside it, and what can be done with one or many. */
import type { ComponentChildren } from 'preact'
import { useCallback, useMemo, useRef, useState } from 'preact/hooks'
import type { ConversationId, VisitorId } from '@foyer/sdk/protocol'
import type { DeskClient } from '../desk-client.ts'
import { formsCss, refusalWords, useSheet } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { visitorName } from '../list-row.tsx'
import { useTools } from '../shell/tools.ts'
import { useNow, useSurroundings } from '../surroundings.ts'
import { arrange } from './arrange.ts'
import type { Arrangement } from './arrange.ts'
import { BlockDialog } from './block-dialog.tsx'
import { Blocks } from './blocks.tsx'
import { TickerContext, useTicker } from './elapsed.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { NEWEST, NO_FILTERS } from './question.ts'
import type { Column, Filters, Sort } from './question.ts'
import { GRID_ID, Table } from './table.tsx'
import { TalkDialog } from './talk-dialog.tsx'
import { Toolbar, filtersSet } from './toolbar.tsx'
import { VisitorFileCard } from './file-card.tsx'
import { createTexts } from './visit-texts.ts'
import { ViewMenu } from './view-menu.tsx'
import { ON_PHONES, columnsOf, readView } from './view.ts'
import { PHONE, visitorsCss } from './visitors.css.ts'
import { useColleagues, useWatch } from './use-desk.ts'
import { useMedia, useWidth } from './use-size.ts'
import { useVisitorsWords } from './use-words.ts'

/** Time bands are left and entered while nothing else happens. */
const BANDS_EVERY_MS = 10_000

type Asking =
  | { readonly for: 'invite'; readonly ids: readonly VisitorId[] }
  | { readonly for: 'talk' | 'block'; readonly id: VisitorId; readonly name: string }

export function VisitorsPage({ open, desk }: { readonly open: VisitorId | undefined; readonly desk: DeskClient }) {
  useSheet(formsCss)
  useSheet(visitorsCss)
  const { place, memory } = useTools()
  const { words: deskWords, locale, language } = useSurroundings()
  const words = useVisitorsWords()
  const ticker = useTicker()
  const now = useNow(BANDS_EVERY_MS)
  const { list, failure } = useWatch(desk)
  const [agents, me] = useColleagues(desk)
  const [filters, setFilters] = useState<Filters>(NO_FILTERS)
  const [sort, setSort] = useState<Sort>(NEWEST)
  const [isHeld, setHeld] = useState(false)
  const [updates, setUpdates] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<VisitorId>>(NOBODY_CHOSEN)
  const [asking, setAsking] = useState<Asking>()
  const [inviteText, setInviteText] = useState<string>()
  const [view, setView] = useState(() => readView(memory?.get(VIEW)))
  const isPhone = useMedia(PHONE)
  const [width, boxRef] = useWidth()
  const columns = useMemo(() => (isPhone ? ON_PHONES : columnsOf(view, width)), [isPhone, view, width])
  const [said, setSaid] = useState('')
  const [showsBlocks, setShowsBlocks] = useState(false)
  /** Moves when the card has to be asked for anew. */
  const [fileVersion, setFileVersion] = useState(0)

  // Names of colleagues are few, and seldom others: only then is everything written anew.
  const names = [...agents.values()].map(({ id, name }) => `${id}=${name}`).join()
  const texts = useMemo(
    () => createTexts({ desk: deskWords, words, locale, me, agentName: (id) => agents.get(id)?.name }),
    [deskWords, words, locale, me, names],
  )
  const question = useMemo(() => ({ filters, sort, texts }), [filters, sort, texts, updates])
  const before = useRef<Arrangement | undefined>(undefined)
  const arrangement = useMemo(
    () => arrange(before.current, question, { visitors: list.visitors, now, isHeld: isHeld && list.isLoaded }),
    [question, list, now, isHeld],
  )
  before.current = arrangement
  const { rows, counts, here, fresh, gone } = arrangement

  /** There is nobody, and nothing that could be taken away to see somebody. */
  const isEmpty = list.isLoaded && list.visitors.size === 0 && rows.length === 0 && filtersSet(filters) === 0 && filters.search === ''
  const role = me && agents.get(me)?.role
  const mayChange = role === 'owner' || role === 'administrator'

  const invitees = useMemo(() => [...chosen].filter((id) => list.visitors.has(id)), [chosen, list.visitors])
  const sortBy = useCallback((by: Column) => setSort((last) => ({ by, isDescending: last.by === by && !last.isDescending })), [])
  const onChoose = useCallback((ids: readonly VisitorId[], isChosen: boolean) => {
    setChosen((last) => {
      const next = new Set(last)
      for (const id of ids) if (isChosen) next.add(id)
      else next.delete(id)
      return next
    })
  }, [])
  const openCard = (id: VisitorId, how: 'keyboard' | 'pointer') => {
    if (id === open && how === 'pointer') return closeCard()
    place.go({ area: 'visitors', open: id })
    if (how === 'keyboard') requestAnimationFrame(() => document.getElementById(CARD_ID)?.focus())
  }
  const closeCard = useCallback(() => {
    place.leave()
    requestAnimationFrame(() => document.getElementById(GRID_ID)?.focus())
  }, [place])
  const nameOf = (id: VisitorId) => {
    const visitor = list.visitors.get(id)
    return visitor ? visitorName(visitor, deskWords) : words.card
  }
  const live = open === undefined ? undefined : list.visitors.get(open)
  const goTo = (id: ConversationId) => place.go({ area: 'conversations', open: id })
  const invited = asking?.for === 'invite' ? asking.ids.flatMap((id) => list.visitors.get(id) ?? rows.find((row) => row.id === id) ?? []) : []

  return (
    <TickerContext.Provider value={ticker}>
      <div class={open === undefined ? 'visitors' : 'visitors has-card'}
        onKeyDown={(event) => {
          // A dialog has its own Escape, and so has a field that is searched with.
          if (event.key !== 'Escape' || event.defaultPrevented || open === undefined || asking || event.target instanceof HTMLInputElement && event.target.type === 'search') return
          event.preventDefault()
          closeCard()
        }}>
        {showsBlocks ? (
          <section class="visitors-main visitors-blocked" aria-label={words.blocks.title}>
            <button type="button" class="button is-quiet" onClick={() => setShowsBlocks(false)}><Icon name="back" size={16} mirrors /> {words.title}</button>
            <Blocks onVisitors={() => setShowsBlocks(false)} onEnded={() => setFileVersion((n) => n + 1)} />
          </section>
        ) : (
          <section class="visitors-main" aria-labelledby="visitors-title">
            <header class="visitors-head">
              <h2 id="visitors-title">{words.title}</h2>
              <p class="quiet">{list.isLoaded || list.visitors.size > 0 ? words.here(here, new Intl.NumberFormat(locale).format(here)) : words.loading}</p>
              <div class="visitors-ways">
                {!isPhone && !isEmpty && (
                  <ViewMenu view={view} shown={columns}
                    onView={(next) => {
                      setView(next)
                      memory?.set(VIEW, JSON.stringify(next))
                    }} />
                )}
                <button type="button" class="button is-quiet" onClick={() => setShowsBlocks(true)}>{words.blocks.title}</button>
              </div>
            </header>
            {!isEmpty && <Toolbar visitors={list.visitors} counts={counts} filters={filters} sort={sort} onFilters={setFilters} onSort={sortBy} />}
            <div class="visit-box" ref={boxRef}>
              {rows.length > 0 ? (
                <Table rows={rows} texts={texts} sort={sort} columns={columns} isPhone={isPhone} isCompact={view.isCompact && !isPhone} open={open} chosen={chosen} onSort={sortBy} onOpen={openCard} onChoose={onChoose} onHold={setHeld}
                  onInvite={(id) => setAsking({ for: 'invite', ids: invitees.length > 0 ? invitees : [id] })} />
              ) : !list.isLoaded && failure ? (
                <Empty title={words.failed} says={`${refusalWords(failure, deskWords, language)} ${words.failedSays}`} icon="offline" />
              ) : !list.isLoaded && list.visitors.size === 0 ? (
                <div class="form-skeleton visit-skeleton" aria-hidden="true"><i /><i /><i /><i /></div>
              ) : !isEmpty ? (
                <Empty title={words.nothingFits} says={words.nothingFitsSays} icon="search">
                  <button type="button" class="button" onClick={() => setFilters(NO_FILTERS)}>{words.clearFilters}</button>
                </Empty>
              ) : (
                <Empty title={words.nobody} says={words.nobodySays} icon="calm">
                  {mayChange && <button type="button" class="button" onClick={() => place.go({ area: 'settings', page: 'website' })}>{words.checkTag}</button>}
                </Empty>
              )}
              {(fresh > 0 || gone.size > 0) && (
                <button type="button" class="button visit-news" onClick={() => setUpdates((n) => n + 1)}>
                  <Icon name="reload" size={16} /> {words.isNews(fresh, gone.size)} <span class="visit-update">{words.update}</span>
                </button>
              )}
              {invitees.length > 0 && (
                <div class="visit-chosen" role="group" aria-label={words.chosen(invitees.length)}>
                  <span>{words.chosen(invitees.length)}</span>
                  <button type="button" class="button" onClick={() => setChosen(NOBODY_CHOSEN)}>{words.clearChoice}</button>
                  <button type="button" class="button is-main" onClick={() => setAsking({ for: 'invite', ids: invitees })}><Icon name="invitation" size={16} /> {words.invite}</button>
                </div>
              )}
            </div>
            {!isEmpty && list.placesBy === 'db-ip' && <p class="visit-credit"><a href="https://db-ip.com" target="_blank" rel="noopener noreferrer">{words.places}</a></p>}
          </section>
        )}
        {open !== undefined && (
          <VisitorFileCard key={open} id={open} cardId={CARD_ID} live={live} texts={texts} desk={desk} version={fileVersion} onClose={closeCard} onGo={goTo}
            onInvite={() => setAsking({ for: 'invite', ids: [open] })}
            onTalk={(name) => setAsking({ for: 'talk', id: open, name })}
            onBlock={(name) => setAsking({ for: 'block', id: open, name })}
            onSaid={setSaid} />
        )}
        <p class="unseen" role="status">{said}</p>
        {asking?.for === 'invite' && invited.length > 0 && (
          <InviteDialog visitors={invited} link={desk.link} text={inviteText} onText={setInviteText}
            onClose={(isDone) => {
              setAsking(undefined)
              if (!isDone) return
              setChosen(NOBODY_CHOSEN)
              setSaid(words.invited(invited.length))
            }} />
        )}
        {asking?.for === 'talk' && <TalkDialog visitorId={asking.id} name={asking.name} desk={desk} onBegun={goTo} onClose={() => setAsking(undefined)} />}
        {asking?.for === 'block' && (
          <BlockDialog visitorId={asking.id} name={asking.name} onClose={() => setAsking(undefined)}
            onBlocked={() => {
              setAsking(undefined)
              setFileVersion((n) => n + 1)
              setSaid(words.isBlocked(asking.name === words.card ? nameOf(asking.id) : asking.name))
            }} />
        )}
      </div>
    </TickerContext.Provider>
  )
}

/** What the device keeps it under. */
const VIEW = 'visitors:view'
const CARD_ID = 'visit-card'
const NOBODY_CHOSEN: ReadonlySet<VisitorId> = new Set()

function Empty({ title, says, icon, children }: { readonly title: string; readonly says: string; readonly icon: 'calm' | 'offline' | 'search'; readonly children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} size={32} />
      <h2>{title}</h2>
      <p>{says}</p>
      {children}
    </div>
  )
}
