import { LIMITS } from '@foyer/sdk/protocol'
import { ListField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { useSurroundings } from '../surroundings.ts'
import type { ChoicesDraft } from './inserted.ts'

/** Quick replies: one line each. */
export function ChoicesFields({ field }: { readonly field: Field<ChoicesDraft> }) {
  const { words } = useSurroundings()
  return <ListField {...part(field, 'choices')} label={words.choices} itemLabel={words.choice} add={words.addChoice} limit={LIMITS.choices} />
}
