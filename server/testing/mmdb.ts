/** Writes small databases in MaxMind's format (version 2, records of 24 bits), for tests of who reads them. */

type Value = string | number | { readonly [name: string]: Value } | readonly Value[]

/** A control byte: the type, and the size in five bits or in one or two bytes behind it. */
function control(type: number, size: number): Buffer {
  const [first, more] = size < 29 ? [size, []] : size < 285 ? [29, [size - 29]] : [30, [(size - 285) >> 8, (size - 285) & 0xff]]
  return Buffer.from(type < 8 ? [(type << 5) | first, ...more] : [first, type - 7, ...more])
}

function encode(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)])
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return Buffer.concat([control(6, 4), bytes])
  }
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encode)])
  const entries = Object.entries(value)
  return Buffer.concat([control(7, entries.length), ...entries.flatMap(([name, inner]) => [encode(name), encode(inner)])])
}

type Node = [Node | number | undefined, Node | number | undefined]

export interface Network {
  /** The bits that its addresses begin with; in a tree of IPv6, those of IPv4 begin with 96 of zero. */
  readonly bits: string
  readonly record: Value
}

export function writeDatabase({ type, ipVersion, networks }: { readonly type: string; readonly ipVersion: 4 | 6; readonly networks: readonly Network[] }): Buffer {
  const root: Node = [undefined, undefined]
  const data: Buffer[] = []
  let offset = 0
  for (const { bits, record } of networks) {
    let node = root
    for (const bit of bits.slice(0, -1)) node = (node[Number(bit)] ??= [undefined, undefined]) as Node
    node[Number(bits.at(-1))] = offset
    const written = encode(record)
    data.push(written)
    offset += written.length
  }

  const nodes: Node[] = [root]
  for (const node of nodes) nodes.push(...node.filter((side) => Array.isArray(side)))
  const tree = Buffer.alloc(nodes.length * 6)
  for (const [index, node] of nodes.entries()) {
    for (const [side, to] of node.entries()) {
      // To another node, to nothing, or to a record behind the sixteen bytes after the tree.
      const pointer = Array.isArray(to) ? nodes.indexOf(to) : to === undefined ? nodes.length : nodes.length + 16 + to
      tree.writeUIntBE(pointer, index * 6 + side * 3, 3)
    }
  }
  const metadata = { binary_format_major_version: 2, binary_format_minor_version: 0, build_epoch: 1_700_000_000, database_type: type, ip_version: ipVersion, node_count: nodes.length, record_size: 24, languages: ['en', 'zh-CN'] }
  return Buffer.concat([tree, Buffer.alloc(16), ...data, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), encode(metadata)])
}

/** Of an address or a network: `203.0.113.0/24`. */
export function bitsOf(network: string): string {
  const [address = '', length] = network.split('/')
  const bits = address.includes(':')
    ? address.replace('::', ':'.repeat(9 - address.split(':').length)).split(':').map((group) => Number.parseInt(group || '0', 16).toString(2).padStart(16, '0'))
    : address.split('.').map((part) => Number(part).toString(2).padStart(8, '0'))
  return bits.join('').slice(0, length === undefined ? undefined : Number(length))
}
