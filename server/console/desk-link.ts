/** The desk's line to the server: the link that the window uses too, with the desk's event maps. */
import type { DeskToServer, ServerToDesk } from '@foyer/sdk/protocol'
import type { Link } from '@foyer/sdk/thread'
import type { DeskPush } from './desk-state.ts'

export type DeskLink = Link<DeskToServer, ServerToDesk>

/** Hears every push that changes what the desk knows, as one value. */
export function onPushes(link: DeskLink, listener: (push: DeskPush) => void): readonly (() => void)[] {
  return [
    link.on('log:appended', (payload) => listener({ name: 'log:appended', payload })),
    link.on('inbox:changed', (payload) => listener({ name: 'inbox:changed', payload })),
    link.on('inbox:removed', (payload) => listener({ name: 'inbox:removed', payload })),
    link.on('agent:changed', (payload) => listener({ name: 'agent:changed', payload })),
    link.on('agent:paused', (payload) => listener({ name: 'agent:paused', payload })),
    link.on('survey:changed', (payload) => listener({ name: 'survey:changed', payload })),
    link.on('survey:low', (payload) => listener({ name: 'survey:low', payload })),
    link.on('visitor:changed', (payload) => listener({ name: 'visitor:changed', payload })),
    link.on('typing', (payload) => listener({ name: 'typing', payload })),
  ]
}
