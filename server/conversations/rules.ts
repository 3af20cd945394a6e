/** What decides about a conversation, besides who receives it. */
import { LIMITS, fail, failForm, failTalk, ok } from '@foyer/sdk/protocol'
import type { AllocationRules, ContactDetails, ConversationHead, Failure, FieldKind, FormAnswer, FormField, MemberId, Part, Result, WindowRules } from '@foyer/sdk/protocol'
import { isMailAddress, isPhoneNumber } from '../forms/rules.ts'
import type { Details } from '../visitors/rules.ts'

/** When a silent conversation is warned and ends, in milliseconds after the last message of either side (AL-13). */
export interface SilenceTimes {
  readonly endsAfterMs: number
  /** The warning comes this long before. 0: there is none. */
  readonly warnsBeforeMs: number
}

export const silenceTimes = ({ silenceMinutes, warningMinutes }: Pick<AllocationRules, 'silenceMinutes' | 'warningMinutes'>): SilenceTimes => ({
  endsAfterMs: silenceMinutes * 60_000,
  warnsBeforeMs: warningMinutes * 60_000,
})

/** A visitor has so long to say whether somebody else may take over (AL-14). */
export const TRANSFER_EXPIRES_AFTER_MS = 2 * 60_000

/** Why a member may not do what only the holder of an open conversation may. */
export function notHeldBy({ state }: ConversationHead, memberId: MemberId): Failure | undefined {
  if (state.status === 'ended') return fail('conversation_ended')
  return state.status === 'held' && state.agent.id === memberId ? undefined : fail('conversation_held_elsewhere')
}

const DAY_MS = 24 * 3_600_000

/** Since when its visitor stands in the queue; absent if they do not. A message that was left stands in none (CW-14). */
export const queuedSince = ({ state }: ConversationHead): number | undefined =>
  state.status === 'waiting' && state.reason === 'queue' ? state.since : undefined

/** Until when a visitor who was last there at this instant can be answered (CW-12). */
export const reachableUntil = (lastSeenAt: number, { reachDays }: WindowRules): number => lastSeenAt + reachDays * DAY_MS

/** Whether a message offers this button: as a quick reply, or on a card (CW-6). */
export const offersChoice = (parts: readonly Part[], { label, value }: { readonly label: string; readonly value: string }): boolean =>
  parts.some((part) => {
    if (part.type === 'choices') return part.choices.some((choice) => choice.label === label && choice.value === value)
    return part.type === 'cards' && part.cards.some(({ buttons = [] }) => buttons.some((button) => 'value' in button && button.label === label && button.value === value))
  })

/** What is wrong with the answers to a form: every answer belongs to a field, and what is required is there (CW-6, CW-16). */
export function checkAnswers(fields: readonly FormField[], answers: readonly FormAnswer[]): Failure | undefined {
  const answerOf = ({ kind, label }: FormField) => answers.find((answer) => answer.kind === kind && answer.label === label)
  const isAsked = (answer: FormAnswer) => fields.some(({ kind, label }) => kind === answer.kind && label === answer.label)
  const missing = fields.find((field) => field.isRequired && !answerOf(field)?.value.trim())
  if (missing) return failForm('required', { field: missing.label || missing.kind })
  if (!answers.every(isAsked)) return failTalk('form_gone')
  const foreign = fields.find((field) => field.kind === 'choice' && !['', ...(field.options ?? [])].includes(answerOf(field)?.value ?? ''))
  if (foreign) return failTalk('form_gone', { field: foreign.label })
  return answers.map(({ kind, value }) => checkValue(kind, value)).find((wrong) => wrong !== undefined)
}

function checkValue(kind: FieldKind, value = ''): Failure | undefined {
  const text = value.trim()
  if (text === '') return undefined
  if (kind === 'email' && !isMailAddress(text)) return failForm('bad_email', { field: 'email' })
  return kind === 'phone' && !isPhoneNumber(text) ? failForm('bad_phone', { field: 'phone' }) : undefined
}

/**
 * A card after answers have landed on it (CW-6, CW-16). What is no address stays in the log alone. On a card that is
 * proven nothing is changed; what it did not say is added (CW-27).
 */
export function withAnswers(card: Details, answers: readonly FormAnswer[], isProven: boolean): Details {
  return answers.reduce((known, { kind, label, value }): Details => {
    const text = value.trim()
    if (text === '' || checkValue(kind, text)) return known
    if (kind === 'name' || kind === 'email' || kind === 'phone') {
      return isProven && known[kind] !== null ? known : { ...known, [kind]: cut(text, LIMITS.identityField) }
    }
    const { attributes } = known
    const stays = Object.hasOwn(attributes, label) ? isProven : Object.keys(attributes).length >= LIMITS.attributes
    return stays || label === '' || label in Object.prototype ? known : { ...known, attributes: { ...attributes, [label]: cut(text, LIMITS.attributeValue) } }
  }, card)
}

/** A card after its visitor has said who they are (CW-12, CW-13). What is absent stays, what is empty is taken away. */
export function withContact(card: Details, said: ContactDetails, isProven: boolean): Result<Details> {
  const wrong = checkValue('email', said.email) ?? checkValue('phone', said.phone)
  if (wrong) return wrong
  const fields = (['name', 'email', 'phone'] as const).filter((field) => said[field] !== undefined)
  const changed = Object.fromEntries(fields.map((field) => [field, said[field]!.trim() || null]))
  const proven = fields.find((field) => isProven && card[field] !== null && card[field] !== changed[field])
  return proven ? failTalk('proof_needed', { field: proven }) : ok({ ...card, ...changed })
}

/** So many characters, and no half of one at the end. */
const cut = (text: string, most: number): string => {
  const short = text.slice(0, most)
  return short.isWellFormed() ? short : short.slice(0, -1)
}
