/** An invitation in sentences, one each: for whom, who receives, what a refusal leads to, at which hours (IV-5). Pure. */
import { SOURCE_KINDS } from '@foyer/sdk/protocol'
import type { InvitationConditions, InvitationDraft } from '@foyer/sdk/protocol'
import type { InvitationsWords } from '../words/invitations/index.ts'
import { CONDITIONS } from './draft.ts'

export function whoSentence(conditions: InvitationConditions, words: InvitationsWords, locale: string): string {
  const phrases = CONDITIONS.flatMap((kind) => (conditions[kind] === undefined ? [] : [phrase(kind, conditions, words, locale)]))
  return phrases.length === 0 ? words.everybody : words.who(words.and(phrases))
}

function phrase(kind: (typeof CONDITIONS)[number], conditions: InvitationConditions, { says, sources }: InvitationsWords, locale: string): string {
  switch (kind) {
    case 'secondsOnSite':
    case 'secondsOnPage':
    case 'pages':
    case 'visits':
    case 'scrolled':
      return says[kind](conditions[kind] ?? 0)
    case 'include':
    case 'exclude':
      return says[kind](conditions[kind] ?? [])
    case 'sources':
      return says.sources((conditions.sources ?? []).map((source) => sourceName(source, sources)))
    case 'languages':
      return says.languages((conditions.languages ?? []).map((tag) => languageName(tag, locale)))
    case 'regions':
      return says.regions((conditions.regions ?? []).map((region) => regionName(region, locale)))
    case 'device':
      return says.device(conditions.device ?? 'desktop')
    case 'isLeaving':
      return says.isLeaving()
    case 'event':
      return says.event(conditions.event ?? '')
  }
}

export const sourceName = (source: string, names: InvitationsWords['sources']): string => {
  const kind = SOURCE_KINDS.find((one) => one === source)
  return kind === undefined ? source : names[kind]
}

/** `de` → German; what is no language stays as it is written. */
export const languageName = (tag: string, locale: string): string => named(tag, () => new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(tag))

/** `pt` → Portugal; names of regions and cities stay as they are written. */
export const regionName = (region: string, locale: string): string =>
  /^[a-z]{2}$/i.test(region) ? named(region, () => new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(region.toUpperCase())) : region

function named(written: string, name: () => string | undefined): string {
  try {
    return name() ?? written
  } catch {
    // Of what is being typed not everything has the form of a code.
    return written
  }
}

export function refusalSentence({ afterRefusal }: Pick<InvitationDraft, 'afterRefusal'>, { after }: InvitationsWords): string {
  return afterRefusal.kind === 'again' ? after.again(afterRefusal.minutes, afterRefusal.times) : after[afterRefusal.kind]
}
