/** What an agent puts together besides words and files (CW-6), as it stands in the fields. `message-of.ts` makes a message of it. Pure. */
import type { AgentState, Card, FormField, MemberId, Part } from '@foyer/sdk/protocol'

export const INSERT_KINDS = ['choices', 'cards', 'contact', 'form'] as const
export type InsertKind = (typeof INSERT_KINDS)[number]

/** As the fields hold it; `text` is said before it. */
export interface ChoicesDraft {
  readonly text: string
  readonly choices: readonly string[]
}
export interface CardsDraft {
  readonly text: string
  readonly cards: readonly CardDraft[]
}
export interface CardDraft {
  readonly title: string
  readonly text: string
  readonly picture: string
  readonly buttons: readonly ButtonDraft[]
}
/** `url` empty: the words come back as an answer. */
export interface ButtonDraft {
  readonly label: string
  readonly url: string
}
export interface ContactDraft {
  readonly text: string
  readonly who: MemberId
  readonly line: string
  readonly phone: string
  readonly email: string
  readonly page: string
}
export interface FormDraft {
  readonly text: string
  readonly title: string
  readonly fields: readonly FormField[]
}

export interface InsertDrafts {
  readonly choices: ChoicesDraft
  readonly cards: CardsDraft
  readonly contact: ContactDraft
  readonly form: FormDraft
}

/** Something that is being put together: as it was left, or with no more than the words that stand in the composer. */
export type Inserted = { readonly [Kind in InsertKind]: { readonly kind: Kind; readonly text?: string; readonly draft?: InsertDrafts[Kind] } }[InsertKind]

export const EMPTY_CARD: CardDraft = { title: '', text: '', picture: '', buttons: [] }

export function emptyDraft<Kind extends InsertKind>(kind: Kind, text: string, me: MemberId): InsertDrafts[Kind] {
  const drafts: InsertDrafts = {
    choices: { text, choices: ['', ''] },
    cards: { text, cards: [EMPTY_CARD] },
    contact: { text, who: me, line: '', phone: '', email: '', page: '' },
    form: { text, title: '', fields: [{ kind: 'name', label: '', isRequired: true }, { kind: 'email', label: '', isRequired: true }] },
  }
  return drafts[kind]
}

/** A message that was refused, back in the fields that it came from; nothing for one of words and files. */
export function insertedIn(parts: readonly Part[], me: MemberId | undefined, agents: ReadonlyMap<MemberId, AgentState>): Inserted | undefined {
  const text = parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join('\n')
  for (const part of parts) {
    switch (part.type) {
      case 'choices':
        return { kind: 'choices', draft: { text, choices: part.choices.map(({ label }) => label) } }
      case 'cards':
        return { kind: 'cards', draft: { text, cards: part.cards.map(cardDraft) } }
      case 'contact': {
        const who = [...agents.values()].find(({ name }) => name === part.name)?.id ?? me
        return who && { kind: 'contact', draft: { text, who, line: part.line ?? '', phone: part.phone ?? '', email: part.email ?? '', page: part.address ?? '' } }
      }
      case 'form':
        return { kind: 'form', draft: { text, title: part.title ?? '', fields: part.fields } }
      default:
    }
  }
  return undefined
}

/** A card, back in the fields that it came from. */
export const cardDraft = ({ title, text = '', picture = '', buttons = [] }: Card): CardDraft => ({
  title,
  text,
  picture,
  buttons: buttons.map((button) => ({ label: button.label, url: 'url' in button ? button.url : '' })),
})
