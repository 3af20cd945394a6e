import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientAddress } from './addresses.ts'

const request = (remoteAddress: string | undefined, forwarded?: string) => ({
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  socket: { remoteAddress },
})

describe('the address that limits are counted by', () => {
  for (const [sentence, from, forwarded, proxies, expected] of [
    ['is the one that is connected', '192.0.2.1', undefined, 0, '192.0.2.1'],
    ['is not what a client writes about itself', '192.0.2.1', '203.0.113.9', 0, '192.0.2.1'],
    ['is what our proxy saw', '10.0.0.1', '203.0.113.9', 1, '203.0.113.9'],
    ['is what our outermost proxy saw, whatever was written before', '10.0.0.1', '6.6.6.6, 203.0.113.9, 10.0.0.2', 2, '203.0.113.9'],
    ['is the one connected if the proxy says nothing', '10.0.0.1', undefined, 1, '10.0.0.1'],
    ['is the same in both spellings of IPv4', '::ffff:192.0.2.1', undefined, 0, '192.0.2.1'],
    ['is the network of an IPv6 address', '2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2'],
    ['is the network of a short IPv6 address', '2001:db8::6', undefined, 0, '2001:db8:0:0'],
    ['is something even if the socket is gone', undefined, undefined, 0, 'unknown'],
  ] as const) {
    it(sentence, () => assert.equal(clientAddress(request(from, forwarded), proxies), expected))
  }
})
