/**
 * A line by Socket.IO over plain requests, for where WebSockets do not get through; in a chunk of its own, fetched only
 * there. All that makes long polling hard is the package's business.
 */
import { Manager } from 'socket.io-client'
import { WINDOW_PATHS } from '@foyer/sdk/protocol'
import type { SocketIoOptions } from './connect.ts'
import type { LineEvents, LineSocket } from './types.ts'

/** Opens at once. */
export function pollingLine({ server, namespace, auth }: SocketIoOptions, events: LineEvents): LineSocket {
  // One manager for each line: coming back is the link's business, with its own waits.
  const manager = new Manager(server, { path: WINDOW_PATHS.socket, reconnection: false, transports: ['polling'] })
  const socket = manager.socket(namespace, { auth: (send) => send(auth()) })
  socket.on('connect', events.opened)
  socket.on('disconnect', () => events.closed())
  socket.on('connect_error', (error: Error & { data?: unknown }) => events.closed(error.data))
  socket.onAny(events.pushed)
  return {
    emit: (name, payload, answer) => void (answer ? socket.emit(name, payload, answer) : socket.volatile.emit(name, payload)),
    close() {
      socket.off()
      socket.offAny()
      // Ends the manager too: it has no other socket.
      socket.disconnect()
    },
  }
}
