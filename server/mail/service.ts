/**
 * Tells visitors by mail of answers that they have not read (CW-12). Whoever stores an answer arms the deadline; here is
 * what it does. The mail's id is made of what it tells of: should the server die between sending it and noting that, the
 * one that goes out again is the same to a mail program.
 */
import type { ConversationId, FileId, FileLinks } from '@foyer/sdk/protocol'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { createOriginList } from '../edge/origins.ts'
import type { Log } from '../logging/events.ts'
import type { Store } from '../store/store.ts'
import { answerMail } from './answer-mail.ts'
import { MailError } from './mailer.ts'
import type { Mailer } from './mailer.ts'
import { nextTry } from './rules.ts'
import { filesOfAnswers, noteMailed, postponeMail, takeUnreadAnswers } from './store.ts'
import type { UnreadAnswers } from './store.ts'

export interface AnswerMailPorts {
  readonly store: Store
  /** Absent: nothing goes out, and what was armed while there was one is put away. */
  readonly mailer: Mailer | undefined
  /** Absolute addresses of files of a conversation. */
  linksOf(conversationId: ConversationId, ids: readonly FileId[]): Promise<readonly FileLinks[]>
  /** The server's own origins, for the hosted page. */
  own(): readonly string[]
  now(): number
  readonly log: Log
}

/** What a due `answer-mailed` deadline does. */
export function createAnswerMail({ store, mailer, linksOf, own, now, log }: AnswerMailPorts): (due: ClaimedDeadline) => Promise<void> {
  /** Anybody can say to be on any page, and any address to be theirs: the company's mail leads to the company's pages alone. */
  const withOwnPage = ({ page, ...unread }: UnreadAnswers): UnreadAnswers => {
    const origin = page === undefined ? undefined : URL.parse(page)?.origin
    const isOurs = origin !== undefined && (own().includes(origin) || createOriginList(unread.origins).has(origin))
    return { ...unread, ...(isOurs && page !== undefined && { page }) }
  }

  return async (due) => {
    if (!mailer) return
    const unread = await store.run(takeUnreadAnswers, due)
    if (!unread) return
    // What it was armed for has been read meanwhile, and something later has not.
    if (unread.dueAt > now()) return store.run(postponeMail, { due, dueAt: unread.dueAt })

    const { conversationId, answers, dueAt } = unread
    const about = { workspaceId: due.workspaceId, conversationId }
    const ids = filesOfAnswers(answers)
    const links = new Map((ids.length > 0 ? await linksOf(conversationId, ids) : []).map(({ id, href }) => [id, href]))
    try {
      await mailer.send(answerMail(withOwnPage(unread), (id) => links.get(id)))
    } catch (error) {
      if (!(error instanceof MailError)) throw error
      const { reason, code } = error
      const again = nextTry(dueAt, now())
      log(again === undefined ? 'mail-given-up' : 'mail-postponed', { ...about, reason, code })
      // What was given up is told of with the next answer, if that one goes out.
      return again === undefined ? undefined : store.run(postponeMail, { due, dueAt: again })
    }
    await store.run(noteMailed, { due, seq: answers.at(-1)!.seq })
    log('mail-sent', about)
  }
}
