/** The message that comes of what an agent has put together (CW-6), or what is wrong with it: the server's own rules, kept early and in words. Pure. */
import { LIMITS } from '@foyer/sdk/protocol'
import type { AgentState, Card, CardButton, CardsPart, ChoicesPart, ContactPart, FormField, FormPart, MemberId, Part } from '@foyer/sdk/protocol'
import { isMailAddress, isPhoneNumber, isWebAddress } from '../../forms/rules.ts'
import type { CardDraft, CardsDraft, ChoicesDraft, ContactDraft, FormDraft, InsertDrafts, InsertKind } from './inserted.ts'

/** What is wrong, by the place of the field in the draft. */
export type Flaw = 'required' | 'too_long' | 'bad_phone' | 'bad_email' | 'bad_address' | 'choiceMissing' | 'choiceTwice' | 'pictureNotSecure' | 'formEmpty' | 'fieldUnfinished'
export interface Wrong {
  readonly at: string
  readonly flaw: Flaw
}

/** The message, or what is wrong. Blanks at ends, and what was left empty, are left out. */
export function messageOf<Kind extends InsertKind>(kind: Kind, draft: InsertDrafts[Kind], agents: ReadonlyMap<MemberId, AgentState>): readonly Part[] | Wrong {
  const makers: { readonly [Each in InsertKind]: (draft: InsertDrafts[Each]) => Part | Wrong } = {
    choices: choicesPart,
    cards: cardsPart,
    contact: (contact) => contactPart(contact, agents),
    form: formPart,
  }
  const text = draft.text.trim()
  if (text.length > LIMITS.textLength) return { at: 'text', flaw: 'too_long' }
  const made = makers[kind](draft)
  if ('flaw' in made) return made
  return text ? [{ type: 'text', text }, made] : [made]
}

/** Quick replies of what stands in the fields. */
export function choicesPart({ choices }: ChoicesDraft): ChoicesPart | Wrong {
  const labels = choices.map((choice) => choice.trim())
  const wrong = firstOf(labels, (label) => (label.length > LIMITS.label ? 'too_long' : undefined), 'choices')
  if (wrong) return wrong
  const said = labels.filter(Boolean)
  if (said.length === 0) return { at: 'choices', flaw: 'choiceMissing' }
  const twice = labels.findIndex((label, at) => label && labels.indexOf(label) < at)
  if (twice >= 0) return { at: `choices.${twice}`, flaw: 'choiceTwice' }
  return { type: 'choices', choices: said.map((label) => ({ label, value: label })) }
}

/** Cards of what stands in the fields. */
export function cardsPart({ cards }: CardsDraft): CardsPart | Wrong {
  const made: Card[] = []
  for (const [at, card] of cards.entries()) {
    const one = cardOf(card)
    if ('flaw' in one) return { ...one, at: `cards.${at}.${one.at}` }
    made.push(one)
  }
  return { type: 'cards', cards: made }
}

function cardOf(card: CardDraft): Card | Wrong {
  const [title, text, picture] = [card.title.trim(), card.text.trim(), card.picture.trim()]
  if (title === '') return { at: 'title', flaw: 'required' }
  if (title.length > LIMITS.label) return { at: 'title', flaw: 'too_long' }
  if (text.length > LIMITS.comment) return { at: 'text', flaw: 'too_long' }
  if (picture && !(picture.startsWith('/') || (isWebAddress(picture) && /^https:/i.test(picture) && picture.length <= LIMITS.address))) return { at: 'picture', flaw: 'pictureNotSecure' }
  const buttons: CardButton[] = []
  for (const [at, { label: words, url: address }] of card.buttons.entries()) {
    const [label, url] = [words.trim(), address.trim()]
    if (!label && !url) continue
    if (!label) return { at: `buttons.${at}.label`, flaw: 'required' }
    if (label.length > LIMITS.label) return { at: `buttons.${at}.label`, flaw: 'too_long' }
    if (url && !isPage(url)) return { at: `buttons.${at}.url`, flaw: 'bad_address' }
    buttons.push(url ? { label, url } : { label, value: label })
  }
  return { title, ...(text && { text }), ...(picture && { picture }), ...(buttons.length > 0 && { buttons }) }
}

function contactPart(draft: ContactDraft, agents: ReadonlyMap<MemberId, AgentState>): ContactPart | Wrong {
  const agent = agents.get(draft.who)
  const [line, phone, email, address] = [draft.line.trim(), draft.phone.trim(), draft.email.trim(), draft.page.trim()]
  if (!agent) return { at: 'who', flaw: 'required' }
  if (line.length > LIMITS.comment) return { at: 'line', flaw: 'too_long' }
  if (phone && (!isPhoneNumber(phone) || phone.length > LIMITS.label)) return { at: 'phone', flaw: 'bad_phone' }
  if (email && (!isMailAddress(email) || email.length > LIMITS.label)) return { at: 'email', flaw: 'bad_email' }
  if (address && !isPage(address)) return { at: 'page', flaw: 'bad_address' }
  return {
    type: 'contact',
    of: 'member',
    name: agent.name,
    ...(line && { line }),
    ...(agent.avatar && { picture: agent.avatar }),
    ...(phone && { phone }),
    ...(email && { email }),
    ...(address && { address }),
  }
}

function formPart(draft: FormDraft): FormPart | Wrong {
  const title = draft.title.trim()
  if (title.length > LIMITS.label) return { at: 'title', flaw: 'too_long' }
  if (draft.fields.length === 0) return { at: 'fields', flaw: 'formEmpty' }
  const fields = draft.fields.map(({ kind, label, isRequired, options }): FormField => ({
    kind,
    label: label.trim(),
    isRequired,
    ...(kind === 'choice' && { options: [...new Set((options ?? []).map((option) => option.trim()).filter(Boolean))] }),
  }))
  const named = fields.map(({ kind, label }) => `${kind} ${label}`)
  for (const [at, { kind, label, options }] of fields.entries()) {
    const isKnown = kind === 'name' || kind === 'email' || kind === 'phone'
    if (label.length > LIMITS.label) return { at: `fields.${at}.label`, flaw: 'too_long' }
    if ((!isKnown && !label) || named.indexOf(named[at]!) < at) return { at: `fields.${at}.label`, flaw: 'fieldUnfinished' }
    if (kind === 'choice' && options?.length === 0) return { at: `fields.${at}.options`, flaw: 'fieldUnfinished' }
    if (options?.some((option) => option.length > LIMITS.label)) return { at: `fields.${at}.options`, flaw: 'too_long' }
  }
  return { type: 'form', ...(title && { title }), fields }
}

const isPage = (address: string): boolean => address.length <= LIMITS.address && isWebAddress(address)

function firstOf(texts: readonly string[], flawOf: (text: string) => Flaw | undefined, path: string): Wrong | undefined {
  for (const [at, text] of texts.entries()) {
    const flaw = flawOf(text)
    if (flaw) return { at: `${path}.${at}`, flaw }
  }
  return undefined
}
