/** The three looks of the survey, small: five stars, five faces, two thumbs (SV-2). */
import type { SurveyLook } from '@foyer/sdk/protocol'
import { faces, star, thumb } from '@foyer/widget/icons/states.ts'
import { stepsOf } from '../../surveys/rules.ts'

interface StepProps {
  readonly look: SurveyLook
  readonly score: number
}

/** Seen, and said elsewhere. */
function StepPicture({ look, score }: StepProps) {
  return (
    <svg class={look === 'thumbs' && score === 1 ? 'step-picture is-down' : 'step-picture'} viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={look === 'stars' ? star : look === 'faces' ? faces[score - 1]! : thumb} />
    </svg>
  )
}

export function LookPicture({ look }: Pick<StepProps, 'look'>) {
  return <span class="look-picture">{stepsOf(look).map((score) => <StepPicture key={score} look={look} score={score} />)}</span>
}

/** One step as visitors choose it: so many stars, a face, a thumb. */
export function ChosenStep({ look, score }: StepProps) {
  const shown = look === 'stars' ? stepsOf(look).slice(0, score) : [score]
  return <span class="chosen-step">{shown.map((each) => <StepPicture key={each} look={look} score={each} />)}</span>
}
