/** Which rule would answer a text, and why (AR-4): asked of the server, with the rules as they stand in the fields. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { ALLOCATION_API } from '@foyer/sdk/protocol'
import type { ReplyLook, ReplyTest, ReplyTestRequest, Result } from '@foyer/sdk/protocol'
import { refusalWords, useFieldIds } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import type { RepliesWords } from '../words/replies/index.ts'
import { AnswerPreview } from './answer-fields.tsx'
import { rulesOf } from './reply-draft.ts'
import type { RepliesDraft } from './reply-draft.ts'
import { useRepliesWords } from './use-words.ts'
import { targetName } from './workspace.ts'
import type { Targets } from './workspace.ts'

/** After the last key, so that not every letter asks. */
const PAUSE_MS = 300

export interface TestBoxProps {
  readonly draft: RepliesDraft
  /** Nothing in the draft is unsaved. */
  readonly isSaved: boolean
  readonly targets: Targets
  onOpen(ruleId: string): void
}

export function TestBox({ draft, isSaved, targets, onOpen }: TestBoxProps) {
  const { api } = useTools()
  const { words: desk, language, clock } = useSurroundings()
  const all = useRepliesWords()
  const words = all.replies
  const ids = useFieldIds()
  const [text, setText] = useState('')
  const [isFirst, setFirst] = useState(false)
  const [isHeld, setHeld] = useState(false)
  /** What came for which text. */
  const [found, setFound] = useState<{ readonly text: string; readonly result: Result<ReplyTest> }>()
  const latest = useRef({ draft, isSaved })
  latest.current = { draft, isSaved }

  useEffect(() => {
    if (text.trim() === '') return setFound(undefined)
    let isWanted = true
    const stop = clock.after(PAUSE_MS, async () => {
      const request: ReplyTestRequest = { text, isFirst, isHeld, ...(!latest.current.isSaved && { rules: rulesOf(latest.current.draft) }) }
      const result = await api.post<ReplyTest>(ALLOCATION_API.replyTest, request)
      if (isWanted) setFound({ text, result })
    })
    return () => {
      isWanted = false
      stop()
    }
  }, [text, isFirst, isHeld, draft, isSaved, api, clock])

  return (
    <section class="test-box" aria-labelledby={`${ids.control}-title`}>
      <div class="section-head">
        <h3 id={`${ids.control}-title`}>{words.test}</h3>
        <p>{words.testSays}</p>
      </div>
      <div class="field">
        <label class="field-label" for={ids.control}>{words.testText}</label>
        <textarea id={ids.control} class="input" rows={2} dir="auto" value={text} placeholder={words.testSample} onInput={(event) => setText(event.currentTarget.value)} />
      </div>
      <label class="test-tick"><input type="checkbox" checked={isFirst} onChange={(event) => setFirst(event.currentTarget.checked)} /> {words.testFirst}</label>
      <label class="test-tick"><input type="checkbox" checked={isHeld} onChange={(event) => setHeld(event.currentTarget.checked)} /> {words.testHeld}</label>
      <div class="test-outcome" role="status" aria-busy={text.trim() !== '' && found?.text !== text}>
        {found && !found.result.ok && <p class="problem"><Icon name="problem" size={16} /> <span>{words.testFailed} {refusalWords(found.result, desk, language)}</span></p>}
        {found?.result.ok && <Outcome text={found.text} test={found.result.value} isHeld={isHeld} draft={draft} targets={targets} onOpen={onOpen} />}
        {!found && text.trim() !== '' && <p class="quiet">{words.testing}</p>}
      </div>
    </section>
  )
}

interface OutcomeProps {
  readonly text: string
  readonly test: ReplyTest
  readonly isHeld: boolean
  readonly draft: RepliesDraft
  readonly targets: Targets
  onOpen(ruleId: string): void
}

function Outcome({ text, test: { by, ruleId, match, looked, answer }, isHeld, draft, targets, onOpen }: OutcomeProps) {
  const all = useRepliesWords()
  const words = all.replies
  const rule = draft.rules.find(({ id }) => id === ruleId)
  return (
    <>
      {match && (
        <p class="test-text" dir="auto">
          {text.slice(0, match.from)}<mark>{text.slice(match.from, match.to)}</mark>{text.slice(match.to)}
        </p>
      )}
      <p class="test-by"><Icon name={by === 'nobody' ? 'calm' : by === 'human-word' ? 'contact' : 'check'} size={16} /> <span>{words.testBy[by]} {rule && <bdi>{rule.name}</bdi>}</span></p>
      {match && <p class="quiet">{words.testMatch(match.keyword)}</p>}
      {isHeld && by !== 'human-word' && <p class="quiet">{words.testHeldSays}</p>}
      {rule && <button type="button" class="button is-quiet" onClick={() => onOpen(rule.id)}>{words.openRule}</button>}
      {answer && answer.parts.length > 0 && <AnswerPreview parts={answer.parts} />}
      {answer?.leadsTo !== undefined && <p>{words.testGoes(targetName(answer.leadsTo, targets, all))}</p>}
      {looked.length > 0 && (
        <details class="test-why">
          <summary>{words.testWhy}</summary>
          <ol>{looked.map((look, i) => <li key={i} dir="auto">{lookWords(look, words.looked)}</li>)}</ol>
        </details>
      )}
    </>
  )
}

function lookWords(look: ReplyLook, words: RepliesWords['replies']['looked']): string {
  switch (look.kind) {
    case 'off':
    case 'silent':
    case 'unfit':
      return words[look.kind](look.rule)
    case 'more':
      return words.more(look.rules)
    default:
      return words[look.kind]
  }
}
