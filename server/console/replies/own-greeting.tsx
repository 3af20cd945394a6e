/** An agent's own greeting (GR-1), in a dialog that stands wherever one is: agents have no settings. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ALLOCATION_API } from '@foyer/sdk/protocol'
import type { AgentGreetingChange, Failure, Greeting, GreetingsRecord, MemberId } from '@foyer/sdk/protocol'
import { checkGreeting, fillIn } from '../../greetings/rules.ts'
import { Loaded, ProblemLine, formsCss, refusalWords, useFieldIds, useSheet } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { AnswerPreview } from './answer-fields.tsx'
import { RepliesFrame } from './frame.tsx'
import { NO_GREETING } from './greeting-draft.ts'
import { GreetingFields } from './greeting-fields.tsx'
import { placeholderWords } from './greetings.tsx'
import { useRepliesWords } from './use-words.ts'

export interface OwnGreetingProps {
  readonly me: { readonly id: MemberId; readonly name: string }
  /** The company's name, as visitors know it. */
  readonly company: string
  onSaved(said: string): void
  onClose(): void
}

export function OwnGreeting(props: OwnGreetingProps) {
  useSheet(formsCss)
  return <RepliesFrame><Dialog {...props} /></RepliesFrame>
}

function Dialog(props: OwnGreetingProps) {
  const { api } = useTools()
  const { words: desk } = useSurroundings()
  const { greetings: words } = useRepliesWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const ids = useFieldIds()
  const load = useCallback(() => api.get<GreetingsRecord>(ALLOCATION_API.greetings), [api])
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog class="sheet own-greeting" ref={dialog} aria-labelledby={ids.control} aria-describedby={ids.hint} onCancel={(event) => { event.preventDefault(); props.onClose() }}>
      <div class="sheet-body">
        <div class="sheet-head">
          <h2 id={ids.control}>{words.own}</h2>
          <button type="button" class="icon-button" aria-label={desk.close} title={desk.close} onClick={props.onClose}><Icon name="close" size={18} /></button>
        </div>
        <p class="quiet" id={ids.hint}>{words.ownSays}</p>
        <Loaded load={load}>{(record) => <Fields {...props} record={record} />}</Loaded>
      </div>
    </dialog>
  )
}

function Fields({ me, company, record, onSaved, onClose }: OwnGreetingProps & { readonly record: GreetingsRecord }) {
  const { api } = useTools()
  const { words: desk, language } = useSurroundings()
  const { greetings: words } = useRepliesWords()
  const [greeting, setGreeting] = useState<Greeting>(record.agents[me.id] ?? NO_GREETING)
  const now = useRef(greeting)
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Failure>()
  const form = useRef<HTMLFormElement>(null)
  const ids = useFieldIds()
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>(refused ? '[aria-invalid=true]' : 'textarea')?.focus(), [refused])

  const at = refused?.field?.replace(/^greeting\./, '')
  const isNamed = at === 'online' || at === 'offline'
  const sentence = refused && ((isNamed && placeholderWords(refused, greeting[at], words.unknownPlaceholder)) || refusalWords(refused, desk, language))
  const field: Field<Greeting> = {
    path: 'greeting',
    value: greeting,
    problem: sentence !== undefined && isNamed ? { at, sentence } : undefined,
    onChange: (next) => {
      now.current = next
      setGreeting(next)
    },
  }

  async function save() {
    if (isBusy) return
    const said: Greeting = { online: now.current.online.trim(), offline: now.current.offline.trim() }
    const wrong = checkGreeting(said, 'greeting')
    setRefused(wrong)
    if (wrong) return
    setBusy(true)
    const answer = await put(said, record.revision)
    setBusy(false)
    if (answer.ok) onSaved(words.ownSaved)
    else setRefused(answer)
  }
  /** What others have changed meanwhile are other greetings: one's own is put beside them. */
  async function put(said: Greeting, revision: number) {
    const change: AgentGreetingChange = { revision, greeting: said }
    const answer = await api.put<GreetingsRecord>(ALLOCATION_API.agentGreeting(me.id), change)
    if (answer.ok || answer.code !== 'changed_meanwhile') return answer
    const theirs = await api.get<GreetingsRecord>(ALLOCATION_API.greetings)
    return theirs.ok ? api.put<GreetingsRecord>(ALLOCATION_API.agentGreeting(me.id), { ...change, revision: theirs.value.revision }) : theirs
  }

  const sent = greeting.online.trim() || record.workspace.online
  const shown = record.isOn ? fillIn(sent, { visitor: words.sampleVisitor, agent: me.name, company }) : ''
  return (
    <form class="greeting" ref={form} noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <GreetingFields {...field} />
      {!record.isOn && <p class="quiet">{words.off}</p>}
      {shown !== '' && <AnswerPreview parts={[{ type: 'text', text: shown }]} />}
      {record.isOn && greeting.online.trim() === '' && <p class="quiet">{words.ownEmpty}</p>}
      <ProblemLine id={ids.problem} problem={sentence !== undefined && !isNamed ? { at: '', sentence } : undefined} />
      <div class="question-actions">
        <button type="button" class="button" onClick={onClose}>{desk.cancel}</button>
        <button type="submit" class="button is-main" aria-disabled={isBusy}>{desk.forms.save}</button>
      </div>
    </form>
  )
}
