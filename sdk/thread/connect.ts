/** Lines to the server by Socket.IO: the only file that knows the library. */
import { Manager } from 'socket.io-client'
import { PATHS } from '@foyer/sdk/protocol'
import type { OpenLine } from './types.ts'

export interface SocketIoOptions {
  /** Origin of the server, `https://foyer.example`. */
  readonly server: string
  /** `VISITOR_NAMESPACE` or `DESK_NAMESPACE`. */
  readonly namespace: string
  /** Made anew for each line. Goes in a packet, never in an address. */
  readonly auth: () => object
}

/** Makes lines for `createLink`. */
export function socketIoLine({ server, namespace, auth }: SocketIoOptions): OpenLine {
  return (events, { polling }) => {
    let close = (): void => void (isClosed = true)
    let emit: ReturnType<OpenLine>['emit'] = () => undefined
    let isClosed = false

    const open = (transports: NonNullable<ConstructorParameters<typeof Manager>[1]>): void => {
      if (isClosed) return
      // One manager for each line: coming back is the link's business, with its own waits.
      const manager = new Manager(server, { path: PATHS.socket, reconnection: false, ...transports })
      const socket = manager.socket(namespace, { auth: (send) => send(auth()) })
      socket.on('connect', events.opened)
      socket.on('disconnect', () => events.closed())
      socket.on('connect_error', (error: Error & { data?: unknown }) => events.closed(error.data))
      socket.onAny(events.pushed)
      emit = (name, payload, answer) => void (answer ? socket.emit(name, payload, answer) : socket.volatile.emit(name, payload))
      close = () => {
        socket.off()
        socket.offAny()
        // Ends the manager too: it has no other socket.
        socket.disconnect()
      }
    }

    if (polling) {
      import('./polling.ts').then(
        ({ XHR }) => open({ transports: [XHR] }),
        () => events.closed(),
      )
    } else open({ transports: ['websocket'] })

    return { emit: (...message) => emit(...message), close: () => close() }
  }
}
