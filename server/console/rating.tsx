/** How a visitor has rated a conversation (SV-3): one star and the figure. Nothing without an answer. */
import type { ConversationHead } from '@foyer/sdk/protocol'
import { Icon } from './icons.tsx'
import { useSurroundings } from './surroundings.ts'

export function Rating({ survey }: { readonly survey: ConversationHead['survey'] }) {
  const { words } = useSurroundings()
  if (survey?.score === undefined) return null
  const said = [...(survey.reasons ?? []), ...(survey.comment ? [survey.comment] : [])].join(' · ')
  return (
    <span class="rating" {...(said && { title: said })}>
      <Icon name="star" size={14} />
      <span aria-hidden="true">{survey.score}</span>
      <span class="unseen">{words.ratedWith(survey.score)}</span>
    </span>
  )
}
