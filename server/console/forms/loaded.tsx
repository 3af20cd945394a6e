/** What has to be fetched before there is a form: its outline, or why it did not come. */
import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Result } from '@foyer/sdk/protocol'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { refusalWords } from './refusal-words.ts'

export interface LoadedProps<Value> {
  /** Keep it the same from drawing to drawing (`useCallback`): another one loads anew. */
  load(): Promise<Result<Value>>
  readonly children: (value: Value) => ComponentChildren
}

export function Loaded<Value>({ load, children }: LoadedProps<Value>) {
  const { words, language } = useSurroundings()
  const [result, setResult] = useState<Result<Value>>()
  const [attempt, setAttempt] = useState(0)
  const again = useCallback(() => setAttempt((n) => n + 1), [])
  useEffect(() => {
    let isWanted = true
    setResult(undefined)
    void load().then((answer) => isWanted && setResult(answer))
    return () => void (isWanted = false)
  }, [load, attempt])

  if (!result) {
    return (
      <div class="form-skeleton" role="status">
        <span class="unseen">{words.forms.loading}</span>
        <i /><i /><i /><i />
      </div>
    )
  }
  if (!result.ok) {
    return (
      <div class="empty" role="alert">
        <Icon name="problem" size={32} />
        <h2>{words.forms.loadFailed}</h2>
        <p>{refusalWords(result, words, language)}</p>
        <button type="button" class="button" onClick={again}>{words.tryAgain}</button>
      </div>
    )
  }
  return <>{children(result.value)}</>
}
