/** Who this is: what the visitor and the page have told, and whether it is proven (CW-27); where they are, where they came from, how they have rated. */
import type { AgentState, AllocationTrace, FormAnswer, InboxEntry, MemberId, Result, WhyNot } from '@foyer/sdk/protocol'
import { Later, createExtra } from '@foyer/widget/chat-window/parts/later.tsx'
import { Face } from './face.tsx'
import { Contact, Fact, Facts, PageLink, Tags, Tracked } from './facts.tsx'
import { fullTime, languageName } from './format.ts'
import { Icon } from './icons.tsx'
import { visitorName } from './list-row.tsx'
import { Rating } from './rating.tsx'
import { useNow, useSurroundings } from './surroundings.ts'
import { Why } from './why.tsx'
import type { Words } from './words/index.ts'

const dataExtra = createExtra(() => import('./visitor-data.tsx'))

export interface VisitorCardProps {
  readonly entry: InboxEntry
  readonly me: MemberId | undefined
  readonly agents: ReadonlyMap<MemberId, AgentState>
  loadTrace(): Promise<Result<readonly AllocationTrace[]>>
  loadWhyNot(): Promise<Result<WhyNot>>
  onClose(): void
  /** Asks the visitor how it was (SV-1). Absent where that cannot be asked. On a phone it stands here: the head has no room for it. */
  onAskRating?(): void
  /** Nothing of the visitor is left. Absent for those who may not delete. */
  onDeleted?(entry: InboxEntry): void
}

export function Card({ entry, me, agents, loadTrace, loadWhyNot, onClose, onAskRating, onDeleted }: VisitorCardProps) {
  const { words, locale, language } = useSurroundings()
  const now = useNow(30_000)
  const { visitor, head, groupName } = entry
  const attributes = Object.entries(visitor.attributes ?? {})
  const { userId, tags, tracked = [] } = visitor
  const isProven = (field: 'name' | 'email' | 'phone') => visitor.proven?.includes(field) === true
  const facts = (['name', 'email', 'phone'] as const).filter((field) => visitor[field] !== undefined)
  const said = facts.filter((field) => !isProven(field))
  const { answers = [], consent } = head.start ?? {}
  const { survey } = head

  return (
    <aside class="visitor-card" aria-label={words.card}>
      <div class="card-head">
        <h2>{words.card}</h2>
        <button type="button" class="icon-button" aria-label={words.hideCard} title={words.hideCard} onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
      </div>
      <div class="card-who">
        <Face name={visitor.name} number={visitor.number} isPresent={visitor.isPresent} size="large" />
        <p class="card-name" dir="auto">{visitorName(visitor, words)}</p>
        <p class="quiet">
          {visitor.name !== undefined && <>{words.visitor(visitor.number)} · </>}
          {visitor.isPresent ? words.onSite : words.leftSite}
        </p>
      </div>

      {userId !== undefined && (
        <Facts title={<><span class="proven"><Icon name="proven" size={16} /> {words.proven}</span><span class="quiet"> · {words.provenWhy}</span></>}>
          <Fact name={words.userId}>{userId}</Fact>
          {facts.filter(isProven).map((field) => <Contact key={field} field={field} visitor={visitor} />)}
        </Facts>
      )}
      {said.length > 0 && (
        <Facts title={<>{words.saysToBe}<span class="quiet"> · {words.saysToBeWhy}</span></>}>
          {said.map((field) => <Contact key={field} field={field} visitor={visitor} />)}
        </Facts>
      )}

      <Tags tags={tags} />

      {onAskRating && !(survey && survey.validUntil > now) && (
        <button type="button" class="button is-wide only-phone" onClick={onAskRating}><Icon name="star" size={16} /> {words.askRating}</button>
      )}
      {survey && (survey.score !== undefined || survey.validUntil > now) && (
        <section class="facts">
          <h3>{words.rating}</h3>
          {survey.score === undefined ? (
            <p class="quiet">{words.ratingAskedUntil(fullTime(survey.validUntil, now, locale))}</p>
          ) : (
            <>
              <p class="visitor-rating"><Rating survey={survey} />{survey.comment && <q dir="auto">{survey.comment}</q>}</p>
              {survey.reasons && <ul class="visitor-tags">{survey.reasons.map((reason) => <li class="tag" key={reason} dir="auto">{reason}</li>)}</ul>}
            </>
          )}
        </section>
      )}

      {(answers.length > 0 || consent) && (
        <Facts title={words.formAnswers}>
          {answers.map((answer, i) => <Fact key={i} name={answerName(answer, words)}>{answer.value}</Fact>)}
          {consent && <Fact name={words.agreedTo}>{consent}</Fact>}
        </Facts>
      )}

      <Facts>
        {visitor.page && <Fact name={visitor.isPresent ? words.nowOn : words.lastOn}><PageLink page={visitor.page} /></Fact>}
        {head.start?.page && head.start.page.url !== visitor.page?.url && <Fact name={words.startedOn}><PageLink page={head.start.page} /></Fact>}
        <Fact name={words.cameFrom}>{visitor.referrer ? <PageLink page={{ url: visitor.referrer }} /> : words.direct}</Fact>
        <Fact name={words.site}>{visitor.siteName}</Fact>
        {groupName !== '' && <Fact name={words.group}>{groupName}</Fact>}
        {visitor.language && <Fact name={words.visitorLanguage}>{languageName(visitor.language, locale)}</Fact>}
        <Fact name={words.firstSeen}>{fullTime(visitor.firstSeenAt, now, locale)}</Fact>
      </Facts>

      {attributes.length > 0 && (
        <Facts title={words.attributes}>
          {attributes.map(([name, value]) => <Fact key={name} name={name}>{value}</Fact>)}
        </Facts>
      )}

      <Tracked events={tracked} now={now} />

      <p class="card-earlier"><a href={`#${new URLSearchParams({ visitors: visitor.id })}`}>{words.wholeVisitor}</a></p>
      {head.position > 1 && <p class="card-earlier quiet">{words.earlier(head.position - 1)}</p>}
      <Why key={head.id} head={head} me={me} agents={agents} load={loadTrace} loadWhyNot={loadWhyNot} />
      {onDeleted && (
        <Later extra={dataExtra} language={language} words={words.parts}>
          {({ VisitorData }) => <VisitorData key={visitor.id} entry={entry} onDeleted={onDeleted} />}
        </Later>
      )}
    </aside>
  )
}

/** The question, or what the window asks in its own words. */
const answerName = ({ kind, label }: FormAnswer, words: Words): string => label || (kind === 'name' || kind === 'email' || kind === 'phone' ? words[kind] : kind)
