/** Variants of an invitation with their shares (IV-9): which of them one is at, and how it looks on which device. */
import { useState } from 'preact/hooks'
import { INVITATION_BOUNDS } from '@foyer/sdk/protocol'
import type { InvitationVariant } from '@foyer/sdk/protocol'
import { NumberField, TextField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { itemOf } from '../insert/item-of.ts'
import { Section } from '../settings/page.tsx'
import { DEVICES, DeviceSwitch } from './device-switch.tsx'
import type { Device } from './device-switch.tsx'
import { SHARE_BOUNDS, evened, sharesOf } from './draft.ts'
import { LookFields } from './look-fields.tsx'
import { useInvitationsWords } from './use-words.ts'

export interface Looking {
  readonly at: number
  readonly device: Device
}

/** Where one looks, or where something was refused: that comes first until it is put right. */
export function lookingAt({ problem, value }: Field<readonly InvitationVariant[]>, chosen: Looking): Looking {
  const [at, device] = problem?.at.split('.') ?? []
  const refused = at === undefined || at === '' ? NaN : Number(at)
  const isThere = refused < value.length
  return { at: Math.min(isThere ? refused : chosen.at, value.length - 1), device: (isThere && DEVICES.find((each) => each === device)) || chosen.device }
}

export interface VariantFieldsProps {
  readonly field: Field<readonly InvitationVariant[]>
  readonly looking: Looking
  readonly accent: string
  onLook(looking: Looking): void
  newId(): string
}

export function VariantFields({ field, looking, accent, onLook, newId }: VariantFieldsProps) {
  const words = useInvitationsWords()
  const { value: variants, onChange } = field
  const { at, device } = looking
  const variant = itemOf(field, at)
  const [said, say] = useState('')
  const isSeveral = variants.length > 1
  const sum = sharesOf(variants)
  const add = () => {
    const names = variants.map(({ name }) => name)
    const free = [1, 2, 3, 4, 5].map(words.newVariant).find((name) => !names.includes(name)) ?? words.newVariant(variants.length + 1)
    onChange(evened([...variants, { ...variants[at]!, id: newId(), name: free }]))
    onLook({ at: variants.length, device })
  }
  const remove = () => {
    onChange(evened(variants.toSpliced(at, 1)))
    onLook({ at: Math.max(0, at - 1), device })
  }
  return (
    <>
      <Section title={words.variants} says={words.variantsSay}>
        <div class="variants" data-field={field.path}>
          {variants.map(({ id, name }, index) => {
            const called = name.trim() || words.newVariant(index + 1)
            return (
              <div key={id} class={index === at ? 'variant is-current' : 'variant'}>
                <button type="button" class="variant-open" aria-pressed={index === at} onClick={() => onLook({ at: index, device })}><bdi>{called}</bdi></button>
                {isSeveral && <NumberField {...part(itemOf(field, index), 'share')} label={words.share(called)} {...SHARE_BOUNDS} unit="%" step={5} />}
              </div>
            )
          })}
        </div>
        {isSeveral && <p class={sum === 100 ? 'quiet' : 'problem'} role="status">{sum !== 100 && <Icon name="problem" size={16} />} {words.sum(sum)}</p>}
        <div class="rule-actions">
          {variants.length < INVITATION_BOUNDS.variants && <button type="button" class="button variant-add" onClick={add}><Icon name="add" size={16} /> {words.addVariant}</button>}
          {isSeveral && <button type="button" class="button" onClick={() => onChange(evened(variants))}>{words.even}</button>}
          {isSeveral && <button type="button" class="button" onClick={remove}><Icon name="remove" size={16} /> {words.removeVariant(variant.value.name)}</button>}
        </div>
        {isSeveral && <TextField key={variant.value.id} {...part(variant, 'name')} label={words.variantName} limit={INVITATION_BOUNDS.titleUnits} />}
      </Section>
      <Section title={isSeveral ? `${words.lookTitle} · ${variant.value.name}` : words.lookTitle} says={words.lookSays}>
        <div class="device-row">
          <DeviceSwitch device={device} onChange={(next) => onLook({ at, device: next })} />
          {device === 'desktop' && <button type="button" class="button" onClick={() => { variant.onChange({ ...variant.value, mobile: variant.value.desktop }); say(words.copied) }}><Icon name="duplicate" size={16} /> {words.copyToPhone}</button>}
        </div>
        <p class={said ? 'invitations-news' : 'unseen'} role="status">{said && <Icon name="check" size={16} />} {said}</p>
        <LookFields key={`${variant.value.id} ${device}`} field={part(variant, device)} accent={accent} />
      </Section>
    </>
  )
}
