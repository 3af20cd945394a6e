import { useLayoutEffect, useRef } from 'preact/hooks'
import { LIMITS, PUBLIC_PATHS } from '@foyer/sdk/protocol'
import { PictureField, TextField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { EMPTY_CARD } from './inserted.ts'
import type { ButtonDraft, CardDraft, CardsDraft } from './inserted.ts'
import { itemOf } from './item-of.ts'

/** As many as a card shows well. */
const MOST_BUTTONS = 3
const EMPTY_BUTTON: ButtonDraft = { label: '', url: '' }

export interface CardsFieldsProps {
  readonly field: Field<CardsDraft>
  /** Keeping pictures on the server is for owners and administrators. */
  readonly mayUpload: boolean
}

/** One card, or several. */
export function CardsFields({ field, mayUpload }: CardsFieldsProps) {
  const { words } = useSurroundings()
  const cards = part(field, 'cards')
  const { box, focusOn } = useFocusAfter()
  return (
    <div class="insert-cards" ref={box}>
      {cards.value.map((_, at) => (
        <fieldset class="insert-card" key={at}>
          <legend class="unseen">{words.cardNumber(at + 1)}</legend>
          {cards.value.length > 1 && (
            <div class="insert-card-head">
              <strong aria-hidden="true">{words.cardNumber(at + 1)}</strong>
              <button type="button" class="icon-button" aria-label={words.removeNamed(words.cardNumber(at + 1))} title={words.removeNamed(words.cardNumber(at + 1))}
                onClick={() => {
                  focusOn.current = `.insert-card:nth-of-type(${Math.max(1, at)}) input`
                  cards.onChange(cards.value.toSpliced(at, 1))
                }}>
                <Icon name="remove" size={18} />
              </button>
            </div>
          )}
          <CardFields card={itemOf(cards, at)} mayUpload={mayUpload} />
        </fieldset>
      ))}
      {cards.value.length < LIMITS.choices && (
        <button type="button" class="button list-add" onClick={() => {
          focusOn.current = `.insert-card:nth-of-type(${cards.value.length + 1}) input`
          cards.onChange([...cards.value, EMPTY_CARD])
        }}>
          <Icon name="add" size={16} /> {words.addCard}
        </button>
      )}
    </div>
  )
}

function CardFields({ card, mayUpload }: { readonly card: Field<CardDraft>; readonly mayUpload: boolean }) {
  const { words } = useSurroundings()
  const picture = part(card, 'picture')
  const buttons = part(card, 'buttons')
  const { box, focusOn } = useFocusAfter()
  const isOwn = picture.value.startsWith('/')
  const imageAt = PUBLIC_PATHS.image('')
  return (
    <div class="insert-card-fields" ref={box}>
      <TextField {...part(card, 'title')} label={words.cardTitle} limit={LIMITS.label} />
      <TextField {...part(card, 'text')} label={words.cardText} limit={LIMITS.comment} lines={2} isOptional />
      {!isOwn && <TextField {...picture} label={words.cardPicture} hint={words.cardPictureSays} kind="url" placeholder="https://" isOptional />}
      {mayUpload && (
        <PictureField path={`${picture.path}.own`} value={isOwn ? picture.value.slice(imageAt.length) : ''} label={words.forms.ownPicture} isOptional
          onChange={(id) => picture.onChange(id === '' ? '' : PUBLIC_PATHS.image(id))} />
      )}
      {buttons.value.map((_, at) => {
        const button = itemOf(buttons, at)
        return (
          <fieldset class="insert-button" key={at}>
            <legend class="field-label">{words.cardButtonNumber(at + 1)}</legend>
            <div class="fields-2">
              <TextField {...part(button, 'label')} label={words.cardButtonWords} limit={LIMITS.label} />
              <TextField {...part(button, 'url')} label={words.cardButtonAddress} hint={words.cardButtonAddressSays} kind="url" placeholder="https://" isOptional />
            </div>
            <button type="button" class="icon-button" aria-label={words.removeNamed(words.cardButtonNumber(at + 1))} title={words.removeNamed(words.cardButtonNumber(at + 1))}
              onClick={() => {
                focusOn.current = '.add-button'
                buttons.onChange(buttons.value.toSpliced(at, 1))
              }}>
              <Icon name="remove" size={18} />
            </button>
          </fieldset>
        )
      })}
      {buttons.value.length < MOST_BUTTONS && (
        <button type="button" class="button add-button" onClick={() => {
          focusOn.current = `.insert-button:nth-of-type(${buttons.value.length + 1}) input`
          buttons.onChange([...buttons.value, EMPTY_BUTTON])
        }}>
          <Icon name="add" size={16} /> {words.addCardButton}
        </button>
      )}
    </div>
  )
}

/** What gets the focus once it is drawn, as a selector in the box. */
function useFocusAfter() {
  const box = useRef<HTMLDivElement>(null)
  const focusOn = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    box.current?.querySelector<HTMLElement>(focusOn.current)?.focus()
    focusOn.current = undefined
  })
  return { box, focusOn }
}
