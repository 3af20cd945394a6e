/** One item of a menu, unfolded (MN-2): its title, its icon, and what happens when it is chosen. */
import { MENU_BOUNDS } from '@foyer/sdk/protocol'
import type { Receivers } from '@foyer/sdk/protocol'
import { RadioCards, TextField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { ReceiverField } from '../invitations/receiver-field.tsx'
import { AnswerFields } from '../replies/answer-fields.tsx'
import { IconField } from './icon-field.tsx'
import { ACTIONS } from './menu-draft.ts'
import type { ItemDraft } from './menu-draft.ts'
import { useMenusWords } from './use-words.ts'

export interface ItemFieldsProps {
  readonly field: Field<ItemDraft>
  readonly receivers: Receivers
  /** On the second level, which has none below it. */
  readonly isBelow: boolean
}

export function ItemFields({ field, receivers, isBelow }: ItemFieldsProps) {
  const words = useMenusWords()
  const { kind, id } = field.value
  const kinds = isBelow ? ACTIONS.filter((each) => each !== 'items') : ACTIONS
  return (
    <div class="tree-fields">
      <TextField {...part(field, 'title')} label={words.itemTitle} limit={MENU_BOUNDS.titleUnits} />
      <IconField {...part(field, 'icon')} label={words.itemIcon} />
      <RadioCards {...part(field, 'kind')} label={words.action} options={kinds.map((each) => ({ value: each, label: words.actions[each] }))} />
      {kind === 'reply' && <AnswerFields field={part(field, 'answer')} answer={id} />}
      {kind === 'page' && (
        <>
          <TextField {...part(field, 'address')} label={words.address} kind="url" placeholder="https://shop.example/prices" />
          <RadioCards {...part(field, 'opens')} label={words.opens} options={(['new-tab', 'here'] as const).map((each) => ({ value: each, label: words.opensIn[each] }))} />
        </>
      )}
      {kind === 'human' && <ReceiverField {...part(field, 'receiver')} receivers={receivers} label={words.receiver} />}
      {kind === 'phone' && <TextField {...part(field, 'number')} label={words.number} kind="tel" placeholder="+351 210 000 000" />}
      {kind === 'items' && <p class={field.problem?.at === 'items' ? 'problem' : 'quiet'} data-field={`${field.path}.items`}>{field.problem?.at === 'items' ? field.problem.sentence : words.itemsBelowSay}</p>}
    </div>
  )
}
