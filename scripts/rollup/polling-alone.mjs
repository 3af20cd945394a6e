import path from 'node:path'

/**
 * What is downloaded of Socket.IO's client where WebSockets do not get through (`sdk/thread/polling-line.ts`): of its
 * transports only polling. To leave the others to tree shaking is not enough: a table names them all, and two indexes
 * pass them on. 11.5 kB become 10.2 kB (brotli).
 *
 * Whole modules change place, nothing inside of them is touched. Unbundled, in Node, the same code runs on the packages
 * as they are.
 *
 * @param {string} root of the project
 * @returns {import('rollup').Plugin}
 */
export function pollingAlone(root) {
  const client = path.join(root, 'node_modules/socket.io-client/build/esm')
  const engine = path.join(root, 'node_modules/engine.io-client/build/esm')
  const frames = path.join(root, 'node_modules/engine.io-parser/build/esm')

  /** By whose modules what is asked for, and what they get. @type {[importer: string, source: string, file: string][]} */
  const places = [
    [path.join(root, 'sdk/thread'), 'socket.io-client', path.join(client, 'manager.js')],
    [client, 'engine.io-client', '\0foyer:engine'],
    [engine, './transports/index.js', '\0foyer:transports'],
    // The packages tell bundlers in their `browser` field to take one file for the other; a second package.json in
    // `build/esm` hides that field from Rollup's resolver.
    [engine, './globals.node.js', path.join(engine, 'globals.js')],
    [engine, '../globals.node.js', path.join(engine, 'globals.js')],
    [frames, './encodePacket.js', path.join(frames, 'encodePacket.browser.js')],
    [frames, './decodePacket.js', path.join(frames, 'decodePacket.browser.js')],
  ]
  const modules = new Map([
    [
      '\0foyer:engine',
      `export { Socket } from '${engine}/socket.js'
       export { installTimerFunctions } from '${engine}/util.js'
       export { nextTick } from '${engine}/globals.js'`,
    ],
    [
      '\0foyer:transports',
      `import { XHR } from '${engine}/transports/polling-xhr.js'
       export const transports = { polling: XHR }`,
    ],
  ])
  const unused = new Set(places)

  return {
    name: 'foyer-polling-alone',
    resolveId(source, importer) {
      const place = places.find(([by, asked]) => asked === source && importer?.startsWith(by))
      if (!place) return null
      unused.delete(place)
      return place[2]
    },
    load: (id) => modules.get(id) ?? null,
    buildEnd(error) {
      const [missed] = unused
      if (error || !missed || unused.size === places.length) return
      throw new Error(`Nothing in ${path.relative(root, missed[0])} imports ${missed[1]} any more: look at the new version.`)
    },
  }
}
