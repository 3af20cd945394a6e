/** Programs outside that answer by webhook (AR-5): added, changed and deleted at once. A new one's secret is shown this once. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ALLOCATION_API, API, ok } from '@foyer/sdk/protocol'
import type { BotChange, BotDraft, BotRecord, Failure, GroupId, MadeBot, Receivers, Result } from '@foyer/sdk/protocol'
import { BOT_NAME_UNITS, MOST_BOTS, TIMEOUT_SECONDS } from '../../bots/rules.ts'
import { Confirm, CopyBox, FieldGroup, Loaded, NumberField, ProblemLine, SwitchField, TextField, isSame, refusalWords, useFieldIds } from '../forms/index.ts'
import type { Field, Problem } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { PageHead } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { useRepliesWords } from './use-words.ts'

const USUAL_SECONDS = 10
const NEW: BotDraft = { name: '', address: '', timeoutSeconds: USUAL_SECONDS, groupIds: [], isOn: true }

interface Found {
  readonly bots: readonly BotRecord[]
  readonly groups: Receivers['groups']
}

export function BotsPage() {
  const { api } = useTools()
  const { bots: words } = useRepliesWords()
  const load = useCallback(async (): Promise<Result<Found>> => {
    const [bots, receivers] = await Promise.all([api.get<readonly BotRecord[]>(ALLOCATION_API.bots), api.get<Receivers>(API.receivers)])
    if (!bots.ok) return bots
    return receivers.ok ? ok({ bots: bots.value, groups: receivers.value.groups }) : receivers
  }, [api])
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <Loaded load={load}>{(found) => <Bots {...found} />}</Loaded>
    </>
  )
}

type Step =
  | { readonly kind: 'list' }
  | { readonly kind: 'new' }
  | { readonly kind: 'edit'; readonly bot: BotRecord }
  | { readonly kind: 'made'; readonly bot: MadeBot }

function Bots({ bots: first, groups }: Found) {
  const { api } = useTools()
  const { words: desk, language } = useSurroundings()
  const { bots: words } = useRepliesWords()
  const [bots, setBots] = useState(first)
  const [step, setStep] = useState<Step>({ kind: 'list' })
  const [asked, setAsked] = useState<BotRecord>()
  const [outcome, setOutcome] = useState('')
  const [refused, setRefused] = useState<Failure>()
  const ids = useFieldIds()
  const add = useRef<HTMLButtonElement>(null)

  const back = (said = '') => {
    setStep({ kind: 'list' })
    setOutcome(said)
    // It is there again with the next drawing.
    requestAnimationFrame(() => add.current?.focus())
  }
  const keep = (bot: BotRecord) => setBots((known) => (known.some(({ id }) => id === bot.id) ? known.map((one) => (one.id === bot.id ? bot : one)) : [...known, bot]))
  const go = (next: Step) => {
    setOutcome('')
    setRefused(undefined)
    setStep(next)
  }
  async function remove(bot: BotRecord) {
    setAsked(undefined)
    const answer = await api.delete(ALLOCATION_API.bot(bot.id))
    // Somebody else was quicker: it is gone all the same.
    const isGone = answer.ok || answer.code === 'not_found'
    setRefused(answer.ok || isGone ? undefined : answer)
    if (!isGone) return
    setBots((known) => known.filter(({ id }) => id !== bot.id))
    back(words.removed(bot.name))
  }

  return (
    <div class="bots">
      {bots.length === 0 && step.kind === 'list' && (
        <div class="empty bots-empty">
          <Icon name="conversations" size={32} />
          <h3>{words.none}</h3>
          <p>{words.noneSays}</p>
        </div>
      )}
      {bots.length > 0 && (
        <ul class="bot-list" aria-label={words.list}>
          {bots.map((bot) => (
            <li key={bot.id} class="bot">
              <span class="bot-name"><bdi>{bot.name}</bdi>{!bot.isOn && <span class="quiet"> · {words.off}</span>}</span>
              <span class="bot-address">{bot.address}</span>
              <span class="bot-facts">{bot.groupIds.length > 0 ? words.takes(bot.groupIds.length) : words.byReplies} · {words.facts(bot.timeoutSeconds)}</span>
              <span class="bot-actions">
                <button type="button" class="icon-button" aria-label={words.edit(bot.name)} title={words.edit(bot.name)} onClick={() => go({ kind: 'edit', bot })}><Icon name="edit" size={18} /></button>
                <button type="button" class="icon-button" aria-label={words.remove(bot.name)} title={words.remove(bot.name)} onClick={() => { go({ kind: 'list' }); setAsked(bot) }}><Icon name="remove" size={18} /></button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="quiet" role="status">{outcome}</p>
      <ProblemLine id={ids.problem} problem={refused && { at: '', sentence: refusalWords(refused, desk, language) }} />
      {step.kind === 'list' && bots.length < MOST_BOTS && <button type="button" class="button" ref={add} onClick={() => go({ kind: 'new' })}><Icon name="add" size={16} /> {words.add}</button>}
      {step.kind === 'new' && (
        <BotForm key="new" start={NEW} groups={groups} onCancel={() => back()} send={(draft) => api.post<MadeBot>(ALLOCATION_API.bots, draft)}
          onDone={(made) => {
            const { secret: _, ...bot } = made
            keep(bot)
            setStep({ kind: 'made', bot: made })
          }} />
      )}
      {step.kind === 'edit' && (
        <BotForm key={`${step.bot.id} ${step.bot.revision}`} bot={step.bot} start={step.bot} groups={groups} onCancel={() => back()}
          send={async (draft) => {
            const change: BotChange = { revision: step.bot.revision, draft }
            return within(await api.put<BotRecord>(ALLOCATION_API.bot(step.bot.id), change))
          }}
          onDone={(bot) => { keep(bot); back(words.saved(bot.name)) }}
          onOvertaken={async () => {
            // Theirs in the fields, to be looked at.
            const answer = await api.get<readonly BotRecord[]>(ALLOCATION_API.bots)
            if (!answer.ok) return setRefused(answer)
            setBots(answer.value)
            const theirs = answer.value.find(({ id }) => id === step.bot.id)
            if (theirs) setStep({ kind: 'edit', bot: theirs })
            else back()
          }} />
      )}
      {step.kind === 'made' && <Secret made={step.bot} onDone={() => back()} />}
      {step.kind === 'list' && bots.length > 0 && (
        <details class="bot-code">
          <summary>{words.showCode}</summary>
          <CopyBox text={VERIFYING_CODE} label={words.code} />
        </details>
      )}
      {asked && (
        <Confirm title={words.removeTitle(asked.name)} confirm={words.removeIt} isGrave onConfirm={() => void remove(asked)} onCancel={() => setAsked(undefined)}>
          <p>{words.removeSays}</p>
        </Confirm>
      )}
    </div>
  )
}

/** Refused fields of a change are named from the request's root. */
const within = (result: Result<BotRecord>): Result<BotRecord> => (result.ok || result.field === undefined ? result : { ...result, field: result.field.replace(/^draft\./, '') })

