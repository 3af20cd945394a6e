/** A visitor as a whole (IV-2): who they are, what they do now, their visits page by page, conversations, events; and blocking (IV-4). */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { VISITORS_API } from '@foyer/sdk/protocol'
import type { BlockRecord, ConversationId, LiveVisitor, Result, VisitorFile, VisitorId } from '@foyer/sdk/protocol'
import type { DeskClient } from '../desk-client.ts'
import { Face } from '../face.tsx'
import { Fact, Facts, PageLink } from '../facts.tsx'
import { refusalWords } from '../forms/index.ts'
import { fullTime, languageName } from '../format.ts'
import { Icon } from '../icons.tsx'
import { visitorName } from '../list-row.tsx'
import { useTools } from '../shell/tools.ts'
import { useNow, useSurroundings } from '../surroundings.ts'
import type { Texts } from './question.ts'
import { stateOf } from './question.ts'
import { Elapsed } from './elapsed.tsx'
import { File } from './file.tsx'
import { deviceText, placeText, sourceText } from './visit-texts.ts'
import { useVisitorsWords } from './use-words.ts'

const KEPT_BY_THEN_MS = 2_000

export interface FileCardProps {
  readonly id: VisitorId
  readonly cardId: string
  /** Absent: not in the list. */
  readonly live: LiveVisitor | undefined
  readonly texts: Texts
  readonly desk: DeskClient
  /** Another one: ask anew. */
  readonly version: number
  onClose(): void
  onGo(id: ConversationId): void
  onInvite(): void
  onTalk(name: string): void
  onBlock(name: string): void
  onSaid(said: string): void
}

