/** Who is blocked (IV-4): by whom, why and until when; and the way to end it. */
import { useCallback, useState } from 'preact/hooks'
import { VISITORS_API } from '@foyer/sdk/protocol'
import type { BlockRecord } from '@foyer/sdk/protocol'
import { Confirm, Loaded, refusalWords, useSheet } from '../forms/index.ts'
import { fullTime } from '../format.ts'
import { Icon } from '../icons.tsx'
import { visitorName } from '../list-row.tsx'
import { PageHead } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useNow, useSurroundings } from '../surroundings.ts'
import { blocksCss } from './blocks.css.ts'
import { VisitorsWordsContext, useLoadedWords, useVisitorsWords } from './use-words.ts'

interface BlocksProps {
  /** To the list, where it is not already that of another area. */
  onVisitors?(): void
  /** What else shows the block may be asked for anew. */
  onEnded?(): void
}

export function Blocks({ onVisitors, onEnded }: BlocksProps & { readonly open?: string | undefined }) {
  useSheet(blocksCss)
  const { api, place } = useTools()
  const words = useLoadedWords()
  const load = useCallback(() => api.get<readonly BlockRecord[]>(VISITORS_API.blocks), [api])
  if (!words) return null
  return (
    <VisitorsWordsContext.Provider value={words}>
      <div class="blocks-page">
        <PageHead title={words.blocks.title} lead={words.blocks.lead} />
        <Loaded load={load}>{(blocks) => <BlockList initial={blocks} onEnded={() => onEnded?.()} onVisitors={onVisitors ?? (() => place.go({ area: 'visitors' }))} />}</Loaded>
      </div>
    </VisitorsWordsContext.Provider>
  )
}

function BlockList({ initial, onVisitors, onEnded }: { readonly initial: readonly BlockRecord[] } & Required<BlocksProps>) {
  const { api } = useTools()
  const { words: desk, language, locale } = useSurroundings()
  const all = useVisitorsWords()
  const words = all.blocks
  const now = useNow(30_000)
  const [blocks, setBlocks] = useState(initial)
  const [asking, setAsking] = useState<BlockRecord>()
  const [problem, setProblem] = useState<string>()
  const [said, setSaid] = useState('')
  /** Of one who was erased nothing is left but that the address is blocked. */
  const nameOf = ({ visitorName: name, visitorNumber: number }: BlockRecord) =>
    number === undefined ? words.erased : visitorName({ number, ...(name !== undefined && { name }) }, desk)
  const standing = blocks.filter(({ until }) => until === undefined || until > now)

  async function end(block: BlockRecord) {
    setAsking(undefined)
    setProblem(undefined)
    const answer = await api.delete<null>(VISITORS_API.block(block.id))
    // Somebody was quicker: that is as good.
    if (!answer.ok && answer.code !== 'not_found') return setProblem(refusalWords(answer, desk, language))
    setBlocks((before) => before.filter(({ id }) => id !== block.id))
    setSaid(words.ended(nameOf(block)))
    onEnded()
  }

  return (
    <div class="blocks">
      <div role="alert">{problem && <p class="problem"><Icon name="problem" size={16} /> <span>{problem}</span></p>}</div>
      <p class="unseen" role="status">{said}</p>
      {standing.length === 0 ? (
        <div class="empty">
          <Icon name="calm" size={32} />
          <h3>{words.none}</h3>
          <p>{words.noneSays}</p>
          <button type="button" class="button" onClick={onVisitors}>{words.toVisitors}</button>
        </div>
      ) : (
        <table class="blocks-table">
          <thead>
            <tr>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.reason}</th>
              <th scope="col">{words.since}</th>
              <th scope="col">{words.until}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {standing.map((block) => (
              <tr key={block.id}>
                <th scope="row" dir="auto">
                  {block.visitorId === undefined ? nameOf(block) : <a href={`#${new URLSearchParams({ visitors: block.visitorId })}`}>{nameOf(block)}</a>}
                </th>
                <td data-name={words.what}>{all.blockKinds[block.kind]}</td>
                <td data-name={words.reason} dir="auto">{block.reason}</td>
                <td data-name={words.since}>{fullTime(block.at, now, locale)}<span class="quiet blocks-by">{words.by(block.by)}</span></td>
                <td data-name={words.until}>{block.until === undefined ? words.forGood : fullTime(block.until, now, locale)}</td>
                <td class="blocks-end">{block.mayEnd && <button type="button" class="button" aria-label={words.endOf(nameOf(block))} onClick={() => setAsking(block)}>{words.end}</button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {asking && <Confirm title={words.endAsk(nameOf(asking))} confirm={words.end} onConfirm={() => void end(asking)} onCancel={() => setAsking(undefined)}>{words.endAskSays}</Confirm>}
    </div>
  )
}
