/**
 * The thread of a conversation and what one writes into it. Messages, what they are made of and the composer are the
 * window's own parts, looked at from the agent's side.
 */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { LIMITS } from '@foyer/sdk/protocol'
import type { FileId, InboxEntry, MessageId, Part } from '@foyer/sdk/protocol'
import { checkParts, createTimeline, deviceOffsetAt } from '@foyer/sdk/thread'
import type { TimelineItem } from '@foyer/sdk/thread'
import { Composer } from '@foyer/widget/chat-window/parts/composer.tsx'
import type { ComposerTools } from '@foyer/widget/chat-window/parts/composer.tsx'
import { listenForDrops } from '@foyer/widget/chat-window/parts/drops.ts'
import { Later } from '@foyer/widget/chat-window/parts/later.tsx'
import { MessageList } from '@foyer/widget/chat-window/parts/message-list.tsx'
import type { PartPort } from '@foyer/widget/chat-window/parts/part-port.ts'
import { answersIn } from '@foyer/widget/extras/parts/answers.ts'
import { createFormat } from '@foyer/widget/shell/words/format.ts'
import type { PartWords } from '@foyer/widget/words'
import type { ConversationProps } from './conversation.tsx'
import { fullTime } from './format.ts'
import { isAskedOf, isHeldBy, nextOf } from './inbox.ts'
import { InsertButton, insertExtra } from './insert-button.tsx'
import { insertedIn } from './insert/inserted.ts'
import type { Inserted } from './insert/inserted.ts'
import { visitorName } from './list-row.tsx'
import { useNow, useSurroundings } from './surroundings.ts'
import { authorName, noteForAgents, noteWords } from './talk-notes.ts'
import { TypingPreview } from './typing-preview.tsx'
import { WhisperSwitch, whisperView } from './whisper.tsx'
import type { Words } from './words/index.ts'

export interface TalkProps extends ConversationProps {
  readonly entry: InboxEntry
  /** This member would not take it over. */
  onDeclined(): void
}

