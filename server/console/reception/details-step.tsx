/** The second step: everything else (RC-3 to RC-6, RC-9). Only what the style shows is asked for. */
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { LANGUAGES, LIMITS, MESSENGERS, isPattern } from '@foyer/sdk/protocol'
import type { ClosedFor, CompanyProfile, ComponentDraft, ImageRecord, Receiver, ShowRules, SiteRecord, Target } from '@foyer/sdk/protocol'
import { AvatarField, ColourField, ListField, PictureField, RadioCards, SelectField, SwitchField, TextField, part } from '../forms/index.ts'
import type { Field, Form } from '../forms/index.ts'
import { NumberField } from '../forms/number-field.tsx'
import { useSurroundings } from '../surroundings.ts'
import { askedFor, withMessenger } from './maker.ts'
import { PositionMap } from './position-map.tsx'
import { isSelector } from './selectors.ts'
import { useReceptionWords } from './use-words.ts'
import type { Workspace } from './workspace.ts'

/** CSS pixels from the edge, and days until what was closed comes back: the server takes no more. */
const MOST_OFFSET = 400
const MOST_DAYS = 365

export interface DetailsStepProps {
  readonly form: Form<ComponentDraft>
  readonly site: SiteRecord
  readonly workspace: Workspace
  /** The image is ours, put there for a start. */
  readonly isDefaultImage: boolean
  onImage(image: ImageRecord): void
}

