/** Who this is: what the visitor's page tells, where they are, where they came from. Everything but the number is "says to be". */
import type { AgentState, AllocationTrace, InboxEntry, MemberId, PageRef, Result } from '@foyer/sdk/protocol'
import type { ComponentChildren } from 'preact'
import { Face } from './face.tsx'
import { fullTime, languageName, webAddress } from './format.ts'
import { Icon } from './icons.tsx'
import { visitorName } from './list-row.tsx'
import { useNow, useSurroundings } from './surroundings.ts'
import { Why } from './why.tsx'

export interface VisitorCardProps {
  readonly entry: InboxEntry
  readonly me: MemberId | undefined
  readonly agents: ReadonlyMap<MemberId, AgentState>
  loadTrace(): Promise<Result<readonly AllocationTrace[]>>
  onClose(): void
}

export function Card({ entry, me, agents, loadTrace, onClose }: VisitorCardProps) {
  const { words, locale } = useSurroundings()
  const now = useNow(30_000)
  const { visitor, head, groupName } = entry
  const attributes = Object.entries(visitor.attributes ?? {})
  const saysAnything = visitor.name !== undefined || visitor.email !== undefined || visitor.phone !== undefined

  return (
    <aside class="card" aria-label={words.card}>
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

      {saysAnything && (
        <Facts title={<>{words.saysToBe}<span class="quiet"> · {words.saysToBeWhy}</span></>}>
          {visitor.name !== undefined && <Fact name={words.name}>{visitor.name}</Fact>}
          {visitor.email !== undefined && <Fact name={words.email}><a href={`mailto:${encodeURIComponent(visitor.email).replaceAll('%40', '@')}`}>{visitor.email}</a></Fact>}
          {visitor.phone !== undefined && <Fact name={words.phone}><a href={`tel:${visitor.phone.replace(/[^+\d]/g, '')}`}>{visitor.phone}</a></Fact>}
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

      {head.position > 1 && <p class="card-earlier quiet">{words.earlier(head.position - 1)}</p>}
      <Why key={head.id} head={head} me={me} agents={agents} load={loadTrace} />
    </aside>
  )
}

function Facts({ title, children }: { title?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="facts">
      {title && <h3>{title}</h3>}
      <dl>{children}</dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt dir="auto">{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}

/** Only web addresses are links; anything else stands as text. */
export function PageLink({ page }: { page: PageRef }) {
  const { words } = useSurroundings()
  const address = webAddress(page.url)
  if (!address) return <span class="page-link">{page.title ?? page.url}</span>
  return (
    <a class="page-link" href={address.href} target="_blank" rel="noopener noreferrer nofollow" title={address.href}>
      {page.title && <span class="page-title" dir="auto">{page.title}</span>}
      <span class="page-address" dir="ltr">{address.label}</span>
      <span class="unseen">, {words.opensNewTab}</span>
    </a>
  )
}
