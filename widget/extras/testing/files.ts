/** Files as a visitor would choose them, and a server that takes them: `fetch` of the page, for as long as a test lasts. */
import { LIMITS } from '@foyer/sdk/protocol'
import type { FileId, FileRef } from '@foyer/sdk/protocol'

/** A picture of two colours, as a canvas makes it. */
export async function picture(name = 'harbour.png', width = 320, height = 200): Promise<File> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('There is no canvas.')
  context.fillStyle = '#1b6b80'
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#ffcc00'
  context.fillRect(0, 0, width / 2, height / 2)
  return new File([await canvas.convertToBlob({ type: 'image/png' })], name, { type: 'image/png' })
}

/** A second of a tone, as a WAV file. */
export function tone(name = 'tone.wav'): File {
  const rate = 8_000
  const view = new DataView(new ArrayBuffer(44 + rate * 2))
  const write = (at: number, text: string) => [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)))
  write(0, 'RIFF')
  view.setUint32(4, 36 + rate * 2, true)
  write(8, 'WAVEfmt ')
  for (const [at, size, value] of [[16, 4, 16], [20, 2, 1], [22, 2, 1], [24, 4, rate], [28, 4, rate * 2], [32, 2, 2], [34, 2, 16]] as const) {
    if (size === 4) view.setUint32(at, value, true)
    else view.setUint16(at, value, true)
  }
  write(36, 'data')
  view.setUint32(40, rate * 2, true)
  for (let i = 0; i < rate; i++) view.setInt16(44 + i * 2, Math.sin(i / 4) * 9_000, true)
  return new File([view.buffer], name, { type: 'audio/wav' })
}

export interface FileServer {
  /** What came, by the server's name for it. */
  readonly files: Map<FileId, { readonly ref: FileRef; bytes: number }>
  /** Answers pieces, or leaves them without an answer. */
  isReachable: boolean
  /** A refusal of the next file. */
  refuses?: string | undefined
  restore(): void
}

/** Takes the place of `fetch` for uploads; everything else goes where it went. */
export function serveFiles(): FileServer {
  const real = globalThis.fetch
  const server: FileServer = { files: new Map(), isReachable: true, restore: () => void (globalThis.fetch = real) }
  let nr = 0
  globalThis.fetch = async (input, init = {}) => {
    const url = new URL(String(input instanceof Request ? input.url : input), location.href)
    if (!/^\/(v1|api)\/uploads/.test(url.pathname)) return real(input, init)
    if (!server.isReachable) throw new TypeError('Failed to fetch')
    const id = url.pathname.split('/')[3] as FileId | undefined
    if (!id) {
      const { file } = JSON.parse(String(init.body)) as { file: FileRef }
      const made = `served-${++nr}` as FileId
      server.files.set(made, { ref: { ...file, id: made, ...(file.type.startsWith('image/') && { width: 320, height: 200 }) }, bytes: 0 })
      return Response.json({ ok: true, value: { id: made, offset: 0 } })
    }
    const found = server.files.get(id)
    if (!found) return Response.json({ ok: false, code: 'not_found', message: '', remedy: '' })
    if (init.method === 'DELETE') {
      server.files.delete(id)
      return Response.json({ ok: true, value: null })
    }
    if (server.refuses) return Response.json({ ok: false, code: server.refuses, message: '', remedy: '' })
    if (init.method === 'PATCH') found.bytes += Math.min(LIMITS.chunkBytes, (init.body as ArrayBuffer).byteLength)
    return Response.json({ ok: true, value: { id, offset: found.bytes, ...(found.bytes === found.ref.size && { file: found.ref }) } })
  }
  return server
}
