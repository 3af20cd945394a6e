/** A visitor as a whole (IV-2): who they are, what they do now, their visits page by page, conversations, events; and blocking (IV-4). */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { VISITORS_API } from '@foyer/sdk/protocol'
import type { BlockRecord, ConversationId, LiveVisitor, Result, VisitRecord, VisitorFile, VisitorId } from '@foyer/sdk/protocol'
import type { DeskClient } from '../desk-client.ts'
import { Face } from '../face.tsx'
import { refusalWords } from '../forms/index.ts'
import { fullTime, languageName, shortTime, span } from '../format.ts'
import { Icon } from '../icons.tsx'
import { visitorName } from '../list-row.tsx'
import { useTools } from '../shell/tools.ts'
import { useNow, useSurroundings } from '../surroundings.ts'
import { PageLink } from '../visitor-card.tsx'
import type { Texts } from './arrange.ts'
import { stateOf } from './arrange.ts'
import { Elapsed } from './elapsed.tsx'
import { deviceText, placeText, sourceText } from './visit-texts.ts'
import { useVisitorsWords } from './use-words.ts'

const KEPT_BY_THEN_MS = 2_000

export interface FileCardProps {
  readonly id: VisitorId
  readonly cardId: string
  /** Absent: not in the list. */
  readonly live: LiveVisitor | undefined
  readonly texts: Texts
  readonly desk: DeskClient
  /** Another one: ask anew. */
  readonly version: number
  onClose(): void
  onGo(id: ConversationId): void
  onInvite(): void
  onTalk(name: string): void
  onBlock(name: string): void
  onSaid(said: string): void
}

