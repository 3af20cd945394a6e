import type { DeskNamespace, VisitorNamespace } from '../edge/socket-server.ts'
import type { Bus, PeerMessage } from './messages.ts'

type Broadcast = { readonly rooms: Set<string>; readonly except?: Set<string>; readonly flags?: { readonly local?: boolean; readonly volatile?: boolean } }

/**
 * What is said in a namespace's rooms reaches the sockets of all servers. Only `namespace.local` stays here. Socket.IO's own
 * adapter for PostgreSQL sends a statement for each push, and keeps long ones in a table that it cleans again and again.
 *
 * @returns does here what another server has said
 */
export function shareNamespace(namespace: VisitorNamespace | DeskNamespace, bus: Bus): (message: PeerMessage) => void {
  const { adapter, name } = namespace
  const broadcastHere = adapter.broadcast.bind(adapter)
  const disconnectHere = adapter.disconnectSockets.bind(adapter)
  const whom = ({ rooms, except = new Set() }: Broadcast) => ({ namespace: name, rooms: [...rooms], except: [...except] })

  adapter.broadcast = (packet: { type: number; data: unknown }, to: Broadcast) => {
    const { type, data } = packet
    if (!to.flags?.local) bus.publish({ kind: 'push', ...whom(to), packet: { type, data }, isVolatile: to.flags?.volatile === true })
    broadcastHere(packet, to)
  }
  adapter.disconnectSockets = (to: Broadcast, close: boolean) => {
    if (!to.flags?.local) bus.publish({ kind: 'disconnect', ...whom(to) })
    disconnectHere(to, close)
  }

  return (message) => {
    if ((message.kind !== 'push' && message.kind !== 'disconnect') || message.namespace !== name) return
    const to = { rooms: new Set(message.rooms), except: new Set(message.except) }
    if (message.kind === 'disconnect') disconnectHere(to, true)
    else broadcastHere({ ...message.packet }, { ...to, flags: { volatile: message.isVolatile } })
  }
}
