/** Reads a body, and no more of it than is allowed: a client may say one length and send another. */
import { LIMITS, fail, ok } from '@foyer/sdk/protocol'
import type { Result } from '@foyer/sdk/protocol'
import type { Parse } from './parse.ts'
import { refusedProtocol } from './protocol-version.ts'

export async function readBytes(request: Request, mostBytes: number): Promise<Result<Buffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return fail('too_large')
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.length
      if (bytes > mostBytes) return fail('too_large')
      chunks.push(chunk)
    }
  } catch {
    // The client hung up while it sent. Nobody reads the answer.
    return fail('invalid_input')
  }
  return ok(Buffer.concat(chunks))
}

export async function readJson(request: Request, mostBytes: number = LIMITS.requestBytes): Promise<Result<unknown>> {
  const bytes = await readBytes(request, mostBytes)
  if (!bytes.ok) return bytes
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)))
  } catch {
    return fail('invalid_input')
  }
}

/** A JSON body, read and parsed. */
export async function parseJson<T>(request: Request, parse: Parse<T>): Promise<Result<T>> {
  const body = await readJson(request)
  return body.ok ? parse(body.value) : body
}

/** As {@link parseJson}, of a client that first says which version of the protocol it speaks. */
export async function parsePage<T>(request: Request, parse: Parse<T>): Promise<Result<T>> {
  const body = await readJson(request)
  return body.ok ? (refusedProtocol(body.value) ?? parse(body.value)) : body
}
