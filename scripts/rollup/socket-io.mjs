import path from 'node:path'

/**
 * What is downloaded of Socket.IO's client: its manager and its socket, on an engine and a parser of ours
 * (`sdk/thread/socket-io/`), which speak the same protocols and leave out what is not used here: transports and the
 * change between them, binary attachments, the package's own coming back. 9.2 kB become 4 kB (brotli).
 *
 * Whole modules change place, nothing inside of them is touched. `sdk/thread/polling.ts`, a chunk of its own for where
 * WebSockets do not get through, asks for the package's `XHR` and gets the package's engine with it.
 *
 * Unbundled, in Node, the same code runs on the packages as they are.
 *
 * @param {string} root of the project
 * @returns {import('rollup').Plugin}
 */
export function leanSocketIo(root) {
  const client = path.join(root, 'node_modules/socket.io-client/build/esm')
  const engine = path.join(root, 'node_modules/engine.io-client/build/esm')
  const frames = path.join(root, 'node_modules/engine.io-parser/build/esm')
  const thread = path.join(root, 'sdk/thread')

  /** By whom (a folder or a file) what is asked for, and what it gets. */
  const places = [
    // The package's index also has a cache of managers, made when it is loaded.
    [thread, 'socket.io-client', path.join(client, 'manager.js')],
    [client, 'engine.io-client', path.join(thread, 'socket-io/engine.ts')],
    [client, 'socket.io-parser', path.join(thread, 'socket-io/packets.ts')],
    [client, './contrib/backo2.js', '\0foyer:backoff'],
    [path.join(thread, 'polling.ts'), 'engine.io-client', '\0foyer:polling'],
    [engine, './transports/index.js', '\0foyer:transports'],
    // The packages tell bundlers in their `browser` field to take one file for the other; a second package.json
    // in `build/esm` hides that field from Rollup's resolver.
    [engine, './globals.node.js', path.join(engine, 'globals.js')],
    [engine, '../globals.node.js', path.join(engine, 'globals.js')],
    [frames, './encodePacket.js', path.join(frames, 'encodePacket.browser.js')],
    [frames, './decodePacket.js', path.join(frames, 'decodePacket.browser.js')],
  ]
  const modules = new Map([
    // How long to wait before coming back is decided in `sdk/thread/jitter.ts`.
    ['\0foyer:backoff', 'export class Backoff { reset() {} }'],
    ['\0foyer:transports', 'export const transports = {}'],
    [
      '\0foyer:polling',
      `import { Socket } from '${engine}/socket.js'
       import { XHR as transport } from '${engine}/transports/polling-xhr.js'
       export class XHR extends Socket { constructor(server, options) { super(server, { ...options, transports: [transport] }) } }`,
    ],
  ])
  const unused = new Set(places)

  return {
    name: 'foyer-lean-socket-io',
    resolveId(source, importer) {
      // What a module of ours asks for it gets as it is.
      const place = places.find(([by, asked]) => asked === source && importer?.replace('\0foyer:polling', engine).startsWith(String(by)))
      if (!place) return null
      unused.delete(place)
      return place[2]
    },
    load: (id) => modules.get(id) ?? null,
    buildEnd() {
      const isUsed = unused.size < places.length
      const [forgotten] = unused
      if (isUsed && forgotten) throw new Error(`${path.relative(root, String(forgotten[0]))} does not import ${forgotten[1]} any more: look at the new version.`)
    },
  }
}
