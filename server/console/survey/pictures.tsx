/** The three looks of the survey, small: five stars, five faces, two thumbs (SV-2). */
import type { SurveyLook } from '@foyer/sdk/protocol'
import { stepsOf } from '../../surveys/rules.ts'

const STAR = 'M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.4-5.8-3-5.8 3 1.1-6.4L2.6 9.4l6.5-.9z'
const HEAD = 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0M8.5 9.5v.01M15.5 9.5v.01'
/** Worst first. */
const MOUTHS = ['M7.5 17c1-3 8-3 9 0', 'M8 16.5c1.2-1.4 6.8-1.4 8 0', 'M8 15.5h8', 'M8 14.5c1.2 1.5 6.8 1.5 8 0', 'M7.5 14c1 3.4 8 3.4 9 0']
const THUMB = 'M7 10v12M15 5.9 14 10h5.8a2 2 0 0 1 2 2.6l-2.3 8a2 2 0 0 1-2 1.4H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.8a2 2 0 0 0 1.8-1.1L12 2a3.1 3.1 0 0 1 3 3.9z'

/** One step of a look. Seen, and said elsewhere. */
export function StepPicture({ look, score }: { readonly look: SurveyLook; readonly score: number }) {
  const shapes = look === 'stars' ? [STAR] : look === 'faces' ? [HEAD, MOUTHS[score - 1]!] : [THUMB]
  return (
    <svg class={look === 'thumbs' && score === 1 ? 'step-picture is-down' : 'step-picture'} viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      {shapes.map((path) => <path key={path} d={path} />)}
    </svg>
  )
}

export function LookPicture({ look }: { readonly look: SurveyLook }) {
  return <span class="look-picture">{stepsOf(look).map((score) => <StepPicture key={score} look={look} score={score} />)}</span>
}
