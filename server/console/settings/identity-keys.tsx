/** Keys that a site's own server signs proofs of identity with (CW-27). They are made and deleted at once, beside the form. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { API, LIMITS, PROOF_ALGORITHMS } from '@foyer/sdk/protocol'
import type { Failure, IdentityKeyRecord, MadeIdentityKey, NewIdentityKey, ProofAlgorithm, SiteId } from '@foyer/sdk/protocol'
import { Confirm, CopyBox, Loaded, ProblemLine, RadioCards, TextField, refusalWords, useFieldIds, useSheet } from '../forms/index.ts'
import type { Problem } from '../forms/index.ts'
import { fullTime } from '../format.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useNow, useSurroundings } from '../surroundings.ts'
import { identityKeysCss } from './identity-keys.css.ts'
import { useSettingsWords } from './words.ts'

export function IdentityKeys({ site }: { readonly site: SiteId }) {
  useSheet(identityKeysCss)
  const { api } = useTools()
  const load = useCallback(() => api.get<readonly IdentityKeyRecord[]>(API.identityKeys(site)), [api, site])
  return <Loaded load={load}>{(keys) => <Keys site={site} first={keys} />}</Loaded>
}

function Keys({ site, first }: { readonly site: SiteId; readonly first: readonly IdentityKeyRecord[] }) {
  const { api } = useTools()
  const { words: deskWords, language } = useSurroundings()
  const words = useSettingsWords().identity
  const [keys, setKeys] = useState(first)
  const [step, setStep] = useState<'list' | 'make' | MadeIdentityKey>('list')
  const [asked, setAsked] = useState<IdentityKeyRecord>()
  const [outcome, setOutcome] = useState('')
  const [refused, setRefused] = useState<Failure>()
  const ids = useFieldIds()
  const add = useRef<HTMLButtonElement>(null)

  const back = () => {
    setStep('list')
    // It is there again with the next drawing.
    requestAnimationFrame(() => add.current?.focus())
  }
  async function remove(key: IdentityKeyRecord) {
    setAsked(undefined)
    const answer = await api.delete(API.identityKey(site, key.id))
    // Somebody else was quicker: it is gone all the same.
    const isGone = answer.ok || answer.code === 'not_found'
    setRefused(answer.ok || isGone ? undefined : answer)
    if (!isGone) return
    setKeys((known) => known.filter(({ id }) => id !== key.id))
    setOutcome(words.removed(key.name))
    add.current?.focus()
  }

  return (
    <div class="proof-keys">
      {keys.length === 0 ? <p class="quiet">{words.none}</p> : (
        <ul class="proof-key-list" aria-label={words.label}>
          {keys.map((key) => <KeyRow key={key.id} record={key} onRemove={() => { setOutcome(''); setAsked(key) }} />)}
        </ul>
      )}
      <p class="unseen" role="status">{outcome}</p>
      <ProblemLine id={ids.problem} problem={refused && { at: '', sentence: refusalWords(refused, deskWords, language) }} />
      {step === 'list' && (
        <button type="button" class="button" ref={add} onClick={() => { setOutcome(''); setStep('make') }}>
          <Icon name="add" size={16} />{words.add}
        </button>
      )}
      {step === 'make' && (
        <KeyMaker site={site} onCancel={back} onMade={(made) => {
          setKeys((known) => [...known, made.key])
          if (made.secret === undefined) back()
          else setStep(made)
        }} />
      )}
      {typeof step === 'object' && <Secret made={step} onDone={back} />}
      {asked && (
        <Confirm title={words.removeTitle(asked.name)} confirm={words.removeIt} isGrave onConfirm={() => void remove(asked)} onCancel={() => setAsked(undefined)}>
          <p>{words.removeSays}</p>
        </Confirm>
      )}
    </div>
  )
}

function KeyRow({ record, onRemove }: { readonly record: IdentityKeyRecord; onRemove(): void }) {
  const { locale } = useSurroundings()
  const words = useSettingsWords().identity
  const now = useNow(60_000)
  const { name, algorithm, createdAt, lastUsedAt, id } = record
  const used = lastUsedAt === undefined ? words.unused : words.used(fullTime(lastUsedAt, now, locale))
  return (
    <li>
      <span class="proof-key-name"><bdi>{name}</bdi> <span class="proof-key-kind">{algorithm}</span></span>
      <span class="proof-key-facts">{words.made(fullTime(createdAt, now, locale))} · {used} · <span class="unseen">{words.id}: </span><code dir="ltr">{id}</code></span>
      <button type="button" class="icon-button" aria-label={words.remove(name)} title={words.remove(name)} onClick={onRemove}><Icon name="remove" size={18} /></button>
    </li>
  )
}

interface MakerProps {
  readonly site: SiteId
  onMade(made: MadeIdentityKey): void
  onCancel(): void
}

function KeyMaker({ site, onMade, onCancel }: MakerProps) {
  const { api } = useTools()
  const { words: deskWords, language } = useSurroundings()
  const words = useSettingsWords().identity
  const [name, setName] = useState('')
  const [algorithm, setAlgorithm] = useState<ProofAlgorithm>('HS256')
  const [publicKey, setPublicKey] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Failure>()
  const ids = useFieldIds()
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => box.current?.querySelector('input')?.focus(), [])
  const isSecret = algorithm === 'HS256'
  const problemOf = (field?: string): Problem | undefined => (refused && refused.field === field ? { at: '', sentence: refusalWords(refused, deskWords, language) } : undefined)

  async function make() {
    if (isBusy) return
    setBusy(true)
    setRefused(undefined)
    const wanted: NewIdentityKey = isSecret ? { name, algorithm } : { name, algorithm, publicKey }
    const answer = await api.post<MadeIdentityKey>(API.identityKeys(site), wanted)
    setBusy(false)
    if (answer.ok) onMade(answer.value)
    else setRefused(answer)
  }

  return (
    <div class="proof-key-form" role="group" aria-label={words.add} ref={box}
      onKeyDown={(event) => {
        // It stands in a form, which Enter would save.
        if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        void make()
      }}>
      <TextField path="" label={words.name} hint={words.nameSays} limit={LIMITS.formField} value={name} problem={problemOf('name')} onChange={setName} />
      <RadioCards<ProofAlgorithm> path="" label={words.algorithm} value={algorithm} arrangement="list" onChange={setAlgorithm}
        options={PROOF_ALGORITHMS.map((value) => ({ value, label: words.algorithms[value], hint: words.algorithmsSay[value] }))} />
      {!isSecret && <TextField path="" label={words.publicKey} hint={words.publicKeySays} lines={6} kind="url" value={publicKey} problem={problemOf('publicKey')} onChange={setPublicKey} />}
      <ProblemLine id={ids.problem} problem={refused?.field === 'name' || refused?.field === 'publicKey' ? undefined : problemOf(refused?.field)} />
      <div class="proof-key-actions">
        <button type="button" class="button is-main" aria-disabled={isBusy} onClick={() => void make()}>{isSecret ? (isBusy ? words.making : words.make) : isBusy ? words.taking : words.take}</button>
        <button type="button" class="button" onClick={onCancel}>{deskWords.cancel}</button>
      </div>
    </div>
  )
}

function Secret({ made: { key, secret = '' }, onDone }: { readonly made: MadeIdentityKey; onDone(): void }) {
  const words = useSettingsWords().identity
  const title = useRef<HTMLHeadingElement>(null)
  // The button that was pressed is gone, and this is what is to be read next.
  useLayoutEffect(() => title.current?.focus(), [])
  return (
    <div class="proof-key-form" role="group" aria-label={words.secretTitle(key.name)}>
      <h4 tabIndex={-1} ref={title}>{words.secretTitle(key.name)}</h4>
      <p class="proof-key-once"><Icon name="caution" size={16} /><span>{words.secretSays}</span></p>
      <CopyBox text={secret} label={words.secret} />
      <div class="field">
        <p class="field-label">{words.code}</p>
        <p class="field-hint">{words.codeSays}</p>
        <CopyBox text={signingCode(key.id)} label={words.code} />
      </div>
      <div class="proof-key-actions">
        <button type="button" class="button is-main" onClick={onDone}>{words.done}</button>
      </div>
    </div>
  )
}

/** In Node, with the library that most use. Each sign-in has a proof of its own. */
const signingCode = (id: string): string => `import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'

const secret = new TextEncoder().encode(process.env.FOYER_SECRET)
const proof = await new SignJWT({ sub: user.id, name: user.name, email: user.email, jti: randomUUID() })
  .setProtectedHeader({ alg: 'HS256', kid: '${id}' })
  .setExpirationTime('1h')
  .sign(secret)`
