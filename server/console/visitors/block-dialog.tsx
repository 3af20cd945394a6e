/** Blocks a visitor, or their network address, with a reason and an end (IV-4). */
import { useState } from 'preact/hooks'
import { BLOCK_KINDS, VISITORS_API, displayUnits } from '@foyer/sdk/protocol'
import type { BlockKind, BlockRecord, NewBlock, VisitorId } from '@foyer/sdk/protocol'
import { RadioCards, SelectField, TextField, refusalWords } from '../forms/index.ts'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { Sheet } from './sheet.tsx'
import { useVisitorsWords } from './use-words.ts'

const REASON_UNITS = 100
const HOUR_MS = 60 * 60_000
/** How long it holds. `ended`: until somebody ends it. */
const LASTS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, month: 30 * 24 * HOUR_MS, ended: undefined } as const
type Lasts = keyof typeof LASTS

export interface BlockDialogProps {
  readonly visitorId: VisitorId
  readonly name: string
  onBlocked(): void
  onClose(): void
}

export function BlockDialog({ visitorId, name, onBlocked, onClose }: BlockDialogProps) {
  const { api } = useTools()
  const { words: desk, language, clock } = useSurroundings()
  const words = useVisitorsWords()
  const [kind, setKind] = useState<BlockKind>('visitor')
  const [reason, setReason] = useState('')
  const [lasts, setLasts] = useState<Lasts>('week')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function block() {
    if (reason.trim() === '') return setProblem(words.blockReasonEmpty)
    const over = displayUnits(reason.trim()) - REASON_UNITS
    if (over > 0) return setProblem(desk.forms.tooLong(over))
    setBusy(true)
    setProblem(undefined)
    const ms = LASTS[lasts]
    const answer = await api.post<BlockRecord>(VISITORS_API.blocks, { visitorId, kind, reason: reason.trim(), ...(ms !== undefined && { until: clock.now() + ms }) } satisfies NewBlock)
    setBusy(false)
    if (answer.ok) onBlocked()
    else setProblem(refusalWords(answer, desk, language))
  }

  return (
    <Sheet title={words.blockTitle(name)} says={words.blockSays} confirm={isBusy ? words.blocking : words.blockNow} isGrave isBusy={isBusy} problem={problem} onConfirm={() => void block()} onClose={onClose}>
      <RadioCards path="kind" label={words.blockWhom} value={kind} arrangement="list" options={BLOCK_KINDS.map((value) => ({ value, label: words.blockKinds[value], hint: words.blockKindsSay[value] }))} onChange={(next) => setKind(next)} />
      <TextField path="reason" label={words.blockReason} hint={words.blockReasonSays} value={reason} limit={REASON_UNITS} onChange={setReason} />
      <SelectField path="until" label={words.blockUntil} value={lasts} options={(Object.keys(LASTS) as Lasts[]).map((value) => ({ value, label: words.blockUntils[value] }))} onChange={(next) => setLasts(next)} />
    </Sheet>
  )
}