export function DetailsStep({ form, site, workspace, isDefaultImage, onImage }: DetailsStepProps) {
  const words = useReceptionWords()
  const draft = form.value
  const asked = askedFor(draft)
  const { logoPath } = workspace.company

  return (
    <>
      <Section title={words.names}>
        <TextField {...form.bind('name')} label={words.name} hint={words.nameHint} limit={LIMITS.componentName} />
        {asked.shownName && <TextField {...form.bind('shownName')} label={words.shownName} hint={words.shownNameHint} limit={LIMITS.shownName} />}
        {asked.greeting && <TextField {...form.bind('greeting')} label={words.greeting} hint={words.greetingHint} limit={LIMITS.greeting} />}
        <SelectField {...form.bind('language')} label={words.language} hint={words.languageHint}
          options={[{ value: 'auto' as const, label: words.languageAuto }, ...LANGUAGES.map((value) => ({ value, label: words.languages[value] }))]} />
      </Section>

      {asked.selectors && (
        <Section title={words.elements}>
          <ListField {...orNone(form.bind('selectors'))} label={words.selectors} hint={words.selectorsHint} add={words.addSelector} placeholder="#chat" limit={LIMITS.listLength}
            check={(selector) => (isSelector(selector) ? undefined : words.selectorBad)} />
        </Section>
      )}

      {asked.target && draft.target?.kind === asked.target && (
        <Section title={words.leadsTo}><TargetFields field={form.bind('target') as Field<Target>} company={workspace.company} onImage={onImage} /></Section>
      )}

      {(asked.avatar || asked.image || asked.accent || asked.offset) && (
        <Section title={words.look}>
          {asked.image && <ImageFields form={form} isDefaultImage={isDefaultImage} onImage={onImage} />}
          {asked.avatar && <AvatarField {...form.bind('avatar')} label={words.avatar} {...(logoPath !== undefined && { logo: logoPath })} />}
          {asked.accent && (
            <ColourField {...form.bind('accent')} value={draft.accent ?? ''} label={words.colour} inherited={{ label: words.colourOfSite, colour: site.theme.accent }}
              onChange={(accent) => form.bind('accent').onChange(accent === '' ? undefined : accent)} />
          )}
          {asked.positions.length > 1 && <PositionMap {...form.bind('position')} label={words.position} offered={asked.positions} />}
          {asked.offset && (
            <div class="fields-2">
              <NumberField {...part(form.bind('offset'), 'inline')} label={words.offsetInline} unit={words.pixels} least={0} most={MOST_OFFSET} step={4} />
              <NumberField {...part(form.bind('offset'), 'block')} label={words.offsetBlock} unit={words.pixels} least={0} most={MOST_OFFSET} step={4} />
            </div>
          )}
          {asked.closing && <ClosingFields field={form.bind('closedFor')} />}
        </Section>
      )}

      {asked.receiver && (
        <Section title={words.who}>
          <ReceiverField field={form.bind('receiver')} workspace={workspace} />
          <RadioCards {...form.bind('face')} label={words.face} options={[{ value: 'agent', label: words.faceAgent }, { value: 'company', label: words.faceCompany }]} />
        </Section>
      )}

      {asked.show && <RulesFields field={form.bind('show')} withDevice={asked.device} />}
    </>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="maker-section">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

/** As `part`, for what arrives later than one types on: it is put into what stands there then. */
function useLatePart<Value extends object, Key extends keyof Value & string>(field: Field<Value>, key: Key): Field<Value[Key]> {
  const latest = useRef(field)
  latest.current = field
  return { ...part(field, key), onChange: (inner) => latest.current.onChange({ ...latest.current.value, [key]: inner }) }
}

/** A field that may be absent, as one that always has a value. */
const orNone = ({ value, ...field }: Field<readonly string[] | undefined>): Field<readonly string[]> => ({ ...field, value: value ?? [] })

/** A choice that may be left open, as a choice with one more value. */
const orElse = <Value extends string, Else extends string>({ value, onChange, ...field }: Field<Value | undefined>, otherwise: Else): Field<Value | Else> => ({
  ...field,
  value: value ?? otherwise,
  onChange: (chosen) => onChange(chosen === otherwise ? undefined : (chosen as Value)),
})

interface TargetFieldsProps {
  readonly field: Field<Target>
  readonly company: CompanyProfile
  onImage(image: ImageRecord): void
}

function TargetFields({ field, company, onImage }: TargetFieldsProps) {
  const words = useReceptionWords()
  const { value: target } = field
  switch (target.kind) {
    case 'phone':
      return <TextField {...part(field as Field<typeof target>, 'number')} label={words.phoneNumber} hint={words.phoneNumberHint} kind="tel" />
    case 'messenger': {
      const messenger = field as Field<typeof target>
      return (
        <>
          <SelectField {...part(messenger, 'messenger')} label={words.messenger} options={MESSENGERS.map((value) => ({ value, label: words.messengers[value] }))}
            onChange={(chosen) => messenger.onChange(withMessenger(messenger.value, chosen, company))} />
          <TextField {...part(messenger, 'address')} label={words.messengerAddress[target.messenger]} kind="url" />
          <SwitchField {...part(messenger, 'offersChat')} label={words.offersChat} />
        </>
      )
    }
    case 'card':
      return <CardFields field={field as Field<typeof target>} onImage={onImage} />
  }
}

function CardFields({ field, onImage }: { readonly field: Field<Extract<Target, { kind: 'card' }>>; onImage(image: ImageRecord): void }) {
  const words = useReceptionWords()
  const code = useLatePart(field, 'code')
  return (
    <>
      <TextField {...part(field, 'title')} label={words.cardTitle} limit={LIMITS.formText} />
      <TextField {...part(field, 'text')} label={words.cardText} limit={LIMITS.formText} lines={2} isOptional />
      <TextField {...part(field, 'address')} label={words.cardAddress} hint={words.cardAddressHint} kind="url" />
      <PictureField {...code} value={code.value ?? ''} onChange={(id) => code.onChange(id || undefined)} label={words.cardCode} hint={words.cardCodeHint} isOptional onUploaded={onImage} />
    </>
  )
}

function ImageFields({ form, isDefaultImage, onImage }: Pick<DetailsStepProps, 'form' | 'isDefaultImage' | 'onImage'>) {
  const words = useReceptionWords()
  const whole = form.bind('image')
  const field: Field<NonNullable<ComponentDraft['image']>> = { ...whole, value: whole.value ?? { src: '', alt: '' }, onChange: whole.onChange }
  const src = useLatePart(field, 'src')
  const hover = useLatePart(field, 'hover')
  const mobile = useLatePart(field, 'mobile')
  const none = (id: string) => id || undefined
  return (
    <>
      <PictureField {...src} label={words.image} hint={isDefaultImage ? words.defaultImage : words.imageHint} onUploaded={onImage} {...(field.problem?.at === '' && { problem: field.problem })} />
      <TextField {...part(field, 'alt')} label={words.alt} hint={words.altHint} limit={LIMITS.formText} />
      <div class="fields-2">
        <PictureField {...hover} value={hover.value ?? ''} onChange={(id) => hover.onChange(none(id))} label={words.imageHover} isOptional onUploaded={onImage} />
        <PictureField {...mobile} value={mobile.value ?? ''} onChange={(id) => mobile.onChange(none(id))} label={words.imageMobile} isOptional onUploaded={onImage} />
      </div>
    </>
  )
}

type Closing = 'never' | 'visit' | 'days' | 'ever'

/** A week: long enough to be left alone, short enough to be remembered. */
const DAYS_AT_FIRST = 7

function ClosingFields({ field }: { readonly field: Field<ClosedFor | undefined> }) {
  const words = useReceptionWords()
  const { path, value, problem, onChange } = field
  const closing: Closing = value === undefined ? 'never' : typeof value === 'object' ? 'days' : value
  return (
    <>
      <SelectField<Closing> path={path} value={closing} problem={typeof value === 'object' ? undefined : problem} label={words.closing}
        options={[
          { value: 'never', label: words.closingNever },
          { value: 'visit', label: words.closingVisit },
          { value: 'days', label: words.closingDays },
          { value: 'ever', label: words.closingEver },
        ]}
        onChange={(chosen) => onChange(chosen === 'never' ? undefined : chosen === 'days' ? { days: DAYS_AT_FIRST } : chosen)} />
      {typeof value === 'object' && (
        <NumberField path={`${path}.days`} value={value.days} problem={problem} label={words.days} unit={words.daysUnit} least={1} most={MOST_DAYS} onChange={(days) => onChange({ days })} />
      )}
    </>
  )
}

const keyOf = (receiver: Receiver): string => (receiver.kind === 'agent' ? `agent:${receiver.agentId}` : `group:${receiver.groupId}`)

function ReceiverField({ field, workspace: { receivers } }: { readonly field: Field<Receiver>; readonly workspace: Workspace }) {
  const words = useReceptionWords()
  const choices: readonly { readonly receiver: Receiver; readonly label: string }[] = [
    ...receivers.groups.map(({ id, name, agents }) => ({ receiver: { kind: 'group' as const, groupId: id }, label: words.groupOption(name, agents) })),
    ...receivers.agents.map(({ id, name }) => ({ receiver: { kind: 'agent' as const, agentId: id }, label: name })),
  ]
  const value = keyOf(field.value)
  const isGone = !choices.some(({ receiver }) => keyOf(receiver) === value)
  return (
    <SelectField path={field.path} value={value} problem={field.problem} label={words.receiver}
      options={[...(isGone ? [{ value, label: words.receiverGone }] : []), ...choices.map(({ receiver, label }) => ({ value: keyOf(receiver), label }))]}
      onChange={(key) => {
        const found = choices.find(({ receiver }) => keyOf(receiver) === key)
        if (found) field.onChange(found.receiver)
      }} />
  )
}

/** Folded while they say nothing, so that nobody has to read them to be done. */
function RulesFields({ field, withDevice }: { readonly field: Field<ShowRules>; readonly withDevice: boolean }) {
  const words = useReceptionWords()
  const { words: desk } = useSurroundings()
  const isSet = Object.values(field.value).some((rule) => rule !== undefined && rule.length > 0)
  const bad = (pattern: string) => (isPattern(pattern) ? undefined : desk.errors.bad_pattern[1])
  return (
    <details class="maker-section rules" open={isSet || field.problem !== undefined}>
      <summary>
        <h3>{words.show}</h3>
        {!isSet && <p class="quiet">{words.showEverywhere}</p>}
      </summary>
      <div class="rules-fields">
        <ListField {...orNone(part(field, 'include'))} label={words.include} hint={words.includeHint} add={words.addPattern} placeholder="/tours/*" limit={LIMITS.listLength} kind="url" check={bad} />
        <ListField {...orNone(part(field, 'exclude'))} label={words.exclude} add={words.addPattern} placeholder="/checkout*" limit={LIMITS.listLength} kind="url" check={bad} />
        <div class="fields-2">
          {withDevice && (
            <SelectField {...orElse(part(field, 'device'), 'both')} label={words.device}
              options={[{ value: 'both', label: words.deviceBoth }, { value: 'desktop', label: words.deviceDesktop }, { value: 'mobile', label: words.deviceMobile }]} />
          )}
          <SelectField {...orElse(part(field, 'outsideHours'), 'same')} label={words.hours}
            options={[{ value: 'same', label: words.hoursSame }, { value: 'leave-message', label: words.hoursMessage }, { value: 'hide', label: words.hoursHide }]} />
          <SelectField {...orElse(part(field, 'visitors'), 'all')} label={words.visitors}
            options={[{ value: 'all', label: words.visitorsAll }, { value: 'first-time', label: words.visitorsFirst }, { value: 'returning', label: words.visitorsReturning }]} />
        </div>
        <ListField {...orNone(part(field, 'languages'))} label={words.speakers} hint={words.speakersHint} add={words.addSpeaker} placeholder="en" limit={LIMITS.listLength} />
      </div>
    </details>
  )
}
