/** The menus of the chat window and of the hosted page (MN-1 to MN-4): put together, saved as a draft, published. */
import { useCallback, useId, useRef, useState } from 'preact/hooks'
import { API, MENU_BOUNDS, MENU_PLACES, MENU_STYLES, VISITORS_API, ok } from '@foyer/sdk/protocol'
import type { CompanyRecord, Failure, MenuChange, MenuCount, MenuPlace, MenuPublication, MenuRecord, Receiver, Receivers, Result, SiteRecord } from '@foyer/sdk/protocol'
import { deviceIds } from '@foyer/sdk/thread'
import { ColourField, FormFrame, Loaded, RadioCards, SwitchField, TextField, refusalWords, useForm } from '../forms/index.ts'
import type { Versioned } from '../forms/index.ts'
import { mainReceiver } from '../invitations/receiver-field.tsx'
import { AnswerFilesContext, useUploads } from '../replies/answer-files.ts'
import { flawWords } from '../replies/flaw-words.ts'
import { useRepliesWords } from '../replies/use-words.ts'
import { PageHead, Section, WithEffect } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { IconField } from './icon-field.tsx'
import { ItemTree } from './item-tree.tsx'
import { MENU_FLAWS, checkMenu, draftOf, formField, itemAt, menuOf, spotOf, withFiles } from './menu-draft.ts'
import type { MenuDraft } from './menu-draft.ts'
import { PublicationBox } from './publication-box.tsx'
import { StyleSign } from './style-sign.tsx'
import { useMenusWords } from './use-words.ts'

interface Found {
  readonly record: MenuRecord
  readonly receivers: Receivers
  readonly counts: readonly MenuCount[]
  readonly site: SiteRecord
  readonly company: CompanyRecord
}

const newId = deviceIds()
const COUNTED_MS = 30 * 24 * 60 * 60_000

export function MenusPage({ open }: { readonly open?: string | undefined }) {
  const { api } = useTools()
  const { clock } = useSurroundings()
  const words = useMenusWords()
  const place: MenuPlace = MENU_PLACES.find((each) => each === open) ?? 'chat'
  const load = useCallback(async (): Promise<Result<Found>> => {
    const to = clock.now()
    const [record, receivers, counts, sites, company] = await Promise.all([
      api.get<MenuRecord>(VISITORS_API.menu(place)), api.get<Receivers>(API.receivers), api.get<readonly MenuCount[]>(`${VISITORS_API.menuCounts(place)}?from=${to - COUNTED_MS}&to=${to}`), api.get<readonly SiteRecord[]>(API.sites),
      api.get<CompanyRecord>(API.company),
    ])
    if (!record.ok) return record
    if (!receivers.ok) return receivers
    if (!counts.ok) return counts
    if (!sites.ok) return sites
    return company.ok ? ok({ record: record.value, receivers: receivers.value, counts: counts.value, site: sites.value[0]!, company: company.value }) : company
  }, [api, clock, place])
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <PlaceSwitch place={place} />
      <Loaded key={place} load={load}>{(found) => <MenuForm {...found} place={place} />}</Loaded>
    </>
  )
}

function PlaceSwitch({ place: current }: { readonly place: MenuPlace }) {
  const { place } = useTools()
  const words = useMenusWords()
  const id = useId()
  return (
    <div class="menu-places">
      <div class="segments" role="group" aria-label={words.whichPlace}>
        {MENU_PLACES.map((each) => (
          <button key={each} type="button" class={each === current ? 'segment is-current' : 'segment'} aria-pressed={each === current} {...(each === current && { 'aria-describedby': id })} onClick={() => place.go({ area: 'settings', page: 'menus', open: each })}>{words.places[each]}</button>
        ))}
      </div>
      <p class="quiet" id={id}>{words.placesSay[current]}</p>
    </div>
  )
}

/** What the server calls a part of a menu, by the field that it came from. */
function byField(result: Result<MenuRecord>): Result<MenuRecord> {
  if (result.ok || result.field === undefined) return result
  const isOfFile = result.code === 'file_gone' || (result.code === 'too_long' && /\.parts\.\d+$/.test(result.field))
  return { ...result, field: formField(result.field, isOfFile) }
}

