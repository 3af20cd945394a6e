/** Begins a conversation with a visitor at once (IV-7): whoever writes holds it. */
import { useState } from 'preact/hooks'
import { LIMITS } from '@foyer/sdk/protocol'
import type { ConversationId, VisitorId } from '@foyer/sdk/protocol'
import type { DeskClient } from '../desk-client.ts'
import { TextField, refusalWords } from '../forms/index.ts'
import { useSurroundings } from '../surroundings.ts'
import { Sheet } from './sheet.tsx'
import { useVisitorsWords } from './use-words.ts'

export interface TalkDialogProps {
  readonly visitorId: VisitorId
  readonly name: string
  readonly desk: DeskClient
  onBegun(id: ConversationId): void
  onClose(): void
}

export function TalkDialog({ visitorId, name, desk, onBegun, onClose }: TalkDialogProps) {
  const { words: deskWords, language } = useSurroundings()
  const words = useVisitorsWords()
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function begin() {
    const said = text.trim()
    if (said === '') return setProblem(words.talkEmpty)
    setBusy(true)
    setProblem(undefined)
    const answer = await desk.begin(visitorId, said)
    setBusy(false)
    if (answer.ok) onBegun(answer.value)
    else setProblem(refusalWords(answer, deskWords, language))
  }

  return (
    <Sheet title={words.talkTitle(name)} says={words.talkSays} confirm={isBusy ? words.sending : words.talkNow} isBusy={isBusy} problem={problem} onConfirm={() => void begin()} onClose={onClose}>
      <TextField path="text" label={words.talkText} value={text} lines={4} limit={LIMITS.textLength} onChange={setText} />
    </Sheet>
  )
}
