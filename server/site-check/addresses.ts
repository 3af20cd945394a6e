/**
 * Which machines the check of a page may speak to (RC-20). An owner names an address and this server goes there, so it
 * must not become a way into the network that the server stands in.
 */
import { BlockList, isIP } from 'node:net'

type Family = 'ipv4' | 'ipv6'

function ranges(family: Family, text: string): BlockList {
  const list = new BlockList()
  for (const range of text.trim().split(/\s+/)) {
    const [address = '', bits] = range.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** One list for each family: in a common one, ranges of IPv6 would also hold for IPv4. */
type Lists = Readonly<Record<Family, BlockList>>

const LOOPBACK: Lists = { ipv4: ranges('ipv4', '127.0.0.0/8'), ipv6: ranges('ipv6', '::1/128') }

/**
 * Not on the open internet (IANA's registries of special-purpose addresses): this machine, private networks, links,
 * carriers' inner networks, documentation, multicast; for IPv6 everything outside of 2000::/3, which leaves out the
 * forms that hold an address of IPv4, and of that the tunnels. Metadata services are on links, and one of a cloud
 * (168.63.129.16) on an address that looks public.
 */
const CLOSED: Lists = {
  ipv4: ranges(
    'ipv4',
    `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
     192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`,
  ),
  ipv6: ranges('ipv6', '::/3 2001::/23 2001:db8::/32 2002::/16 3fff::/20 4000::/2 8000::/1'),
}

/** Whether to connect to an address. `allowLoopback`: to this machine too, where the server itself is known by that name. */
export function mayConnect(address: string, { allowLoopback }: { readonly allowLoopback: boolean }): boolean {
  const family = isIP(address)
  // A zone (`fe80::1%eth0`) names a link of this machine.
  if (family === 0 || address.includes('%')) return false
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  return !CLOSED[kind].check(address, kind) || (allowLoopback && LOOPBACK[kind].check(address, kind))
}
