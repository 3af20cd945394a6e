/** What visitors wrote beside their ratings, the latest first, each with the way to its conversation (SV-4). */
import { useState } from 'preact/hooks'
import { VISITORS_API } from '@foyer/sdk/protocol'
import type { Failure, SurveyComments } from '@foyer/sdk/protocol'
import { refusalWords } from '../forms/index.ts'
import { fullTime } from '../format.ts'
import { Icon } from '../icons.tsx'
import { Section } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { useSurveyWords } from './use-words.ts'

export interface CommentsProps {
  readonly first: SurveyComments
  /** Of which results they are. */
  readonly query: string
}

export function Comments({ first, query }: CommentsProps) {
  const { api, place } = useTools()
  const { words: desk, language, locale, clock } = useSurroundings()
  const { results: words } = useSurveyWords()
  const [found, setFound] = useState(first)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const { comments, before } = found

  async function more() {
    if (isBusy || before === undefined) return
    setBusy(true)
    setFailure(undefined)
    const next = await api.get<SurveyComments>(`${VISITORS_API.surveyComments}?${query}&before=${before}`)
    setBusy(false)
    if (!next.ok) return setFailure(next)
    setFound({ comments: [...comments, ...next.value.comments], ...(next.value.before !== undefined && { before: next.value.before }) })
  }

  return (
    <Section title={words.comments}>
      {comments.length === 0 ? <p class="quiet">{words.noComments}</p> : (
        <ul class="comments">
          {comments.map(({ conversationId, at, score, reasons, comment, visitorNumber, visitorName, agents }) => (
            <li key={conversationId} class="comment">
              <p class="comment-head">
                <span class={score <= 2 ? 'comment-score is-low' : 'comment-score'}><Icon name="star" size={14} /> {words.rated(score)}</span>
                <strong dir="auto">{visitorName ?? words.visitor(visitorNumber)}</strong>
                <span class="quiet">{fullTime(at, clock.now(), locale)}</span>
              </p>
              {reasons.length > 0 && <p class="comment-reasons">{reasons.map((reason) => <span key={reason} dir="auto">{reason}</span>)}</p>}
              <p class="comment-text" dir="auto">{comment}</p>
              <p class="comment-foot">
                {agents.length > 0 && <span class="quiet">{words.heldBy(new Intl.ListFormat(locale, { type: 'conjunction' }).format(agents))}</span>}
                <button type="button" class="button" onClick={() => place.goTo(conversationId)}>{words.toConversation}</button>
              </p>
            </li>
          ))}
        </ul>
      )}
      {failure && <p class="problem" role="alert"><Icon name="problem" size={16} /> {words.moreFailed} {refusalWords(failure, desk, language)}</p>}
      {before !== undefined && <button type="button" class="button comments-more" aria-disabled={isBusy} onClick={() => void more()}>{words.more}</button>}
    </Section>
  )
}
