/** What is known of somebody, in the groups that the cards of a conversation and of a visitor are made of. */
import type { ComponentChildren } from 'preact'
import type { PageRef, TrackedEvent, VisitorCard } from '@foyer/sdk/protocol'
import { fullTime, webAddress } from './format.ts'
import { useSurroundings } from './surroundings.ts'

export function Facts({ title, children }: { readonly title?: ComponentChildren; readonly children: ComponentChildren }) {
  return (
    <section class="facts">
      {title && <h3>{title}</h3>}
      <dl>{children}</dl>
    </section>
  )
}

export function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt dir="auto">{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}

/** How they are called, or how they can be reached. */
export function Contact({ field, visitor: { name, email = '', phone = '' } }: { readonly field: 'name' | 'email' | 'phone'; readonly visitor: Pick<VisitorCard, 'name' | 'email' | 'phone'> }) {
  const { words } = useSurroundings()
  return (
    <Fact name={words[field]}>
      {field === 'name' && name}
      {field === 'email' && <a href={`mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`}>{email}</a>}
      {field === 'phone' && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}
    </Fact>
  )
}

export function Tags({ tags = [] }: { readonly tags: readonly string[] | undefined }) {
  const { words } = useSurroundings()
  if (tags.length === 0) return null
  return (
    <section class="facts">
      <h3>{words.tags}</h3>
      <ul class="visitor-tags">{tags.map((tag) => <li class="tag" key={tag} dir="auto">{tag}</li>)}</ul>
    </section>
  )
}

/** What the page has told of them. */
export function Tracked({ events, now }: { readonly events: readonly TrackedEvent[]; readonly now: number }) {
  const { words, locale } = useSurroundings()
  if (events.length === 0) return null
  return (
    <section class="facts">
      <h3>{words.tracked}</h3>
      <ol class="tracked">
        {events.map((event, i) => (
          <li key={i}>
            <span class="tracked-name" dir="auto">{event.name}</span> <time class="quiet" dateTime={new Date(event.at).toISOString()}>{fullTime(event.at, now, locale)}</time>
            {event.data && <span class="tracked-data quiet" dir="auto">{dataWords(event.data)}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** `plan: Explorer · seats: 3`. What is deeper stands as it was told. */
const dataWords = (data: NonNullable<TrackedEvent['data']>): string =>
  Object.entries(data).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' · ')

/** Only web addresses are links; anything else stands as text. */
export function PageLink({ page }: { readonly page: PageRef }) {
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