export function Talk(props: TalkProps) {
  const { id, entry, desk, state, drafts, trays, memory } = props
  const { words, locale, language, clock } = useSurroundings()
  const [text, setText] = useState(() => drafts.load(id))
  const [notice, setNotice] = useState<string>()
  const [isDropping, setDropping] = useState(false)
  /** What is being put together, and where it was left when it was closed. */
  const [inserting, setInserting] = useState<Inserted>()
  const hasSent = useRef(false)
  const left = useRef(new Map<Inserted['kind'], Inserted>())
  const composer = useRef<Composer>(null)
  const box = useRef<HTMLDivElement>(null)
  const format = useMemo(() => createFormat(locale, clock.now), [locale, clock])
  const partWords = useMemo<PartWords>(() => ({ ...words.parts, errors: errorSentences(words) }), [words])
  const self = state.me === undefined ? undefined : state.agents.get(state.me)
  const timeline = useMemo(
    () => createTimeline({ side: 'agent', offsetAt: deviceOffsetAt, noteFor: noteForAgents, ...(self && { self: { kind: 'agent', id: self.id, name: self.name } as const }) }),
    // A change of load or switches is none of the timeline's business.
    [self?.id, self?.name],
  )
  const { pending: allPending, continued, me } = state
  // What waits to go out from where the talk went on stands here too.
  const pending = useMemo(() => allPending.filter(({ conversationId }) => conversationId === id || (conversationId && continued.get(conversationId) === id)), [allPending, continued, id])
  const log = state.threads.get(id)
  const tray = trays.of(id)
  const items = useMemo(() => (log ? timeline({ log, pending }) : []), [timeline, log, pending])
  const port = usePort(props, items, format)
  const typing = state.typing.get(id)

  const write = useCallback((next: string) => {
    setText(next)
    setNotice(undefined)
    drafts.save(id, next)
  }, [drafts, id])
  const [, draw] = useState(0)
  useEffect(() => trays.subscribe((changed, isWritten) => {
    if (changed !== id) return
    if (isWritten) setText(drafts.load(id))
    draw((count) => count + 1)
  }), [trays, drafts, id])

  const isOver = entry.head.state.status === 'ended'
  // Who may look on does not speak to the visitor (AL-14).
  const isOnlooker = entry.head.state.status === 'held' && !isHeldBy(entry.head, me)
  const mayWhisper = !isOver && (isHeldBy(entry.head, me) || self?.role !== 'agent')
  const [wantsWhisper, setWantsWhisper] = useState(false)
  const isWhisper = mayWhisper && (isOnlooker || wantsWhisper)
  const onInput = (next: string) => {
    write(next)
    if (!isOver && !isWhisper) desk.setTyping(id, next.trim() !== '')
  }
  const whisper = async (bare: string) => {
    if (bare === '') return
    write('')
    const result = await desk.whisper(id, bare)
    if (result.ok) return
    write([bare, drafts.load(id)].filter(Boolean).join('\n'))
    setNotice(words.errors[result.code].join(' '))
  }
  const onSend = (bare: string) => {
    if (isWhisper) {
      const checked = bare ? checkParts([{ type: 'text', text: bare }]) : undefined
      return checked?.ok === false ? setNotice(words.errors[checked.code].join(' ')) : void whisper(bare)
    }
    const parts = [{ type: 'text', text: bare }] as const
    const checked = bare || !tray.hasChosen ? checkParts(parts) : undefined
    if (checked?.ok === false) return setNotice(words.errors[checked.code].join(' '))
    if (!tray.isReady) return void tray.take()
    write('')
    void (tray.send(bare) ?? desk.send(id, parts))
  }
  const takeBack = (message: MessageId) => {
    const parts = desk.takeBack(message)?.parts ?? []
    const inserted = insertedIn(parts, state.me, state.agents)
    if (inserted) return setInserting(inserted)
    const refused = parts.flatMap((part) => (part.type === 'text' ? part.text : part.type === 'file' ? part.file.name : [])).join('\n')
    // What was being written meanwhile stands before it, not in its place. (This may be called long after it was made, so the text is asked for.)
    if (refused) write([drafts.load(id).trim(), refused].filter(Boolean).join('\n'))
    composer.current?.focus()
  }

  const canWrite = useCanWrite(props)
  // The browser would open a file that is let go beside the composer in place of the desk, so all of the talk takes it.
  useLayoutEffect(() => (box.current && canWrite ? listenForDrops(box.current, setDropping, (files) => void tray.add(files)) : undefined), [tray, canWrite])

  const name = visitorName(entry.visitor, words)
  const isOffline = state.connection.status !== 'connected'
  const isLate = useLate(log === undefined || log.conversations.length === 0)
  const writeAfter = words.writeAfter(name, fullTime(entry.reachableUntil ?? 0, clock.now(), locale))
  const shownText = typing?.by === 'visitor' ? typing.text : undefined
  const tools: ComposerTools = {
    language,
    device: useMemo(() => ({ get: (fact: string) => memory.get(`talk:${fact}`), set: (fact: string, value?: string) => memory.set(`talk:${fact}`, value) }), [memory]),
    tray,
    offersVoice: false,
    offersLocation: false,
    sendLocation: (part) => void desk.send(id, [part]),
    children: <InsertButton onChoose={(kind) => setInserting(left.current.get(kind) ?? { kind, text })} />,
  }
  const sendInserted = (parts: readonly Part[], kind: Inserted['kind']) => {
    left.current.delete(kind)
    const [said] = parts
    // What was written has gone out with it.
    if (said?.type === 'text' && said.text === text.trim()) write('')
    setInserting(undefined)
    hasSent.current = true
    void desk.send(id, parts)
  }
  // While the dialog is there nothing else takes the focus; it gives it back to what has opened it.
  useEffect(() => {
    if (inserting || !hasSent.current) return
    hasSent.current = false
    composer.current?.focus()
  }, [inserting])

  return (
    <div class="talk" ref={box}>
      <MessageList items={items} words={partWords} format={format} port={port} isOffline={isOffline} hasOlder={log?.hasOlder ?? false}
        typing={typing?.by === 'visitor' && !shownText ? { name } : undefined}
        noteText={(note) => noteWords(note, self?.name, format, words)} noteView={(note) => whisperView(note, self?.name, words)} nameOf={(from) => authorName(from, state.me, name, words)}
        loadOlder={() => desk.loadOlder(id)} onRetry={(message) => desk.retry(message)} onEdit={takeBack}>
        {isLate && <TalkSkeleton />}
      </MessageList>
      {shownText && <TypingPreview name={name} text={shownText} />}
      {typing?.by === 'agent' && <p class="conversation-note is-caution" role="status">{words.typesToo(typing.name ?? '')}</p>}
      <Transfer {...props} time={format.time} name={name} />
      {isOver && <Over {...props} canWrite={canWrite} />}
      <AskedOfYou {...props} time={format.time} />
      {canWrite && mayWhisper && <WhisperSwitch isOn={isWhisper} isForced={isOnlooker} onChange={(isOn) => {
        setWantsWhisper(isOn)
        composer.current?.focus()
      }} />}
      {canWrite && (
        // Until when somebody can be reached has no room there, and stands above.
        <Composer ref={composer} words={{ ...partWords, message: isWhisper ? words.whisperTo : isOver ? writeAfter : words.writeTo(name), ...(isWhisper ? { placeholder: words.whisperTo } : isOver && { placeholder: words.writeTo(name) }) }}
          text={text} limit={LIMITS.textLength} notice={notice} tools={isWhisper ? undefined : tools} onInput={onInput} onSend={onSend} />
      )}
      {isDropping && <p class="talk-drop" aria-hidden="true">{words.dropFiles}</p>}
      {inserting && me !== undefined && (
        <Later extra={insertExtra} language={language} words={partWords}>
          {({ InsertDialog }) => (
            <InsertDialog key={inserting.kind} start={inserting} agents={state.agents} me={me} memory={memory} format={format} onSend={sendInserted}
              onClose={(now) => {
                left.current.set(now.kind, now)
                setInserting(undefined)
              }} />
          )}
        </Later>
      )}
    </div>
  )
}

