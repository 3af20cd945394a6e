/**
 * Timers as rows: what is to happen, to what, and when. Any server on the database may claim one that is due, and if it
 * dies at work another takes over when the claim runs out. So a restart forgets nothing.
 */
import type { OnConflictBuilder } from 'kysely'
import type { WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, prepare, procedure, rows, run, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { Schema } from '../store/schema.ts'

export const DEADLINE_KINDS = [
  /** A conversation has been silent for so long that it is looked at (AL-13). The subject is the conversation. */
  'silence-warning',
  /** The warning has been out for its time (AL-13). The subject is the conversation. */
  'silence-end',
  /** The grace time of an agent whose last desk went away is over (AL-5). The subject is the member. */
  'agent-gone',
  /** Conversations wait for whom there may be a place (AL-11). The subject is the workspace. */
  'waiting-served',
  /** Nobody has answered whether somebody else may take over (AL-14). The subject is the conversation. */
  'transfer-expired',
  /** A visitor has waited for an answer as long as the group allows (AL-10). The subject is the conversation. */
  'overdue',
  /** An agent was given a conversation and has had the time to look at it (AL-18). The subject is the conversation. */
  'offer-missed',
  /** A bot is to be asked, or has not answered in time (AR-5). The subject is the conversation. */
  'bot-asked',
  /** An answer may not have been read: it goes out by mail (CW-12). The subject is the conversation. */
  'answer-mailed',
  /** A visitor was asked how it was, and is told where: in the thread (SV-1). The subject is the conversation. */
  'survey-linked',
  /** The same by mail, if it was not answered meanwhile. The subject is the conversation. */
  'survey-mailed',
  /** An agent's invitation has been on a page for a minute (IV-7). The subject is the showing. */
  'invite-unanswered',
  /** An upload that no message holds is taken away. The subject is the file. */
  'file-unused',
  /** The end of a block has come (IV-4). The subject is the block. */
  'block-over',
  /** Somebody was erased (CW-15): the database's file is cleared of what is left in it. The subject is always the same. */
  'erased-cleared',
] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

export interface Deadline {
  readonly kind: DeadlineKind
  /** The id of what it is about. There is one deadline of a kind for a subject. */
  readonly subject: string
  readonly workspaceId: WorkspaceId
  /** Milliseconds since 1970. */
  readonly dueAt: number
}

/** A due deadline that this server is at work on, until the claim runs out. */
export interface ClaimedDeadline extends Deadline {
  readonly claimedUntil: number
}

/** A plain type, which `prepare` takes for a record of placeholders; an interface it does not. */
type Arming = Pick<Deadline, keyof Deadline> & { readonly unclaimed: number }
const insertion = (p: Arming) => db.insertInto('deadlines').values({ kind: p.kind, subject: p.subject, workspace_id: p.workspaceId, due_at: p.dueAt, claimed_until: p.unclaimed })
/** Where there is one already. */
const setAnew = (conflict: OnConflictBuilder<Schema, 'deadlines'>) =>
  conflict.columns(['kind', 'subject']).doUpdateSet((row) => ({ due_at: row.ref('excluded.due_at'), claimed_until: row.ref('excluded.claimed_until') }))

const upsertDeadline = prepare((p: Arming) => insertion(p).onConflict(setAnew))
/** One that a server is at work on may have looked already, and is set anew. */
const insertDeadline = prepare((p: Arming) => insertion(p).onConflict((conflict) => setAnew(conflict).where('deadlines.claimed_until', '!=', p.unclaimed)))
/** The earlier of two counts; one that a server is at work on is set anew. */
const insertEarlier = prepare((p: Arming) =>
  insertion(p).onConflict((conflict) =>
    setAnew(conflict).where((row) => row.or([row('deadlines.claimed_until', '!=', p.unclaimed), row('deadlines.due_at', '>', row.ref('excluded.due_at'))])),
  ),
)
const deleteDeadline = prepare((p: { kind: DeadlineKind; subject: string }) =>
  db.deleteFrom('deadlines').where('kind', '=', p.kind).where('subject', '=', p.subject),
)
const deleteClaimed = prepare((p: { kind: DeadlineKind; subject: string; dueAt: number; claimedUntil: number }) =>
  db
    .deleteFrom('deadlines')
    .where('kind', '=', p.kind)
    .where('subject', '=', p.subject)
    .where('due_at', '=', p.dueAt)
    .where('claimed_until', '=', p.claimedUntil),
)

const claimedDeadline = prepare((p: { kind: DeadlineKind; subject: string; dueAt: number; claimedUntil: number }) =>
  db
    .selectFrom('deadlines')
    .select('subject')
    .where('kind', '=', p.kind)
    .where('subject', '=', p.subject)
    .where('due_at', '=', p.dueAt)
    .where('claimed_until', '=', p.claimedUntil),
)

/**
 * Sets a deadline, in the transaction of what it belongs to. One that is set already is moved; one that a server is at
 * work on is set anew, and what that server does at the end does not undo it.
 */
export function* armDeadline({ kind, subject, workspaceId, dueAt }: Deadline): Work<void> {
  yield* write(upsertDeadline, { kind, subject, workspaceId, dueAt, unclaimed: 0 })
}

/** As {@link armDeadline}, but one that waits already stays where it is: for what is counted from the first time. */
export function* armDeadlineOnce({ kind, subject, workspaceId, dueAt }: Deadline): Work<void> {
  yield* write(insertDeadline, { kind, subject, workspaceId, dueAt, unclaimed: 0 })
}

/** As {@link armDeadline}, but one that waits already and is due sooner stays where it is. */
export function* armDeadlineBy({ kind, subject, workspaceId, dueAt }: Deadline): Work<void> {
  yield* write(insertEarlier, { kind, subject, workspaceId, dueAt, unclaimed: 0 })
}

/** Takes a deadline off. Without one it does nothing. */
export function* cancelDeadline(kind: DeadlineKind, subject: string): Work<void> {
  yield* write(deleteDeadline, { kind, subject })
}

/** Makes what takes off all deadlines of these kinds about something. */
export function cancels(kinds: readonly DeadlineKind[]): (subject: string) => Work<void> {
  const deleteAll = prepare((p: { subject: string }) => db.deleteFrom('deadlines').where('kind', 'in', kinds).where('subject', '=', p.subject))
  return (subject) => write(deleteAll, { subject })
}

/** Whether a claimed deadline still holds: it was neither cancelled nor moved, and no other server has taken over. */
export function* holdsDeadline({ kind, subject, dueAt, claimedUntil }: ClaimedDeadline): Work<boolean> {
  return (yield* first(claimedDeadline, { kind, subject, dueAt, claimedUntil })) !== undefined
}

/**
 * Uses up a claimed deadline in the transaction that does its work, which makes it fire exactly once: `false` means that
 * it was cancelled or moved meanwhile, or that another server has taken over, and there is nothing to do.
 */
export function* takeDeadline({ kind, subject, dueAt, claimedUntil }: ClaimedDeadline): Work<boolean> {
  return (yield* run(deleteClaimed, { kind, subject, dueAt, claimedUntil })) === 1
}

export interface ClaimDeadlines {
  /** Kinds that this server knows what to do with. Others stay for a newer one. */
  readonly kinds: readonly DeadlineKind[]
  readonly now: number
  /** How long this server may take before another one tries, in milliseconds. */
  readonly claimMs: number
  readonly most: number
}

/** Due deadlines, the longest due first, claimed for the caller. Two servers never claim the same one at a time. */
export const claimDeadlines = procedure('deadlines.claim', function* ({ kinds, now, claimMs, most }: ClaimDeadlines): Work<readonly ClaimedDeadline[]> {
  const due = db
    .selectFrom('deadlines')
    .select(['kind', 'subject'])
    .where('kind', 'in', kinds)
    .where('due_at', '<=', now)
    .where('claimed_until', '<=', now)
    .orderBy('due_at')
    .limit(most)
  const claimedUntil = now + claimMs
  const claimed = yield* rows(
    db
      .updateTable('deadlines')
      .set({ claimed_until: claimedUntil })
      .where((row) => row(row.refTuple('kind', 'subject'), 'in', row.selectFrom(due.as('due')).select(['due.kind', 'due.subject']).$asTuple('kind', 'subject')))
      // Said again, because a row may have been claimed by another server since the inner query saw it.
      .where('claimed_until', '<=', now)
      .returning(['kind', 'subject', 'workspace_id', 'due_at']),
  )
  return claimed
    .map((row): ClaimedDeadline => ({ kind: row.kind as DeadlineKind, subject: row.subject, workspaceId: row.workspace_id, dueAt: row.due_at, claimedUntil }))
    .toSorted((a, b) => a.dueAt - b.dueAt)
})

/** Puts away a claimed deadline whose work is done, unless it was set anew meanwhile. */
export const finishDeadline = procedure('deadlines.finish', function* (deadline: ClaimedDeadline): Work<void> {
  yield* takeDeadline(deadline)
})

/** Whether any of a kind is due and has not been done. */
export const hasDue = procedure('deadlines.has-due', function* ({ kind, now }: { kind: DeadlineKind; now: number }): Work<boolean> {
  return (yield* first(db.selectFrom('deadlines').select('subject').where('kind', '=', kind).where('due_at', '<=', now).limit(1))) !== undefined
})

/** Puts off a claimed deadline, unless it was set anew meanwhile. */
export const moveDeadline = procedure('deadlines.move', function* ({ deadline, dueAt }: { deadline: ClaimedDeadline; dueAt: number }): Work<void> {
  if (yield* takeDeadline(deadline)) yield* armDeadline({ kind: deadline.kind, subject: deadline.subject, workspaceId: deadline.workspaceId, dueAt })
})

/** When the next deadline of these kinds that nobody has claimed is due; `null` if there is none. */
export const nextDeadline = procedure('deadlines.next', function* ({ kinds }: { kinds: readonly DeadlineKind[] }): Work<number | null> {
  const next = yield* first(
    db.selectFrom('deadlines').select('due_at').where('kind', 'in', kinds).where('claimed_until', '=', 0).orderBy('due_at').limit(1),
  )
  return next?.due_at ?? null
})
