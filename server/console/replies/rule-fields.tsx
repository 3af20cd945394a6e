/** One keyword rule (AR-1), unfolded. */
import { ChipsField, RadioCards, SwitchField, TextField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { AnswerFields } from './answer-fields.tsx'
import { REPLY_BOUNDS } from './reply-draft.ts'
import type { RuleDraft } from './reply-draft.ts'
import { useRepliesWords } from './use-words.ts'
import type { Targets } from './workspace.ts'

const MATCHINGS = ['contains', 'equals', 'starts-with'] as const

export function RuleFields({ field, targets }: { readonly field: Field<RuleDraft>; readonly targets: Targets }) {
  const { replies: words, chipsSay } = useRepliesWords()
  return (
    <div class="rule-fields">
      <TextField {...part(field, 'name')} label={words.name} hint={words.nameSays} limit={REPLY_BOUNDS.name} />
      <ChipsField {...part(field, 'keywords')} label={words.keywords} hint={`${words.keywordsSay} ${chipsSay}`} itemLabel={words.keyword} limit={REPLY_BOUNDS.keywords} />
      <RadioCards {...part(field, 'matching')} label={words.matching} options={MATCHINGS.map((matching) => ({ value: matching, label: words.matchings[matching] }))} />
      <AnswerFields field={part(field, 'answer')} answer={field.value.id} targets={targets} />
      <SwitchField {...part(field, 'speaksWhenHeld')} label={words.speaksWhenHeld} hint={words.speaksWhenHeldSays} />
    </div>
  )
}
