/** Asks before a component is deleted, and says what depends on it (RC-14). */
import { useEffect, useState } from 'preact/hooks'
import { API } from '@foyer/sdk/protocol'
import type { ComponentDependents, ComponentRecord } from '@foyer/sdk/protocol'
import { Confirm } from '../forms/index.ts'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { useReceptionWords } from './use-words.ts'

export interface DeleteQuestionProps {
  readonly record: ComponentRecord
  onDelete(): void
  onKeep(): void
}

export function DeleteQuestion({ record, onDelete, onKeep }: DeleteQuestionProps) {
  const { api } = useTools()
  const { locale } = useSurroundings()
  const words = useReceptionWords()
  const [dependents, setDependents] = useState<ComponentDependents>()
  const { id, isOn, component } = record
  useEffect(() => {
    let isWanted = true
    void api.get<ComponentDependents>(API.componentDependents(id)).then((found) => isWanted && found.ok && setDependents(found.value))
    return () => void (isWanted = false)
  }, [api, id])
  const times = (n: number) => words.times(n, n.toLocaleString(locale))

  return (
    <Confirm title={words.removeTitle(component.name)} confirm={words.remove} cancel={words.keepIt} isGrave onConfirm={onDelete} onCancel={onKeep}>
      <p>{words.removeSays}</p>
      <div class="delete-facts" aria-live="polite">
        {dependents && (
          <>
            <p>{words.removeOpen(dependents.openConversations)}</p>
            <p>{words.removeUsed(times(dependents.showings), times(dependents.clicks))}</p>
          </>
        )}
      </div>
      {isOn && <p>{words.removeOff}</p>}
    </Confirm>
  )
}
