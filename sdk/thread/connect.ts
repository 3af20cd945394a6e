/** Lines to the server by Socket.IO, over a WebSocket or over plain requests. */
import type { LineSocket, OpenLine } from './types.ts'
import { webSocketLine } from './web-socket-line.ts'

export interface SocketIoOptions {
  /** Origin of the server, `https://foyer.example`. */
  readonly server: string
  /** `VISITOR_NAMESPACE` or `DESK_NAMESPACE`. */
  readonly namespace: string
  /** Made anew for each line. Goes in a packet, never in an address. */
  readonly auth: () => object
}

/** Makes lines for `createLink`. */
export const socketIoLine = (options: SocketIoOptions): OpenLine => (events, { polling }) => {
  if (!polling) return webSocketLine(options, events)
  let line: LineSocket | undefined
  let isClosed = false
  import('./polling-line.ts').then(
    ({ pollingLine }) => {
      if (!isClosed) line = pollingLine(options, events)
    },
    () => {
      if (!isClosed) events.closed()
    },
  )
  return {
    emit: (...message) => line?.emit(...message),
    close() {
      isClosed = true
      line?.close()
    },
  }
}
