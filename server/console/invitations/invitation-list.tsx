/** Automatic invitations by priority (IV-5): moved, switched, copied, deleted; then those of agents, and how all of them do. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { INVITATION_BOUNDS, VISITORS_API, displayUnits } from '@foyer/sdk/protocol'
import type { Failure, InvitationChange, InvitationDraft, InvitationOrder, InvitationRecord, InvitationsRecord, Result } from '@foyer/sdk/protocol'
import { Confirm, Grip, refusalWords, useOrder } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useRepliesWords } from '../replies/use-words.ts'
import { PageHead, Section } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { ManualSwitch } from './manual.tsx'
import { NEW } from './place-names.ts'
import { receiverName } from './receiver-field.tsx'
import { Results } from './results.tsx'
import { refusalSentence, whoSentence } from './sentences.ts'
import { useInvitationsWords } from './use-words.ts'
import type { World } from './world.ts'

export function draftOf({ id: _, revision: __, ...draft }: InvitationRecord): InvitationDraft {
  return draft
}

export function InvitationList({ world }: { readonly world: World }) {
  const { api, place } = useTools()
  const { words: desk, language } = useSurroundings()
  const words = useInvitationsWords()
  const [record, setRecord] = useState(world.record)
  const [news, setNews] = useState('')
  const [refused, setRefused] = useState<Failure>()
  const [deleting, setDeleting] = useState<InvitationRecord>()
  const saving = useRef<{ isBusy: boolean; next?: readonly InvitationRecord[]; revision: number }>({ isBusy: false, revision: world.record.revision })
  const page = useRef<HTMLDivElement>(null)
  /** What gets the focus once it is drawn: the row that had it is gone. */
  const focusOn = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    page.current?.querySelector<HTMLElement>(focusOn.current)?.focus()
    focusOn.current = undefined
  })
  const { invitations } = record
  const show = (all: readonly InvitationRecord[]) => setRecord((now) => ({ ...now, invitations: all }))
  const begin = () => {
    setNews('')
    setRefused(undefined)
  }

  /** One after the other, and of those that wait the last: while one drags, each row that is passed is an order of its own. */
  async function saveOrder(all: readonly InvitationRecord[]) {
    show(all)
    const state = saving.current
    state.next = all
    if (state.isBusy) return
    state.isBusy = true
    begin()
    while (state.next) {
      const ids = state.next.map(({ id }) => id)
      delete state.next
      const answer = await api.put<InvitationsRecord>(VISITORS_API.invitationOrder, { revision: state.revision, ids } satisfies InvitationOrder)
      if (!answer.ok) {
        delete state.next
        await showNow(answer)
        break
      }
      state.revision = answer.value.revision
      setNews(words.ordered)
    }
    state.isBusy = false
  }

  /** What the server has: somebody else was quicker, or the order was not taken. */
  async function showNow(failure: Failure) {
    const now = await api.get<InvitationsRecord>(VISITORS_API.invitations)
    if (now.ok) {
      saving.current.revision = now.value.revision
      setRecord(now.value)
    }
    if (failure.code === 'changed_meanwhile' && now.ok) setNews(words.orderChanged)
    else setRefused(failure)
  }

  async function switchIt(one: InvitationRecord, isOn: boolean) {
    begin()
    const put = (from: InvitationRecord): Promise<Result<InvitationRecord>> => api.put<InvitationRecord>(VISITORS_API.invitation(from.id), { revision: from.revision, draft: { ...draftOf(from), isOn } } satisfies InvitationChange)
    let answer = await put(one)
    if (!answer.ok && answer.code === 'changed_meanwhile') {
      // A switch changes nothing else, from whatever it is made.
      const now = await api.get<InvitationsRecord>(VISITORS_API.invitations)
      const theirs = now.ok ? now.value.invitations.find(({ id }) => id === one.id) : undefined
      if (theirs) answer = await put(theirs)
    }
    if (!answer.ok) return setRefused(answer)
    const { value } = answer
    setRecord((now) => ({ ...now, invitations: now.invitations.map((each) => (each.id === value.id ? value : each)) }))
  }

  async function duplicate(one: InvitationRecord) {
    begin()
    const copied = words.copyOf(one.name)
    const draft = { ...draftOf(one), name: displayUnits(copied) > INVITATION_BOUNDS.titleUnits ? one.name : copied, isOn: false }
    const answer = await api.post<InvitationRecord>(VISITORS_API.invitations, draft)
    if (answer.ok) place.go({ area: 'settings', page: 'invitations', open: answer.value.id })
    else setRefused(answer)
  }

  async function remove(one: InvitationRecord) {
    begin()
    setDeleting(undefined)
    const answer = await api.delete<null>(VISITORS_API.invitation(one.id))
    if (!answer.ok && answer.code !== 'not_found') return setRefused(answer)
    const at = invitations.indexOf(one)
    focusOn.current = invitations.length > 1 ? `[data-at="${Math.min(at, invitations.length - 2)}"] .rule-open` : '.invitation-add'
    const now = await api.get<InvitationsRecord>(VISITORS_API.invitations)
    if (now.ok) {
      saving.current.revision = now.value.revision
      setRecord(now.value)
    } else show(invitations.filter(({ id }) => id !== one.id))
    setNews(words.removed(one.name))
  }

  const order = useOrder(invitations, ({ name }) => name, (all) => void saveOrder(all))
  const isFull = invitations.length >= INVITATION_BOUNDS.invitations
  const add = (
    <button type="button" class="button is-main invitation-add" disabled={isFull} onClick={() => place.go({ area: 'settings', page: 'invitations', open: NEW })}><Icon name="add" size={18} /> {words.add}</button>
  )
  return (
    <div class="invitations" ref={page}>
      <PageHead title={words.title} lead={words.lead} />
      <Section title={words.automatic} says={words.automaticSays}>
        {refused && <p class="problem" role="alert"><Icon name="problem" size={16} /> {refusalWords(refused, desk, language)}</p>}
        <p class={news ? 'invitations-news' : 'unseen'} role="status">{news && <Icon name="check" size={16} />} {news}</p>
        {invitations.length === 0 ? (
          <div class="empty invitations-empty">
            <Icon name="invitation" size={32} />
            <h4>{words.none}</h4>
            <p>{words.noneSays}</p>
            {add}
          </div>
        ) : (
          <>
            <div class="rule-list" role="list" ref={order.box} aria-label={words.automatic}>
              {invitations.map((one, at) => (
                <div key={at} role="listitem" data-at={at} class={['rule', !one.isOn && 'is-off', order.dragged === at && 'is-dragged'].filter(Boolean).join(' ')}>
                  <div class="rule-head">
                    {invitations.length > 1 && <Grip order={order} at={at} name={one.name} />}
                    <label class="rule-switch" title={words.switchOn(one.name)}>
                      <input type="checkbox" role="switch" checked={one.isOn} aria-label={words.switchOn(one.name)} onChange={(event) => void switchIt(one, event.currentTarget.checked)} />
                      <span class="switch-track" aria-hidden="true"><span class="switch-thumb" /></span>
                    </label>
                    <button type="button" class="rule-open" title={words.edit(one.name)} onClick={() => place.go({ area: 'settings', page: 'invitations', open: one.id })}>
                      <span class="rule-name"><bdi>{one.name}</bdi>{!one.isOn && <span class="quiet"> · {words.off}</span>}{world.sites.length > 1 && <span class="quiet"> · <bdi>{world.sites.find(({ id }) => id === one.siteId)?.name}</bdi></span>}</span>
                      <Sentences invitation={one} world={world} />
                    </button>
                    <button type="button" class="icon-button" disabled={isFull} aria-label={words.duplicate(one.name)} title={words.duplicate(one.name)} onClick={() => void duplicate(one)}><Icon name="duplicate" size={18} /></button>
                    <button type="button" class="icon-button" aria-label={words.remove(one.name)} title={words.remove(one.name)} onClick={() => setDeleting(one)}><Icon name="remove" size={18} /></button>
                  </div>
                </div>
              ))}
            </div>
            <div class="rule-actions">{add}</div>
            {isFull && <p class="quiet">{words.most(invitations.length)}</p>}
          </>
        )}
        <p class="unseen" role="status">{order.said}</p>
      </Section>
      <ManualSwitch record={record.manual} />
      {invitations.length > 0 && <Section title={words.results} says={words.resultsSay}><Results invitations={invitations} /></Section>}
      {deleting && (
        <Confirm title={words.removeTitle(deleting.name)} confirm={words.removeConfirm} isGrave onConfirm={() => void remove(deleting)} onCancel={() => setDeleting(undefined)}>
          <p>{words.removeSays}</p>
        </Confirm>
      )}
    </div>
  )
}

function Sentences({ invitation, world }: { readonly invitation: InvitationDraft; readonly world: World }) {
  const { locale } = useSurroundings()
  const words = useInvitationsWords()
  const replies = useRepliesWords()
  return (
    <span class="invitation-says quiet">
      <span>{whoSentence(invitation.conditions, words, locale)}{locale.startsWith('zh') ? '。' : '.'}</span>{' '}
      <span>{words.whom(receiverName(invitation.receiver, world.receivers, replies))}</span>{' '}
      <span>{refusalSentence(invitation, words)}</span>{' '}
      <span>{invitation.onlyStaffed ? words.onlyStaffed : words.always}</span>
    </span>
  )
}
