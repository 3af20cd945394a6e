import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mayConnect } from './addresses.ts'

const CLOSED = `0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254 168.63.129.16
  169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1
  224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
  :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::a00:1 64:ff9b::808:808 100::1 2001::1 2001:db8::1 2002:7f00:1::
  3fff::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 4000::1 8000::1`
const OPEN = '1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 172.15.255.255 172.32.0.0 192.167.255.255 198.20.0.0 223.255.255.255 2606:4700::1111 2a00:1450:4001::1 2003::1'

describe('RC-20 the check of a page', () => {
  for (const address of CLOSED.split(/\s+/)) it(`never connects to ${address}`, () => assert.equal(mayConnect(address, { allowLoopback: false }), false))
  for (const address of OPEN.split(/\s+/)) it(`connects to ${address}`, () => assert.equal(mayConnect(address, { allowLoopback: false }), true))

  it('takes nothing for an address that is none', () => {
    for (const text of ['', 'localhost', '127.1', '0x7f000001', '1.1.1.1/32']) assert.equal(mayConnect(text, { allowLoopback: true }), false)
  })

  it('connects to this machine, and to no other closed one, if the server itself is known by that name', () => {
    const open = CLOSED.split(/\s+/).filter((address) => mayConnect(address, { allowLoopback: true }))
    assert.deepEqual(open, ['127.0.0.1', '127.255.255.254', '::1'])
  })
})
