/** Automatic replies (AR-1 to AR-4): keyword rules, first contact, no match, the words for a human; beside them a box to try them in. */
import { useCallback, useState } from 'preact/hooks'
import { ALLOCATION_API, LANGUAGES, ok } from '@foyer/sdk/protocol'
import type { RepliesRecord, Result } from '@foyer/sdk/protocol'
import { deviceIds } from '@foyer/sdk/thread'
import { ChipsField, FormFrame, Loaded, SelectField, SwitchField, part, useForm } from '../forms/index.ts'
import type { Field, Versioned } from '../forms/index.ts'
import { PageHead, Section, WithEffect } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import type { DeskLanguage } from '../words/index.ts'
import { AnswerFilesContext, useUploads } from './answer-files.ts'
import { AnswerFields } from './answer-fields.tsx'
import { flawWords } from './flaw-words.ts'
import { REPLY_BOUNDS, checkReplies, draftOf, rulesOf, tidied, withFiles } from './reply-draft.ts'
import type { RepliesDraft, SpecialDraft } from './reply-draft.ts'
import { RuleList } from './rule-list.tsx'
import { TestBox } from './test-box.tsx'
import { useRepliesWords } from './use-words.ts'
import { loadTargets } from './workspace.ts'
import type { Targets } from './workspace.ts'

interface Found {
  readonly record: RepliesRecord
  readonly targets: Targets
}

const newId = deviceIds()

export function RepliesPage() {
  const { api } = useTools()
  const { replies: words } = useRepliesWords()
  const load = useCallback(async (): Promise<Result<Found>> => {
    const [record, targets] = await Promise.all([api.get<RepliesRecord>(ALLOCATION_API.replies), loadTargets(api)])
    if (!record.ok) return record
    return targets.ok ? ok({ record: record.value, targets: targets.value }) : targets
  }, [api])
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <Loaded load={load}>{(found) => <RepliesForm {...found} />}</Loaded>
    </>
  )
}

const versioned = ({ revision, ...rules }: RepliesRecord): Versioned<RepliesDraft> => ({ revision, value: draftOf(rules) })
const answered = (result: Result<RepliesRecord>): Result<Versioned<RepliesDraft>> => (result.ok ? ok(versioned(result.value)) : result)

/** What the server calls a part of an answer, by the field that it came from. */
function byField(result: Result<Versioned<RepliesDraft>>): Result<Versioned<RepliesDraft>> {
  if (result.ok || result.field === undefined) return result
  const isOfFile = result.code === 'file_gone' || (result.code === 'too_long' && /\.parts\.\d+$/.test(result.field))
  return { ...result, field: result.field.replace(/\.answer(\.parts\b.*)?$/, isOfFile ? '.answer.files' : '.answer.text') }
}

function RepliesForm({ record, targets }: Found) {
  const { api } = useTools()
  const { language } = useSurroundings()
  const words = useRepliesWords().replies
  const [open, setOpen] = useState<string>()
  const form = useForm<RepliesDraft>({
    name: 'replies',
    initial: versioned(record),
    tidy: tidied,
    check: checkReplies,
    save: async (draft, revision) => byField(answered(await api.put<RepliesRecord>(ALLOCATION_API.replies, { revision, ...rulesOf(draft) }))),
    load: async () => answered(await api.get<RepliesRecord>(ALLOCATION_API.replies)),
    reword: (failure) => flawWords(failure, words),
  })
  const files = useUploads((arrived) => {
    // What others have saved is being looked at: it waits.
    if (form.isLocked) return false
    form.set(withFiles(form.value, arrived))
    return true
  })
  return (
    <AnswerFilesContext.Provider value={files}>
      <FormFrame form={form} label={words.title}>
        <WithEffect label={words.test} effect={<TestBox draft={form.value} isSaved={form.status === 'saved'} targets={targets} onOpen={setOpen} />}>
          <section class="page-section"><RuleList field={form.bind('rules')} targets={targets} open={open} onOpen={setOpen} newId={newId} /></section>
          <Special field={form.bind('first')} targets={targets} title={words.first} says={words.firstSays} isOn={words.firstOn} />
          <Special field={form.bind('noMatch')} targets={targets} title={words.noMatch} says={words.noMatchSays} isOn={words.noMatchOn} />
          <Section title={words.human} says={words.humanSays}>
            <HumanWords field={form.bind('humanWords')} first={language} />
          </Section>
        </WithEffect>
      </FormFrame>
    </AnswerFilesContext.Provider>
  )
}

interface SpecialProps {
  readonly field: Field<SpecialDraft>
  readonly targets: Targets
  readonly title: string
  readonly says: string
  readonly isOn: string
}

function Special({ field, targets, title, says, isOn }: SpecialProps) {
  return (
    <Section title={title} says={says}>
      <SwitchField {...part(field, 'isOn')} label={isOn} />
      {field.value.isOn && <AnswerFields field={part(field, 'answer')} answer={field.path} targets={targets} />}
    </Section>
  )
}

function HumanWords({ field, first }: { readonly field: Field<RepliesDraft['humanWords']>; readonly first: DeskLanguage }) {
  const all = useRepliesWords()
  const words = all.replies
  const refused = LANGUAGES.find((language) => field.problem?.at.startsWith(language))
  const [chosen, setChosen] = useState<(typeof LANGUAGES)[number]>(first)
  const language = refused ?? chosen
  const { value = [], ...own } = part(field as Field<Record<string, readonly string[]>>, language)
  return (
    <div class="human-words">
      <SelectField path="humanWords.language" label={words.humanLanguage} value={language} options={LANGUAGES.map((each) => ({ value: each, label: `${all.languages[each]}${field.value[each]?.length ? ` (${field.value[each].length})` : ''}` }))} onChange={(each) => setChosen(each)} />
      <ChipsField key={language} {...own} value={value} label={words.humanWord(all.languages[language])} hint={all.chipsSay} itemLabel={words.humanItem} limit={REPLY_BOUNDS.humanWords} />
    </div>
  )
}