interface BotFormProps<Saved extends BotRecord> {
  /** Absent: a new one. */
  readonly bot?: BotRecord
  readonly start: BotDraft
  readonly groups: Receivers['groups']
  send(draft: BotDraft): Promise<Result<Saved>>
  onDone(saved: Saved): void
  onCancel(): void
  /** Somebody else has changed it meanwhile. */
  onOvertaken?(): void
}

function BotForm<Saved extends BotRecord>({ bot, start, groups, send, onDone, onCancel, onOvertaken }: BotFormProps<Saved>) {
  const { words: desk, language } = useSurroundings()
  const { bots: words } = useRepliesWords()
  const [draft, setDraft] = useState<BotDraft>(() => ({ name: start.name, address: start.address, timeoutSeconds: start.timeoutSeconds, groupIds: start.groupIds, isOn: start.isOn }))
  const now = useRef(draft)
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Failure>()
  const ids = useFieldIds()
  const box = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => box.current?.querySelector('input')?.focus(), [])
  useLayoutEffect(() => box.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [refused])

  const problemOf = (field: string): Problem | undefined =>
    refused?.field !== undefined && (refused.field === field || refused.field.startsWith(`${field}.`)) ? { at: '', sentence: refusalWords(refused, desk, language) } : undefined
  const bind = <Key extends keyof BotDraft & string>(key: Key): Field<BotDraft[Key]> => ({
    path: key,
    value: draft[key],
    problem: problemOf(key),
    onChange: (value) => {
      now.current = { ...now.current, [key]: value }
      setDraft(now.current)
    },
  })
  const groupIds = bind('groupIds')
  const isNamed = refused?.field !== undefined && ['name', 'address', 'timeoutSeconds', 'groupIds', 'isOn'].some((key) => problemOf(key))
  const isOvertaken = refused?.code === 'changed_meanwhile'

  async function submit() {
    if (isBusy) return
    setBusy(true)
    setRefused(undefined)
    const answer = await send({ ...now.current, name: now.current.name.trim(), address: now.current.address.trim() })
    setBusy(false)
    if (answer.ok) onDone(answer.value)
    else setRefused(answer)
  }

  return (
    <form class="bot-form" ref={box} noValidate aria-label={bot ? words.edit(bot.name) : words.add} onSubmit={(event) => { event.preventDefault(); void submit() }}>
      <h3>{bot ? words.edit(bot.name) : words.add}</h3>
      <TextField {...bind('name')} label={words.name} hint={words.nameSays} limit={BOT_NAME_UNITS} />
      <TextField {...bind('address')} label={words.address} hint={words.addressSays} kind="url" placeholder="https://" />
      <NumberField {...bind('timeoutSeconds')} label={words.timeout} unit={words.seconds} least={TIMEOUT_SECONDS.least} most={TIMEOUT_SECONDS.most} />
      <Ticks {...groupIds} groups={groups} />
      <SwitchField {...bind('isOn')} label={words.isOn} />
      <ProblemLine id={ids.problem} problem={refused && !isNamed ? { at: '', sentence: refusalWords(refused, desk, language) } : undefined} />
      <div class="bot-form-actions">
        {isOvertaken && onOvertaken ? (
          <button type="button" class="button is-main" onClick={onOvertaken}>{desk.forms.showTheirs}</button>
        ) : (
          <button type="submit" class="button is-main" aria-disabled={isBusy}>{isBusy ? words.saving : bot ? words.save : words.make}</button>
        )}
        {!isOvertaken && bot && isSame(draft, { name: bot.name, address: bot.address, timeoutSeconds: bot.timeoutSeconds, groupIds: bot.groupIds, isOn: bot.isOn }) ? (
          <button type="button" class="button" onClick={onCancel}>{desk.close}</button>
        ) : (
          <button type="button" class="button" onClick={onCancel}>{desk.cancel}</button>
        )}
      </div>
    </form>
  )
}