function MenuForm({ record: first, receivers, counts, site, company, place }: Found & { readonly place: MenuPlace }) {
  const { api } = useTools()
  const { words: desk, language } = useSurroundings()
  const words = useMenusWords()
  const replies = useRepliesWords().replies
  const main = mainReceiver(receivers)
  const [record, setRecord] = useState(first)
  const [failure, setFailure] = useState<Failure>()
  const [news, setNews] = useState('')
  const [isPublishing, setPublishing] = useState(false)
  /** What the server has, as far as it has answered; a form knows it only after the next drawing. */
  const revision = useRef(first.revision)
  /** What was last held against the rules, here or by the server: a refusal speaks of it. */
  const judged = useRef<MenuDraft['items']>([])
  const versioned = (one: MenuRecord): Versioned<MenuDraft> => ({ revision: one.revision, value: draftOf(one, main) })
  const taken = (result: Result<MenuRecord>): Result<Versioned<MenuDraft>> => {
    const named = byField(result)
    if (!named.ok) return named
    revision.current = named.value.revision
    setRecord(named.value)
    return ok(versioned(named.value))
  }
  const isThere = (receiver: Receiver) => (receiver.kind === 'group' ? receivers.groups.some(({ id }) => id === receiver.groupId) : receivers.agents.some(({ id }) => id === receiver.agentId))
  function reword(refused: Failure, field: string | undefined): string {
    const flaw = MENU_FLAWS.find((one) => one === refused.message)
    const sentence = flaw ? words.flaws[flaw] : (flawWords(refused, replies) ?? refusalWords(refused, desk, language))
    const spot = spotOf(field)
    // The item is named too, for whoever reads the sentence at the foot of the form.
    const title = spot && itemAt(judged.current, spot)?.title.trim()
    return title ? words.atItem(title, sentence) : sentence
  }
  const form = useForm<MenuDraft>({
    name: `menu ${place}`,
    initial: versioned(first),
    tidy: (draft) => ({ ...draftOf({ isOn: draft.isOn, draft: menuOf(draft) }, main), items: draft.items }),
    check(draft) {
      judged.current = draft.items
      return checkMenu(draft, isThere)
    },
    async save(draft, from) {
      const { isOn } = draft
      return taken(await api.put<MenuRecord>(VISITORS_API.menu(place), { revision: from, isOn, draft: menuOf(draft) } satisfies MenuChange))
    },
    load: async () => taken(await api.get<MenuRecord>(VISITORS_API.menu(place))),
    reword,
  })
  const files = useUploads((arrived) => {
    // What others have saved is being looked at: it waits.
    if (form.isLocked) return false
    form.set({ items: withFiles(form.value.items, arrived) })
    return true
  })

  async function publish() {
    if (isPublishing) return
    setPublishing(true)
    setFailure(undefined)
    setNews('')
    // What is published is what is saved, and that is what one sees here.
    const isSaved = form.status === 'saved' || (await form.submit())
    if (isSaved) {
      judged.current = form.value.items
      const answer = byField(await api.post<MenuRecord>(VISITORS_API.menuPublication(place), { revision: revision.current } satisfies MenuPublication))
      if (answer.ok) {
        revision.current = answer.value.revision
        setRecord(answer.value)
        setNews(words.published)
      } else setFailure(answer)
    }
    setPublishing(false)
  }

  const { style, accent } = form.value
  return (
    <AnswerFilesContext.Provider value={files}>
      <FormFrame form={form} label={words.title} save={words.save}>
        <WithEffect label={words.state}
          effect={<PublicationBox record={record} draft={form.value} status={form.status} place={place} site={site} company={company} isBusy={isPublishing} news={news} refusal={failure && reword(failure, failure.field)} onPublish={() => void publish()} />}>
          <section class="page-section"><SwitchField {...form.bind('isOn')} label={words.isOn} hint={words.isOnSays} /></section>
          <Section title={words.items} says={words.itemsSay}>
            <ItemTree field={form.bind('items')} receivers={receivers} counts={counts} limit={style === 'bottom-bar' ? MENU_BOUNDS.ofBar : MENU_BOUNDS.items} newId={newId} />
          </Section>
          <Section title={words.look}>
            <RadioCards {...form.bind('style')} label={words.style} options={MENU_STYLES.map((each) => ({ value: each, label: words.styles[each], hint: words.stylesSay[each], picture: <StyleSign style={each} /> }))} />
            <ColourField {...form.bind('accent')} value={accent} label={words.accent} inherited={{ label: words.siteAccent, colour: site.theme.accent }} />
            <TextField {...form.bind('heading')} label={words.heading} hint={words.headingSays} limit={MENU_BOUNDS.titleUnits} isOptional />
            {/* A bar always lies open. */}
            {style !== 'bottom-bar' && (
              <>
                <IconField {...form.bind('icon')} label={words.icon} />
                <SwitchField {...form.bind('isUnfolded')} label={words.isUnfolded} hint={words.isUnfoldedSays} />
              </>
            )}
          </Section>
        </WithEffect>
      </FormFrame>
    </AnswerFilesContext.Provider>
  )
}
