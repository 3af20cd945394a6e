/**
 * Stands in for the package `socket.io-parser` in what browsers download: version 5 of its protocol without binary
 * attachments, which Foyer does not send. The build puts it in the package's place, so it has the names that
 * `socket.io-client` asks for.
 *
 * A packet is its type, a namespace other than `/` with a comma, the number of the request that it makes or answers,
 * and JSON: `2/visitor,17["mark:set",{}]`. See https://socket.io/docs/v4/socket-io-protocol/
 */
export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 } as const

export interface Packet {
  readonly type: number
  readonly nsp: string
  readonly id?: number | undefined
  readonly data?: unknown
}

export class Encoder {
  /** @returns the frames of a packet: one, as nothing is binary */
  encode({ type, nsp, id, data }: Packet): [string] {
    return [`${type}${nsp === '/' ? '' : `${nsp},`}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`]
  }
}

export class Decoder {
  #listener: ((packet: Packet) => void) | undefined

  on(_decoded: string, listener: (packet: Packet) => void): void {
    this.#listener = listener
  }

  off(): void {
    this.#listener = undefined
  }

  /** @throws {Error} if it is no packet: the line is then closed, because the other end is not what it should be */
  add(frame: string): void {
    const [, type = '', nsp = '/', id, json] = /^([0-4])(?:(\/[^,]*),)?(\d*)(.*)$/s.exec(frame) ?? []
    const data: unknown = json && JSON.parse(json)
    // Pushes and answers are lists; of the others the farewell alone has no object.
    const isWhole = /[23]/.test(type) ? Array.isArray(data) : type === '1' || (typeof data === 'object' && data !== null)
    if (!isWhole) throw new Error('Not a packet.')
    this.#listener?.({ type: Number(type), nsp, data, ...(id && { id: Number(id) }) })
  }

  /** There are no attachments to wait for. */
  destroy(): void {}
}