function Ticks({ path, value, problem, onChange, groups }: Field<readonly GroupId[]> & { readonly groups: Receivers['groups'] }) {
  const { bots: words } = useRepliesWords()
  const ids = useFieldIds()
  return (
    <FieldGroup path={path} ids={ids} problem={problem} label={words.groups} hint={words.groupsSay}>
      <div class="ticks">
        {groups.map(({ id, name }) => (
          <label class="test-tick" key={id}>
            <input type="checkbox" checked={value.includes(id)} onChange={(event) => onChange(event.currentTarget.checked ? [...value, id] : value.filter((one) => one !== id))} /> <bdi>{name}</bdi>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

function Secret({ made, onDone }: { readonly made: MadeBot; onDone(): void }) {
  const { bots: words } = useRepliesWords()
  const title = useRef<HTMLHeadingElement>(null)
  // The button that was pressed is gone, and this is what is to be read next.
  useLayoutEffect(() => title.current?.focus(), [])
  return (
    <div class="bot-form" role="group" aria-label={words.secretTitle(made.name)}>
      <h3 tabIndex={-1} ref={title}>{words.secretTitle(made.name)}</h3>
      <p class="bot-once"><Icon name="caution" size={16} /><span>{words.secretSays}</span></p>
      <CopyBox text={made.secret} label={words.secret} />
      <div class="field">
        <p class="field-label">{words.code}</p>
        <p class="field-hint">{words.codeSays}</p>
        <CopyBox text={VERIFYING_CODE} label={words.code} />
      </div>
      <div class="bot-form-actions"><button type="button" class="button is-main" onClick={onDone}>{words.done}</button></div>
    </div>
  )
}

/** In Node, without a package. What is older than five minutes is somebody's copy. */
const VERIFYING_CODE = `import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const isFromFoyer = (body, header = '') => {
  const [, t, v1] = /^t=(\\d+),v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (!t || Math.abs(Date.now() / 1000 - t) > 300) return false
  const own = createHmac('sha256', process.env.FOYER_BOT_SECRET).update(t + '.' + body).digest()
  return timingSafeEqual(own, Buffer.from(v1, 'hex'))
}

createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString()
  if (!isFromFoyer(body, request.headers['foyer-signature'])) return response.writeHead(401).end()
  const asked = JSON.parse(body)
  const answer = { messages: [{ parts: [{ type: 'text', text: 'Hello!' }] }], handOver: false }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answer))
}).listen(8080)`
