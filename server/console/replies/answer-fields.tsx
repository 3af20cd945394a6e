/** What an automatic reply says, and where it leads: text, pictures and files, buttons or cards, a human or a bot (AR-1, AR-2). Below it, as visitors see it. */
import { useMemo } from 'preact/hooks'
import { LIMITS } from '@foyer/sdk/protocol'
import type { Part } from '@foyer/sdk/protocol'
import { createFormat } from '@foyer/widget/shell/words/format.ts'
import { ListField, RadioCards, SelectField, TextField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { CardsFields } from '../insert/cards-fields.tsx'
import { MessagePreview } from '../insert/message-preview.tsx'
import type { CardsDraft } from '../insert/inserted.ts'
import { useSurroundings } from '../surroundings.ts'
import { useAnswerFiles } from './answer-files.ts'
import { FilesField } from './files-field.tsx'
import { EXTRAS, shownParts } from './reply-draft.ts'
import type { AnswerDraft } from './reply-draft.ts'
import { useRepliesWords } from './use-words.ts'
import { keyOf, targetOptions, targetsOf } from './workspace.ts'
import type { Targets } from './workspace.ts'

/**
 * @param answer names the answer: a rule's id, `first` or `noMatch`
 * @param targets to whom it may lead; absent: it only answers
 */
export function AnswerFields({ field, answer, targets }: { readonly field: Field<AnswerDraft>; readonly answer: string; readonly targets?: Targets }) {
  const all = useRepliesWords()
  const words = all.replies
  const { value, onChange } = field
  const lead = (key: string) => {
    const { leadsTo: _, ...rest } = value
    const chosen = targets && targetsOf(targets).find((target) => keyOf(target) === key)
    onChange(chosen === undefined ? rest : { ...rest, leadsTo: chosen })
  }
  return (
    <div class="answer-fields" data-field={field.path}>
      <TextField {...part(field, 'text')} label={words.text} lines={3} {...((value.with !== 'nothing' || value.files.length > 0) && { isOptional: true })} />
      <FilesField field={part(field, 'files')} answer={answer} />
      <RadioCards {...part(field, 'with')} label={words.with} options={EXTRAS.map((extra) => ({ value: extra, label: words.withs[extra] }))} />
      {value.with === 'choices' && (
        <ListField {...part(field, 'choices')} label={words.choices} hint={words.choicesSay} itemLabel={words.choice} add={words.addChoice} limit={LIMITS.choices} />
      )}
      {value.with === 'cards' && <CardsFields field={field as unknown as Field<CardsDraft>} mayUpload />}
      {value.kept.length > 0 && <p class="quiet">{words.kept(value.kept.length)}</p>}
      {targets && <SelectField path={`${field.path}.leadsTo`} label={words.leadsTo} value={value.leadsTo === undefined ? '' : keyOf(value.leadsTo)} options={targetOptions(value.leadsTo, targets, all)} onChange={lead}
        problem={field.problem?.at.startsWith('leadsTo') ? { ...field.problem, at: '' } : undefined} />}
      <AnswerPreview parts={shownParts(value)} />
    </div>
  )
}

/** By the window's own views. */
export function AnswerPreview({ parts }: { readonly parts: readonly Part[] }) {
  const { locale, clock } = useSurroundings()
  const words = useRepliesWords().replies
  const { links } = useAnswerFiles()
  const format = useMemo(() => createFormat(locale, clock.now), [locale, clock])
  return parts.length === 0 ? <p class="answer-none quiet">{words.previewEmpty}</p> : <MessagePreview parts={parts} format={format} links={links} />
}
