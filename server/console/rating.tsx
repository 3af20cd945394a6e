/** How a visitor has rated a conversation (SV-3): one star and the figure. Nothing without an answer. */
import type { ConversationHead } from '@foyer/sdk/protocol'
import { Icon } from './icons.tsx'
import { useSurroundings } from './surroundings.ts'

export function Rating({ survey }: { readonly survey: ConversationHead['survey'] }) {
  const { words } = useSurroundings()
  if (survey?.score === undefined) return null
  return (
    <span class="rating" {...(survey.comment && { title: survey.comment })}>
      <Icon name="star" size={14} />
      <span aria-hidden="true">{survey.score}</span>
      <span class="unseen">{words.ratedWith(survey.score)}</span>
    </span>
  )
}