export function VisitorFileCard({ id, cardId, live, texts, desk, version, onClose, onGo, onInvite, onTalk, onBlock, onSaid }: FileCardProps) {
  const { api } = useTools()
  const { words: deskWords, locale, language, clock } = useSurroundings()
  const words = useVisitorsWords()
  const now = useNow(30_000)
  const [result, setResult] = useState<Result<VisitorFile>>()
  const [problem, setProblem] = useState<string>()
  const attempt = useRef(0)

  const load = useCallback(async () => {
    const mine = (attempt.current += 1)
    const answer = await api.get<VisitorFile>(VISITORS_API.file(id))
    // What is there stays until something newer is: a line that stutters takes no card away.
    if (mine === attempt.current) setResult((before) => (answer.ok || !before?.ok ? answer : before))
  }, [api, id])
  // Asked anew when something has been added to it.
  useEffect(() => {
    void load()
    // A page that was just entered is kept about a second later.
    return live && clock.after(KEPT_BY_THEN_MS, () => void load())
  }, [load, version, live?.pages, live?.state.kind, live?.leftAt, live?.isBlocked])
  useEffect(() => () => void (attempt.current = -1), [])

  const file = result?.ok ? result.value : undefined
  const who = live ?? file?.visitor
  const name = who ? visitorName(who, deskWords) : words.card
  const blocks = file?.blocks ?? []
  const isBlocked = file ? blocks.length > 0 : live?.isBlocked === true
  const state = live && stateOf(live)
  const talk = live && 'conversationId' in live.state && live.leftAt === undefined ? live.state.conversationId : undefined
  const maySeeTalk = talk !== undefined && desk.state.entries.has(talk)

  async function end(block: BlockRecord) {
    setProblem(undefined)
    const ended = await api.delete<null>(VISITORS_API.block(block.id))
    // Somebody was quicker: that is as good.
    if (!ended.ok && ended.code !== 'not_found') return setProblem(refusalWords(ended, deskWords, language))
    onSaid(words.blocks.ended(name))
    await load()
  }

  return (
    <aside class="visit-card" id={cardId} tabIndex={-1} aria-label={words.card}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}>
      <div class="card-head">
        <h2>{words.card}</h2>
        <button type="button" class="icon-button" aria-label={words.closeCard} title={words.closeCard} onClick={onClose}><Icon name="close" size={18} /></button>
      </div>
      {who && (
        <div class="card-who">
          <Face name={who.name} number={who.number} isPresent={live !== undefined && live.leftAt === undefined} size="large" />
          <p class="card-name" dir="auto">{name}</p>
          <p class="quiet">
            {who.name !== undefined && <>{deskWords.visitor(who.number)} · </>}
            {live ? texts.of(live, 'state') : words.notHere}
          </p>
          {isBlocked && <p class="visit-is-blocked"><Icon name="caution" size={16} /> {words.blocked}</p>}
        </div>
      )}
      {who && (
        <div class="visit-actions">
          {maySeeTalk && <button type="button" class="button is-main" onClick={() => onGo(talk)}><Icon name="conversations" size={16} mirrors /> {words.openTalk}</button>}
          {live && !isBlocked && (state === 'browsing' || state === 'declined' || state === 'unanswered') && (
            <button type="button" class="button is-main" onClick={onInvite}><Icon name="invitation" size={16} /> {words.invite}</button>
          )}
          {talk === undefined && !isBlocked && <button type="button" class="button" onClick={() => onTalk(name)}><Icon name="conversations" size={16} mirrors /> {words.talk}</button>}
          {!isBlocked && <button type="button" class="button is-grave" onClick={() => onBlock(name)}>{words.block}</button>}
        </div>
      )}
      <div role="alert">{problem && <p class="problem"><Icon name="problem" size={16} /> <span>{problem}</span></p>}</div>

      {blocks.length > 0 && (
        <section class="facts">
          <h3>{words.blocks.what}</h3>
          <ul class="visit-blocks">
            {blocks.map((block) => (
              <li key={block.id}>
                <span><b>{words.blockKinds[block.kind]}</b> <bdi>{block.reason}</bdi></span>
                <span class="quiet">{words.blocks.by(block.by)}, {fullTime(block.at, now, locale)}</span>
                <span class="quiet">{words.blocks.until}: {block.until === undefined ? words.blocks.forGood : fullTime(block.until, now, locale)}</span>
                {block.mayEnd ? <button type="button" class="button" onClick={() => void end(block)}>{words.endBlock}</button> : <span class="quiet">{words.blocks.notYours}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}

      {live && (
        <Facts title={words.now}>
          {live.page && <Fact name={live.leftAt === undefined ? deskWords.nowOn : deskWords.lastOn}><PageLink page={live.page} /></Fact>}
          <Fact name={words.arrived}>{fullTime(live.arrivedAt, now, locale)}</Fact>
          <Fact name={words.onSite}><Elapsed since={live.arrivedAt} until={live.leftAt} /> · {words.pages(live.pages)}</Fact>
          <Fact name={words.cameFrom}>{sourceText(live.source, words)}</Fact>
          {live.source.words && <Fact name={words.searchedFor}>{live.source.words}</Fact>}
          {live.source.campaign && <Fact name={words.campaign}>{live.source.campaign}</Fact>}
          {live.source.medium && <Fact name={words.medium}>{live.source.medium}</Fact>}
          {live.place && <Fact name={words.columns.place}>{placeText(live.place, locale)}</Fact>}
          <Fact name={words.columns.device}>{[words.device[live.device.kind], deviceText(live.device)].filter(Boolean).join(' · ')}</Fact>
          {live.language && <Fact name={words.columns.language}>{languageName(live.language, locale)}</Fact>}
        </Facts>
      )}

      {!result && <div class="form-skeleton" role="status"><span class="unseen">{deskWords.forms.loading}</span><i /><i /><i /></div>}
      {result && !result.ok && (
        <div class="empty" role="alert">
          <h3>{words.fileFailed}</h3>
          <p>{refusalWords(result, deskWords, language)}</p>
          <button type="button" class="button" onClick={() => void load()}>{deskWords.tryAgain}</button>
        </div>
      )}
      {file && <File file={file} now={now} onGo={onGo} />}
    </aside>
  )
}

function File({ file, now, onGo }: { readonly file: VisitorFile; readonly now: number; onGo(id: ConversationId): void }) {
  const { words: deskWords, locale } = useSurroundings()
  const words = useVisitorsWords()
  const { visitor, visits, visitCount, conversations, conversationCount, tracked } = file
  const attributes = Object.entries(visitor.attributes ?? {})
  const isKnown = visitor.userId !== undefined || visitor.email !== undefined || visitor.phone !== undefined
  return (
    <>
      {isKnown && (
        <Facts title={visitor.userId === undefined ? deskWords.saysToBe : words.about}>
          {visitor.userId !== undefined && <Fact name={deskWords.userId}>{visitor.userId}</Fact>}
          {visitor.email !== undefined && <Fact name={deskWords.email}><a href={`mailto:${encodeURIComponent(visitor.email).replaceAll('%40', '@')}`}>{visitor.email}</a></Fact>}
          {visitor.phone !== undefined && <Fact name={deskWords.phone}><a href={`tel:${visitor.phone.replace(/[^+\d]/g, '')}`}>{visitor.phone}</a></Fact>}
        </Facts>
      )}
      {visitor.tags && visitor.tags.length > 0 && (
        <section class="facts">
          <h3>{deskWords.tags}</h3>
          <ul class="visitor-tags">{visitor.tags.map((tag) => <li class="tag" key={tag} dir="auto">{tag}</li>)}</ul>
        </section>
      )}
      {attributes.length > 0 && <Facts title={deskWords.attributes}>{attributes.map(([name, value]) => <Fact key={name} name={name}>{value}</Fact>)}</Facts>}

      <section class="facts">
        <h3>{words.conversations}</h3>
        {conversationCount === 0 && <p class="quiet">{words.noConversations}</p>}
        <ul class="visit-talks">
          {conversations.map(({ id, startedAt, endedAt, agentName, firstLine }) => (
            <li key={id}>
              <button type="button" onClick={() => onGo(id)}>
                <span class="visit-talk-line" dir="auto">{firstLine || words.noWords}</span>
                <span class="quiet">{[shortTime(startedAt, now, locale, deskWords), agentName !== undefined && words.withAgent(agentName), endedAt === undefined && words.goesOn].filter(Boolean).join(' · ')}</span>
              </button>
            </li>
          ))}
        </ul>
        {conversationCount > conversations.length && <p class="quiet">{words.conversationsMore(conversationCount - conversations.length)}</p>}
      </section>

      {tracked.length > 0 && (
        <section class="facts">
          <h3>{deskWords.tracked}</h3>
          <ol class="tracked">
            {tracked.map((event, i) => (
              <li key={i}>
                <span class="tracked-name" dir="auto">{event.name}</span> <time class="quiet" dateTime={new Date(event.at).toISOString()}>{fullTime(event.at, now, locale)}</time>
                {event.data && <span class="tracked-data quiet" dir="auto">{Object.entries(event.data).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' · ')}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}

      <section class="facts">
        <h3>{words.track}</h3>
        {visits.length === 0 && <p class="quiet">{words.noVisits}</p>}
        {visits.map((visit, i) => <Track key={visit.id} visit={visit} now={now} isOpen={i === 0} />)}
        {visitCount > visits.length && <p class="quiet">{words.visitsShown(visits.length, visitCount)}</p>}
      </section>
    </>
  )
}

/** One visit, page by page with the time that each was looked at. */
function Track({ visit, now, isOpen }: { readonly visit: VisitRecord; readonly now: number; readonly isOpen: boolean }) {
  const { locale } = useSurroundings()
  const words = useVisitorsWords()
  const { pages, pageCount, beganAt, seenAt, isGoingOn, source, place, device } = visit
  const leftOut = pageCount - pages.length
  return (
    <details class="track" open={isOpen}>
      <summary>
        <span class="track-when">{isGoingOn ? words.visitNow : fullTime(beganAt, now, locale)}</span>
        <span class="quiet">{words.visitOf(pageCount, span(Math.max(0, seenAt - beganAt), locale))}</span>
      </summary>
      <p class="quiet" dir="auto">{[sourceText(source, words), placeText(place, locale), words.device[device.kind], deviceText(device)].filter(Boolean).join(' · ')}</p>
      {leftOut > 0 && <p class="quiet">{words.pagesLeftOut(leftOut)}</p>}
      <ol class="track-pages">
        {pages.map(({ at, url, title }, i) => {
          const until = pages[i + 1]?.at ?? seenAt
          return (
            <li key={i}>
              <PageLink page={{ url, ...(title !== undefined && { title }) }} />
              <span class="quiet track-time"><time dateTime={new Date(at).toISOString()}>{fullTime(at, now, locale)}</time> · {span(Math.max(0, until - at), locale)}</span>
            </li>
          )
        })}
      </ol>
    </details>
  )
}

function Facts({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="facts">
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt dir="auto">{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}