/** Where messages can be written: in what is open, and in the last one of a thread whose visitor can be reached (CW-12). */
function useCanWrite({ entry, state }: TalkProps): boolean {
  const now = useNow(30_000)
  // Who is only asked to take it over says so first.
  const role = state.me === undefined ? undefined : state.agents.get(state.me)?.role
  if (isAskedOf(entry, state.me) && role === 'agent') return false
  if (entry.head.state.status !== 'ended') return true
  return entry.reachableUntil !== undefined && entry.reachableUntil > now && !nextOf(state.entries, entry)
}

/** What the views of messages ask for. */
function usePort({ id, desk, trays, state }: TalkProps, items: readonly TimelineItem[], format: PartPort['format']): PartPort {
  const { language } = useSurroundings()
  const answers = useMemo(() => answersIn(items), [items])
  const latest = useRef(answers)
  latest.current = answers
  const links = useCallback((ids: readonly FileId[]) => desk.fileLinks(id, ids), [desk, id])
  return useMemo(
    () => ({ language, format, server: '', links, localFile: trays.of(id).localFile, answerTo: (message) => latest.current.get(message) }),
    // After an absence, files that could not be asked for are asked for again.
    [language, format, links, trays, id, state.connection.status === 'connected'],
  )
}

/** The visitor, or a colleague, is being asked whether somebody else takes over (AL-14). */
function Transfer({ entry: { head }, desk, state, name, time, onRefused }: TalkProps & { readonly name: string; time(at: number): string }) {
  const { words } = useSurroundings()
  const { transfer } = head
  if (!transfer || (transfer.asks && !isHeldBy(head, state.me))) return null
  return (
    <div class="conversation-note transfer" role="status">
      <span>{transfer.asks ? words.handOverWaitingColleague(transfer.to.name, time(transfer.expiresAt)) : words.handOverWaiting(name, transfer.to.name, time(transfer.expiresAt))}</span>
      {isHeldBy(head, state.me) && (
        <button type="button" class="button" onClick={async () => {
          const result = await desk.withdrawTransfer(head.id)
          // It was answered in the same moment: the note says how.
          if (!result.ok && result.code !== 'transfer_over') onRefused(result)
        }}>{words.handOverWithdraw}</button>
      )}
    </div>
  )
}

/** This member is asked to take it over (AL-14): the whisper above says why. */
function AskedOfYou({ entry, desk, state, time, onDeclined, onRefused }: TalkProps & { time(at: number): string }) {
  const { words } = useSurroundings()
  const [isBusy, setBusy] = useState(false)
  const { head } = entry
  const { transfer } = head
  if (!transfer || !isAskedOf(entry, state.me)) return null
  const answer = async (isAccepted: boolean) => {
    if (isBusy) return
    setBusy(true)
    const result = await desk.answerTransfer(head.id, isAccepted)
    setBusy(false)
    if (!result.ok) onRefused(result)
    else if (!isAccepted) onDeclined()
  }
  return (
    <div class="conversation-note transfer" role="group" aria-label={words.askedOfYou}>
      <span role="status">
        {words.askedToTakeOver(head.state.status === 'held' ? head.state.agent.name : '', time(transfer.expiresAt))}
        {transfer.note && <> {words.askedNote(transfer.note)}</>}
      </span>
      <span class="note-actions">
        <button type="button" class="button" aria-disabled={isBusy} onClick={() => void answer(false)}>{words.declineTransfer}</button>
        <button type="button" class="button is-main" aria-disabled={isBusy} onClick={() => void answer(true)}>{words.acceptTransfer}</button>
      </span>
    </div>
  )
}

/** It has ended: says whether and how the visitor can still be answered. */
function Over({ entry, state, canWrite, onGo }: TalkProps & { readonly canWrite: boolean }) {
  const { words, locale, clock } = useSurroundings()
  const next = nextOf(state.entries, entry)
  const isLast = entry.reachableUntil !== undefined && !next
  return (
    <div class="conversation-ended" role="status">
      <strong>{words.endedTitle}</strong>
      <span>{next ? words.wentOn : canWrite ? words.reachSays(fullTime(entry.reachableUntil ?? 0, clock.now(), locale)) : isLast ? words.outOfReach : words.endedSays}</span>
      {next && <button type="button" class="button" onClick={() => onGo(next.head.id)}>{words.goThere}</button>}
    </div>
  )
}

/** True once `isWaiting` has lasted long enough to be worth showing: what comes at once does not flicker. */
function useLate(isWaiting: boolean): boolean {
  const { clock } = useSurroundings()
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    return isWaiting ? clock.after(SKELETON_AFTER_MS, () => setLate(true)) : undefined
  }, [isWaiting, clock])
  return isLate && isWaiting
}

const SKELETON_AFTER_MS = 400

function TalkSkeleton() {
  return (
    <div class="talk-skeleton" aria-hidden="true"><span /><span /><span /></div>
  )
}

/** What happened, and what to do, for each refusal. */
const errorSentences = (words: Words): PartWords['errors'] =>
  Object.fromEntries(Object.entries(words.errors).map(([code, sentences]) => [code, sentences.join(' ')]))
