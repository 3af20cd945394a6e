/** Invitations by agents (IV-7): whether there are any, switched at most once in a quarter of an hour, and how they look. */
import { useRef, useState } from 'preact/hooks'
import { SWITCH_EVERY_MS, VISITORS_API, ok } from '@foyer/sdk/protocol'
import type { Failure, InvitationsRecord, ManualInvitations, ManualInvitationsChange, Result } from '@foyer/sdk/protocol'
import { FormFrame, part, refusalWords, useForm } from '../forms/index.ts'
import type { Versioned } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { Section, WithEffect } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useNow, useSurroundings } from '../surroundings.ts'
import { DEVICES, DeviceSwitch } from './device-switch.tsx'
import type { Device } from './device-switch.tsx'
import { DRAFT_FLAWS, checkLook, tidiedLook } from './draft.ts'
import { EditorHead } from './editor-head.tsx'
import { LookFields } from './look-fields.tsx'
import { MANUAL } from './place-names.ts'
import { InvitationPreview } from './preview.tsx'
import { useInvitationsWords } from './use-words.ts'
import type { World } from './world.ts'

const changeOf = ({ switchableAt: _, ...change }: ManualInvitations): ManualInvitationsChange => change

async function fresh(get: () => Promise<Result<InvitationsRecord>>): Promise<Result<ManualInvitations>> {
  const all = await get()
  return all.ok ? ok(all.value.manual) : all
}

export function ManualSwitch({ record: first }: { readonly record: ManualInvitations }) {
  const { api, place } = useTools()
  const { words: desk, language } = useSurroundings()
  const words = useInvitationsWords()
  const [record, setRecord] = useState(first)
  const [refused, setRefused] = useState<Failure>()
  const [news, setNews] = useState('')
  const [isBusy, setBusy] = useState(false)
  const now = useNow(1_000)
  // What the hour was a moment ago says a little more than there can be.
  const left = record.switchableAt - now
  const isLocked = left > 0

  async function switchIt() {
    if (isBusy || isLocked) return
    setBusy(true)
    setRefused(undefined)
    setNews('')
    const wanted = !record.isOn
    const put = (from: ManualInvitations) => api.put<ManualInvitations>(VISITORS_API.manualInvitations, { ...changeOf(from), isOn: wanted })
    let answer = await put(record)
    if (!answer.ok && (answer.code === 'changed_meanwhile' || answer.code === 'too_soon')) {
      const theirs = await fresh(() => api.get<InvitationsRecord>(VISITORS_API.invitations))
      if (theirs.ok) {
        setRecord(theirs.value)
        // How it looks was changed, which is no reason not to switch it.
        if (answer.code === 'changed_meanwhile' && theirs.value.isOn !== wanted) answer = await put(theirs.value)
      }
    }
    setBusy(false)
    if (!answer.ok) return setRefused(answer)
    setRecord(answer.value)
    setNews(answer.value.isOn ? words.switched.on : words.switched.off)
  }

  return (
    <Section title={words.manual} says={words.manualSays}>
      <div class="manual">
        <p class="manual-state"><Icon name={record.isOn ? 'check' : 'close'} size={18} /> {record.isOn ? words.manualOn : words.manualOff}</p>
        <div class="rule-actions">
          <button type="button" class="button" aria-disabled={isLocked || isBusy} aria-describedby="manual-rule" onClick={() => void switchIt()}>{record.isOn ? words.switchManualOff : words.switchManualOn}</button>
          <button type="button" class="button" onClick={() => place.go({ area: 'settings', page: 'invitations', open: MANUAL })}><Icon name="edit" size={16} /> {words.manualLook}</button>
        </div>
        <p class="quiet" id="manual-rule">{isLocked ? words.switchable(minutesAndSeconds(Math.min(left, SWITCH_EVERY_MS))) : words.switchRule}</p>
        {refused && <p class="problem" role="alert"><Icon name="problem" size={16} /> {refusalWords(refused, desk, language)}</p>}
        <p class="unseen" role="status">{news}</p>
      </div>
    </Section>
  )
}

/** `4:05` */
function minutesAndSeconds(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

type Looks = Pick<ManualInvitations, 'desktop' | 'mobile'>
const versioned = ({ revision, desktop, mobile }: ManualInvitations): Versioned<Looks> => ({ revision, value: { desktop, mobile } })
const answered = (result: Result<ManualInvitations>): Result<Versioned<Looks>> => (result.ok ? ok(versioned(result.value)) : result)

/** A messenger and a number are for automatic ones: here an agent is the one who answers. */
const BUTTONS = ['chat', 'later'] as const

export function ManualEditor({ world: { record, sites, company } }: { readonly world: World }) {
  const { api } = useTools()
  const words = useInvitationsWords()
  const [chosen, setDevice] = useState<Device>('desktop')
  /** As it was last seen: the looks leave it as it is. */
  const isOn = useRef(record.manual.isOn)
  const form = useForm<Looks>({
    name: 'manual-invitations',
    initial: versioned(record.manual),
    tidy: ({ desktop, mobile }) => ({ desktop: tidiedLook(desktop), mobile: tidiedLook(mobile) }),
    check: ({ desktop, mobile }) => checkLook(desktop, 'desktop', false) ?? checkLook(mobile, 'mobile', false),
    save: async (looks, revision) => answered(await api.put<ManualInvitations>(VISITORS_API.manualInvitations, { revision, isOn: isOn.current, ...looks } satisfies ManualInvitationsChange)),
    async load() {
      const theirs = await fresh(() => api.get<InvitationsRecord>(VISITORS_API.invitations))
      if (theirs.ok) isOn.current = theirs.value.isOn
      return answered(theirs)
    },
    reword: ({ message }) => {
      const flaw = DRAFT_FLAWS.find((one) => one === message)
      return flaw && words.flaws[flaw]
    },
  })
  const { desktop, mobile } = form.value
  // An agent writes one text for wherever it is read.
  const text = desktop.text || words.newText
  const device = DEVICES.find((each) => form.bind(each).problem) ?? chosen
  return (
    <>
      <EditorHead title={words.manualTitle} lead={words.manualLead} />
      <FormFrame form={form} label={words.manualTitle}>
        <WithEffect label={words.preview} effect={<InvitationPreview desktop={{ ...desktop, text }} mobile={{ ...mobile, text }} device={device} site={sites[0]!} company={company.shortName || company.name} />}>
          <section class="page-section">
            <div class="device-row">
              <DeviceSwitch device={device} onChange={setDevice} />
              {device === 'desktop' && <button type="button" class="button" onClick={() => form.set({ mobile: desktop })}><Icon name="duplicate" size={16} /> {words.copyToPhone}</button>}
            </div>
            <LookFields key={device} field={part(form.whole(), device)} accent={sites[0]!.theme.accent} buttons={BUTTONS} textSays={words.manualTextSays} hasText={device === 'desktop'} />
          </section>
        </WithEffect>
      </FormFrame>
    </>
  )
}
