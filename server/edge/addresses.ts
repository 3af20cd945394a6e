/** The address that limits are counted by, and that can be blocked (IV-4). It is never logged and never told; of visits the last one is kept. */
import type { IncomingMessage } from 'node:http'

/**
 * The client's address. Behind `trustedProxies` proxies of ours it is what the outermost of them saw; entries before
 * that one the client may have written itself.
 */
export function clientAddress(request: Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } }, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return network(direct)
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',').map((entry) => entry.trim())
  return network(forwarded.at(-trustedProxies) || direct)
}

/** A household or a server has a whole /64 of IPv6 and could count as 2^64 clients. */
function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '')
  const [head = '', tail] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...(tail === undefined ? [] : zeros), ...right].slice(0, 4).join(':')
}
