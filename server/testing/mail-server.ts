/** A mail server on this machine for tests: it takes mail as real ones do, or fails as they do. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail extends ParsedMail {
  /** As it came. */
  readonly raw: string
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
}

export interface MailServer {
  readonly url: string
  readonly received: readonly ReceivedMail[]
  /** The next mail that arrives, or has arrived and was not asked for yet. */
  next(): Promise<ReceivedMail>
  /** From now on every recipient is refused with this code; 0: taken again. */
  refuse(code: number): void
  /** How often a recipient was refused. */
  readonly refusals: number
  stop(): Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const waiting: ((mail: ReceivedMail) => void)[] = []
  const unseen: ReceivedMail[] = []
  let refusing = 0
  let refusals = 0

  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      if (refusing === 0) return done()
      refusals += 1
      return done(Object.assign(new Error('Not for reader@visitor.example'), { responseCode: refusing }))
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks)
        const mail = Object.assign(await simpleParser(raw), { raw: raw.toString(), envelope: { from: envelope.mailFrom ? envelope.mailFrom.address : '', to: envelope.rcptTo.map(({ address }) => address) } })
        received.push(mail)
        const wanted = waiting.shift()
        if (wanted) wanted(mail)
        else unseen.push(mail)
        done()
      })
    },
  })
  // A client that goes away half way is what some tests are about.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: urlOf(server.server),
    received,
    next: () => {
      const mail = unseen.shift()
      return mail ? Promise.resolve(mail) : new Promise((resolve) => waiting.push(resolve))
    },
    refuse: (code) => void (refusing = code),
    get refusals() {
      return refusals
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const urlOf = (server: Server) => `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`

/** A server that is no good: `talk` gets each connection. */
export async function startBadServer(talk: (socket: Socket) => void): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    talk(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: urlOf(server),
    stop() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Answers as a mail server until the text of a mail comes, and hangs up in the middle of it. */
export function dieHalfWay(socket: Socket): void {
  let isText = false
  socket.write('220 here\r\n')
  socket.on('data', (data) => {
    if (isText) return void socket.destroy()
    isText = /^DATA/i.test(String(data))
    return void socket.write(isText ? '354 go on\r\n' : '250 ok\r\n')
  })
}
