import type { ConversationId, VisitRecord, VisitorFile } from '@foyer/sdk/protocol'
import { Contact, Fact, Facts, PageLink, Tags, Tracked } from '../facts.tsx'
import { fullTime, shortTime, span } from '../format.ts'
import { useSurroundings } from '../surroundings.ts'
import { useVisitorsWords } from './use-words.ts'
import { deviceText, placeText, sourceText } from './visit-texts.ts'

/** What is kept of a visitor (IV-2): who they are, their conversations, events, and their visits page by page. */
export function File({ file, now, onGo }: { readonly file: VisitorFile; readonly now: number; onGo(id: ConversationId): void }) {
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
          {visitor.email !== undefined && <Contact field="email" visitor={visitor} />}
          {visitor.phone !== undefined && <Contact field="phone" visitor={visitor} />}
        </Facts>
      )}
      <Tags tags={visitor.tags} />
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

      <Tracked events={tracked} now={now} />

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
