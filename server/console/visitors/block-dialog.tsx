/** Blocks a visitor, or their network address, with a reason and an end (IV-4). */
import { useState } from 'preact/hooks'
import { BLOCK_KINDS, VISITORS_API, displayUnits } from '@foyer/sdk/protocol'
import type { BlockKind, BlockRecord, NewBlock, VisitorId } from '@foyer/sdk/protocol'
import { RadioCards, SelectField, TextField, refusalWords } from '../forms/index.ts'
import type { Problem } from '../forms/index.ts'
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
  const [wrong, setWrong] = useState<Problem>()
  const [problem, setProblem] = useState<string>()

  async function block() {
    const over = displayUnits(reason.trim()) - REASON_UNITS
    if (reason.trim() === '' || over > 0) return setWrong({ at: '', sentence: over > 0 ? desk.forms.tooLong(over) : words.blockReasonEmpty })
    setBusy(true)
    setProblem(undefined)
    const ms = LASTS[lasts]
    const answer = await api.post<BlockRecord>(VISITORS_API.blocks, { visitorId, kind, reason: reason.trim(), ...(ms !== undefined && { until: clock.now() + ms }) } satisfies NewBlock)
    setBusy(false)
    if (answer.ok) onBlocked()
    else setProblem(refusalWords(answer, desk, language))
  }

  const change = (next: string) => {
    setWrong(undefined)
    setReason(next)
  }

  return (
    <Sheet title={words.blockTitle(name)} says={words.blockSays} confirm={isBusy ? words.blocking : words.blockNow} isGrave isBusy={isBusy} problem={problem} refused={wrong} onConfirm={() => void block()} onClose={onClose}>
      <RadioCards path="kind" label={words.blockWhom} value={kind} arrangement="list" options={BLOCK_KINDS.map((value) => ({ value, label: words.blockKinds[value], hint: words.blockKindsSay[value] }))} onChange={(next) => setKind(next)} />
      <TextField path="reason" label={words.blockReason} hint={words.blockReasonSays} value={reason} problem={wrong} limit={REASON_UNITS} onChange={change} />
      <SelectField path="until" label={words.blockUntil} value={lasts} options={(Object.keys(LASTS) as Lasts[]).map((value) => ({ value, label: words.blockUntils[value] }))} onChange={(next) => setLasts(next)} />
    </Sheet>
  )
}
