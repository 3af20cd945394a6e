/** One automatic invitation (IV-5, IV-9): for whom, who receives, how it looks; beside it the card itself. */
import { useState } from 'preact/hooks'
import { VISITORS_API, failForm, ok } from '@foyer/sdk/protocol'
import type { AfterRefusal, InvitationChange, InvitationDraft, InvitationRecord, InvitationsRecord, Result } from '@foyer/sdk/protocol'
import { deviceIds } from '@foyer/sdk/thread'
import { FormFrame, NumberField, RadioCards, SelectField, SwitchField, TextField, part, useForm } from '../forms/index.ts'
import type { Field, Versioned } from '../forms/index.ts'
import { INVITATION_BOUNDS } from '@foyer/sdk/protocol'
import { Section, WithEffect } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { ConditionFields } from './condition-fields.tsx'
import { AGAIN_BOUNDS, DRAFT_FLAWS, checkInvitation, newInvitation, tidied, without } from './draft.ts'
import { EditorHead } from './editor-head.tsx'
import { draftOf } from './invitation-list.tsx'
import { NEW } from './place-names.ts'
import { InvitationPreview } from './preview.tsx'
import { ReceiverField, mainReceiver } from './receiver-field.tsx'
import { Results } from './results.tsx'
import { useInvitationsWords } from './use-words.ts'
import { VariantFields, lookingAt } from './variant-fields.tsx'
import type { Looking } from './variant-fields.tsx'
import type { World } from './world.ts'

const newId = deviceIds()

/** Fields of a change are named from the request's root. */
const byField = <Value,>(result: Result<Value>): Result<Value> => (result.ok || result.field === undefined ? result : { ...result, field: result.field.replace(/^draft\./, '') })
const versioned = (record: InvitationRecord): Versioned<InvitationDraft> => ({ revision: record.revision, value: draftOf(record) })
const answered = (result: Result<InvitationRecord>): Result<Versioned<InvitationDraft>> => (result.ok ? ok(versioned(result.value)) : byField(result))

