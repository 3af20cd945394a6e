/**
 * Starts the demo: the Foyer server, and beside it the travel agency's site that carries its tag.
 * The only file of the site that reads the environment and listens.
 *
 * Environment: `DEMO_PORT` (default 4100).
 */
import { serve } from '@hono/node-server'
import { createDemoSite } from './site.ts'

const DEFAULT_PORT = 4100

/** What the site needs to know of a running Foyer server. */
interface RunningFoyer {
  origin: string
  siteKey: string
  stop(): Promise<void>
}

/** The seam: here the server will be started in this process, with the demo workspace in it. */
async function startFoyer(): Promise<RunningFoyer> {
  return { origin: 'http://localhost:4000', siteKey: 'demo', stop: async () => {} }
}

const port = Number(process.env['DEMO_PORT'] ?? DEFAULT_PORT)
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('DEMO_PORT must be a port, a whole number up to 65535.')

const foyer = await startFoyer()
const site = createDemoSite({ serverOrigin: foyer.origin, siteKey: foyer.siteKey })

const listener = serve({ fetch: site.fetch, port }, (address) => {
  console.log(`The demo site is at http://localhost:${address.port}`)
  console.log(`Visitor and desk, side by side: http://localhost:${address.port}/side-by-side`)
})

listener.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') fail(`Port ${port} is taken. Set DEMO_PORT to a free one.`)
  throw error
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    listener.close(() => void foyer.stop().then(() => process.exit(0)))
    if ('closeIdleConnections' in listener) listener.closeIdleConnections()
  })
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
