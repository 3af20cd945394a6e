/** A bot on this machine, by TLS, under a name that exists nowhere. */
import { createServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Of a name that exists nowhere, for a server on this machine, until the year 2126. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUQgBoQU5Lu6uZuf+q0fDc6QR80mowCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLYm90LmV4YW1wbGUwIBcNMjYxMTIyMjM0NDA1WhgPMjEyNjEw
MjkyMzQ0MDVaMBYxFDASBgNVBAMMC2JvdC5leGFtcGxlMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEwcZTXqWhc3YERpZ3h4RICFiugdESb6fxPDCOxr/9NDA9O5cr
wQqCpEnKKGvwJ8+lYurGeRuLXnB87ZdFrQGHNaNrMGkwHQYDVR0OBBYEFNNWSDoZ
9EVcym6dz6DdJ8kvdpV7MB8GA1UdIwQYMBaAFNNWSDoZ9EVcym6dz6DdJ8kvdpV7
MA8GA1UdEwEB/wQFMAMBAf8wFgYDVR0RBA8wDYILYm90LmV4YW1wbGUwCgYIKoZI
zj0EAwIDSAAwRQIhAKZQSNeZj80ajZYd57ny1h34mSaK2wODTY+/jU+YmkOrAiA8
J72L4NulrvGcSnX6ucTuTjYhknngVdbQVYjZ43NlJw==
-----END CERTIFICATE-----`
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgOYweCluNAcqm+Njs
WUHnW9fI1abUawZMVFb1fGyRqqShRANCAATBxlNepaFzdgRGlneHhEgIWK6B0RJv
p/E8MI7Gv/00MD07lyvBCoKkScooa/Anz6Vi6sZ5G4tecHztl0WtAYc1
-----END PRIVATE KEY-----`

export type BotAnswering = (request: IncomingMessage, body: string, response: ServerResponse) => void

export interface BotServer {
  /** Of this path, under the name that the certificate is for. */
  address(path: string): string
  close(): void
}

export async function openBotServer(answer: BotAnswering): Promise<BotServer> {
  const server = createServer({ cert: CERTIFICATE, key: KEY }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => answer(request, Buffer.concat(chunks).toString(), response))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    address: (path) => `https://bot.example:${(server.address() as AddressInfo).port}${path}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