export function VisitorFileCard({ id, cardId, live, texts, desk, version, onClose, onGo, onInvite, onTalk, onBlock, onSaid }: FileCardProps) {
  const { api } = useTools()
  const { words: deskWords, locale, language, clock } = useSurroundings()
  const words = useVisitorsWords()
  const now = useNow(30_000)
  const [result, setResult] = useState<Result<VisitorFile>>()
  const [problem, setProblem] = useState<string>()
  const attempt = useRef(0)

  const load = useCallback(async () => {
    const mine = (attempt.current += 1)
    const answer = await api.get<VisitorFile>(VISITORS_API.file(id))
    // What is there stays until something newer is: a line that stutters takes no card away.
    if (mine === attempt.current) setResult((before) => (answer.ok || !before?.ok ? answer : before))
  }, [api, id])
  // Asked anew when something has been added to it.
  useEffect(() => {
    void load()
    // A page that was just entered is kept about a second later.
    return live && clock.after(KEPT_BY_THEN_MS, () => void load())
  }, [load, version, live?.pages, live?.state.kind, live?.leftAt, live?.isBlocked])
  useEffect(() => () => void (attempt.current = -1), [])

  const file = result?.ok ? result.value : undefined
  const who = live ?? file?.visitor
  const name = who ? visitorName(who, deskWords) : words.card
  const blocks = file?.blocks ?? []
  const isBlocked = file ? blocks.length > 0 : live?.isBlocked === true
  const state = live && stateOf(live)
  const talk = live && 'conversationId' in live.state && live.leftAt === undefined ? live.state.conversationId : undefined
  const maySeeTalk = talk !== undefined && desk.state.entries.has(talk)

  async function end(block: BlockRecord) {
    setProblem(undefined)
    const ended = await api.delete<null>(VISITORS_API.block(block.id))
    // Somebody was quicker: that is as good.
    if (!ended.ok && ended.code !== 'not_found') return setProblem(refusalWords(ended, deskWords, language))
    onSaid(words.blocks.ended(name))
    await load()
  }

  return (
    <aside class="visit-card" id={cardId} tabIndex={-1} aria-label={words.card}>
      <div class="card-head">
        <h2>{words.card}</h2>
        <button type="button" class="icon-button" aria-label={words.closeCard} title={words.closeCard} onClick={onClose}><Icon name="close" size={18} /></button>
      </div>
      {who && (
        <div class="card-who">
          <Face name={who.name} number={who.number} isPresent={live !== undefined && live.leftAt === undefined} size="large" />
          <p class="card-name" dir="auto">{name}</p>
          <p class="quiet">
            {who.name !== undefined && <>{deskWords.visitor(who.number)} · </>}
            {live ? texts.of(live, 'state') : words.notHere}
          </p>
          {isBlocked && <p class="visit-is-blocked"><Icon name="caution" size={16} /> {words.blocked}</p>}
        </div>
      )}
      {who && (
        <div class="visit-actions">
          {maySeeTalk && <button type="button" class="button is-main" onClick={() => onGo(talk)}><Icon name="conversations" size={16} mirrors /> {words.openTalk}</button>}
          {live && !isBlocked && (state === 'browsing' || state === 'declined' || state === 'unanswered') && (
            <button type="button" class="button is-main" onClick={onInvite}><Icon name="invitation" size={16} /> {words.invite}</button>
          )}
          {talk === undefined && !isBlocked && <button type="button" class="button" onClick={() => onTalk(name)}><Icon name="conversations" size={16} mirrors /> {words.talk}</button>}
          {!isBlocked && <button type="button" class="button is-grave" onClick={() => onBlock(name)}>{words.block}</button>}
        </div>
      )}
      <div role="alert">{problem && <p class="problem"><Icon name="problem" size={16} /> <span>{problem}</span></p>}</div>

      {blocks.length > 0 && (
        <section class="facts">
          <h3>{words.blocks.what}</h3>
          <ul class="visit-blocks">
            {blocks.map((block) => (
              <li key={block.id}>
                <span><b>{words.blockKinds[block.kind]}</b> · <bdi>{block.reason}</bdi></span>
                <span class="quiet">{words.blocks.by(block.by)}, {fullTime(block.at, now, locale)}</span>
                <span class="quiet">{words.blocks.until}: {block.until === undefined ? words.blocks.forGood : fullTime(block.until, now, locale)}</span>
                {block.mayEnd ? <button type="button" class="button" onClick={() => void end(block)}>{words.endBlock}</button> : <span class="quiet">{words.blocks.notYours}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}

      {live && (
        <Facts title={words.now}>
          {live.page && <Fact name={live.leftAt === undefined ? deskWords.nowOn : deskWords.lastOn}><PageLink page={live.page} /></Fact>}
          <Fact name={words.arrived}>{fullTime(live.arrivedAt, now, locale)}</Fact>
          <Fact name={words.onSite}><Elapsed since={live.arrivedAt} until={live.leftAt} /> · {words.pages(live.pages)}</Fact>
          <Fact name={words.cameFrom}>{sourceText(live.source, words)}</Fact>
          {live.source.words && <Fact name={words.searchedFor}>{live.source.words}</Fact>}
          {live.source.campaign && <Fact name={words.campaign}>{live.source.campaign}</Fact>}
          {live.source.medium && <Fact name={words.medium}>{live.source.medium}</Fact>}
          {live.place && <Fact name={words.columns.place}>{placeText(live.place, locale)}</Fact>}
          <Fact name={words.columns.device}>{[words.device[live.device.kind], deviceText(live.device)].filter(Boolean).join(' · ')}</Fact>
          {live.language && <Fact name={words.columns.language}>{languageName(live.language, locale)}</Fact>}
        </Facts>
      )}

      {!result && <div class="form-skeleton" role="status"><span class="unseen">{deskWords.forms.loading}</span><i /><i /><i /></div>}
      {result && !result.ok && (
        <div class="empty" role="alert">
          <h3>{words.fileFailed}</h3>
          <p>{refusalWords(result, deskWords, language)}</p>
          <button type="button" class="button" onClick={() => void load()}>{deskWords.tryAgain}</button>
        </div>
      )}
      {file && <File file={file} now={now} onGo={onGo} />}
    </aside>
  )
}
