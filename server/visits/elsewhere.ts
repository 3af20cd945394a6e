/** Who is on the pages of other servers, as those tell of them while a desk here watches. Where two know the same visitor, the one on whose pages they are is believed. */
import { GONE_AFTER_MS } from '@foyer/sdk/protocol'
import type { LiveVisitor, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { PeerMessage } from '../peers/messages.ts'

export interface ElsewherePorts {
  now(): number
  /** What is told of somebody is another now. */
  touched(workspaceId: WorkspaceId, id: VisitorId): void
  /** All servers are to tell of everybody again. */
  askAnew(workspaceId: WorkspaceId): void
}

export interface Elsewhere {
  /** Of each server. */
  of(workspaceId: WorkspaceId): readonly ReadonlyMap<VisitorId, LiveVisitor>[]
  hear(told: Extract<PeerMessage, { readonly kind: 'visitors' }>, from: string): void
  /** Nobody here watches that workspace any more. */
  forget(workspaceId: WorkspaceId): void
  /** About once a second. */
  sweep(now: number): void
  /** Only these servers are left. */
  keepOnly(servers: readonly string[]): void
  /** Nothing that was told holds any more. */
  clear(): void
}

interface Told {
  readonly visitors: Map<VisitorId, LiveVisitor>
  heardAt: number
  /** Nothing was heard for as long as a page may say nothing (IV-3). */
  isSilent: boolean
}

export function createElsewhere({ now, touched, askAnew }: ElsewherePorts): Elsewhere {
  const elsewhere = new Map<WorkspaceId, Map<string, Told>>()

  const touchAll = (workspaceId: WorkspaceId, ids: Iterable<VisitorId>) => {
    for (const id of ids) touched(workspaceId, id)
  }

  /** Of a server that says nothing any more, whoever is on its pages has left, until it does, or another one tells of them. */
  function fallSilent(workspaceId: WorkspaceId, theirs: Told, at: number): void {
    theirs.isSilent = true
    for (const [id, visitor] of theirs.visitors) theirs.visitors.set(id, { ...visitor, leftAt: visitor.leftAt ?? at })
    touchAll(workspaceId, theirs.visitors.keys())
  }

  return {
    of: (workspaceId) => [...(elsewhere.get(workspaceId)?.values() ?? [])].map(({ visitors }) => visitors),
    hear({ workspaceId, visitors, gone }, from) {
      const servers = elsewhere.get(workspaceId) ?? new Map<string, Told>()
      elsewhere.set(workspaceId, servers)
      const theirs = servers.get(from) ?? { visitors: new Map<VisitorId, LiveVisitor>(), heardAt: 0, isSilent: false }
      servers.set(from, theirs)
      // Whom it has was taken for gone; it tells of all of them again.
      if (theirs.isSilent) askAnew(workspaceId)
      Object.assign(theirs, { heardAt: now(), isSilent: false })
      for (const visitor of visitors) theirs.visitors.set(visitor.id, visitor)
      for (const id of gone) theirs.visitors.delete(id)
      touchAll(workspaceId, [...visitors.map(({ id }) => id), ...gone])
    },
    forget: (workspaceId) => void elsewhere.delete(workspaceId),
    sweep(at) {
      for (const [workspaceId, servers] of elsewhere) {
        for (const theirs of servers.values()) if (!theirs.isSilent && Math.abs(at - theirs.heardAt) > GONE_AFTER_MS) fallSilent(workspaceId, theirs, at)
      }
    },
    keepOnly(left) {
      for (const [workspaceId, servers] of elsewhere) {
        for (const [server, { visitors }] of servers) {
          if (left.includes(server)) continue
          servers.delete(server)
          touchAll(workspaceId, visitors.keys())
        }
      }
    },
    clear() {
      for (const [workspaceId, servers] of elsewhere) {
        elsewhere.delete(workspaceId)
        for (const { visitors } of servers.values()) touchAll(workspaceId, visitors.keys())
      }
    },
  }
}