/** @param record absent: it is only being made */
export function InvitationEditor({ world, record }: { readonly world: World; readonly record: InvitationRecord | undefined }) {
  const { api, place } = useTools()
  const words = useInvitationsWords()
  const { receivers, sites, components, company } = world
  const [made, setMade] = useState<InvitationRecord>()
  const [chosen, setChosen] = useState<Looking>({ at: 0, device: 'desktop' })
  const [initial] = useState<Versioned<InvitationDraft>>(() =>
    record ? versioned(record) : {
      revision: 0,
      value: newInvitation({ siteId: sites[0]!.id, receiver: mainReceiver(receivers), variantId: newId(), variantName: words.newVariant(1), title: words.newHeading, text: words.newText }),
    },
  )
  const form = useForm<InvitationDraft>({
    name: `invitation ${record?.id ?? NEW}`,
    initial,
    tidy: tidied,
    check: checkInvitation,
    async save(draft, revision) {
      const known = record ?? made
      if (known) return answered(await api.put<InvitationRecord>(VISITORS_API.invitation(known.id), { revision, draft } satisfies InvitationChange))
      const answer = await api.post<InvitationRecord>(VISITORS_API.invitations, draft)
      if (answer.ok) setMade(answer.value)
      return answered(answer)
    },
    async load() {
      const all = await api.get<InvitationsRecord>(VISITORS_API.invitations)
      if (!all.ok) return all
      const now = all.value.invitations.find(({ id }) => id === (record ?? made)?.id)
      return now ? ok(versioned(now)) : failForm('changed_meanwhile')
    },
    reword: ({ message }) => {
      const flaw = DRAFT_FLAWS.find((one) => one === message)
      return flaw && words.flaws[flaw]
    },
    onSaved: () => {
      // What was made has an address of its own from now on.
      if (!record) place.go({ area: 'settings', page: 'invitations' })
    },
  })
  const whole = form.whole()
  const { value } = form
  const variants = form.bind('variants')
  const looking = lookingAt(variants, chosen)
  const variant = value.variants[looking.at]!
  const site = sites.find(({ id }) => id === value.siteId) ?? sites[0]!
  const buttons = value.variants.flatMap(({ desktop, mobile }) => [...desktop.buttons, ...mobile.buttons])
  const messengers = components.filter(({ component }) => component.siteId === value.siteId && component.kind === 'messenger')
  const isGone = value.messengerId !== undefined && !messengers.some(({ id }) => id === value.messengerId)
  /** A field that may be absent, as one that may be empty. */
  const optional = (key: 'messengerId' | 'phone'): Field<string> => ({ ...(part(whole, key) as Field<string>), value: value[key] ?? '', onChange: (text) => whole.onChange(text === '' ? without(value, key) : { ...value, [key]: text }) })
  return (
    <>
      <EditorHead title={record ? value.name || record.name : words.newTitle} />
      <FormFrame form={form} label={words.title} isNew={!record}>
        <WithEffect label={words.preview} effect={<InvitationPreview desktop={variant.desktop} mobile={variant.mobile} device={looking.device} site={site} phone={value.phone} company={company.shortName || company.name} />}>
          <section class="page-section">
            <TextField {...form.bind('name')} label={words.name} hint={words.nameSays} limit={INVITATION_BOUNDS.titleUnits} />
            {sites.length > 1 && <SelectField {...form.bind('siteId')} label={words.site} options={sites.map(({ id, name }) => ({ value: id, label: name }))} />}
            <SwitchField {...form.bind('isOn')} label={words.isOn} hint={words.isOnSays} />
          </section>
          <Section title={words.whoTitle} says={words.whoSays}><ConditionFields field={form.bind('conditions')} /></Section>
          <Section title={words.receiverTitle}>
            <ReceiverField {...form.bind('receiver')} receivers={receivers} label={words.receiver} />
            <RefusalFields field={form.bind('afterRefusal')} />
            <SwitchField {...form.bind('onlyStaffed')} label={words.staffed} hint={words.staffedSays} />
          </Section>
          <VariantFields field={variants} looking={looking} accent={site.theme.accent} onLook={setChosen} newId={newId} />
          {buttons.includes('messenger') && (
            <section class="page-section">
              {messengers.length === 0 && !isGone ? <p class="quiet" data-field="messengerId">{words.noMessenger}</p> : (
                <SelectField {...optional('messengerId')} label={words.messenger} hint={words.messengerSays}
                  options={[{ value: '', label: words.chooseReceiver }, ...messengers.map(({ id, component }) => ({ value: id as string, label: component.name })), ...(isGone ? [{ value: value.messengerId ?? '', label: words.gone }] : [])]} />
              )}
            </section>
          )}
          {buttons.includes('phone') && <section class="page-section"><TextField {...optional('phone')} label={words.phoneNumber} kind="tel" placeholder="+351 210 000 000" /></section>}
          {record && <Section title={words.results} says={words.resultsSay}><Results invitations={[{ ...record, name: form.saved.value.name, variants: form.saved.value.variants }]} /></Section>}
        </WithEffect>
      </FormFrame>
    </>
  )
}

const REFUSALS = ['visit', 'again', 'ever'] as const

function RefusalFields({ field }: { readonly field: Field<AfterRefusal> }) {
  const words = useInvitationsWords()
  const { value, onChange } = field
  return (
    <>
      <RadioCards {...part(field, 'kind')} label={words.refusal} options={REFUSALS.map((kind) => ({ value: kind, label: words.refusals[kind] }))} onChange={(kind) => onChange(kind === 'again' ? { kind, minutes: 60, times: 1 } : { kind })} />
      {value.kind === 'again' && (
        <div class="fields-2">
          <NumberField {...part(field as Field<typeof value>, 'minutes')} label={words.againMinutes} {...AGAIN_BOUNDS.minutes} unit={words.units.minutes} step={5} />
          <NumberField {...part(field as Field<typeof value>, 'times')} label={words.againTimes} {...AGAIN_BOUNDS.times} unit={words.units.times} />
        </div>
      )}
    </>
  )
}
