/**
 * Starts the demo: the Foyer server with the demo's workspace in it, and beside it the travel agency's site that carries
 * its tag. The only file of the site that reads the environment and listens.
 *
 * Environment: `DEMO_PORT` (default 4100), and all that the server reads (`server/setup/settings.ts`). `LOG_LEVEL` is
 * `warn` here, so that what a newcomer has to read stands alone.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { describeProblem } from '@foyer/server/setup/problem.ts'
import { readSettings } from '@foyer/server/setup/settings.ts'
import { startServer } from '@foyer/server/start.ts'
import { makeProofKey } from './proof.ts'
import { createDemoSite } from './site.ts'

const DEFAULT_PORT = 4100

const wanted = Number(process.env['DEMO_PORT'] || DEFAULT_PORT)
if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) fail('DEMO_PORT must be a port, a whole number up to 65535.')

let answer: (request: Request) => Response | Promise<Response> = () => new Response('The demo is starting. Try again in a moment.', { status: 503 })
const pages = createServer(getRequestListener((request) => answer(request)))

// The pages' port comes first: the server has to be told which pages are ours.
await new Promise<void>((resolve) => {
  pages.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    fail(`Port ${wanted} is taken, perhaps by a demo that runs already. Stop it, or set DEMO_PORT to a free port.`)
  })
  pages.listen(wanted, resolve)
})
const { port } = pages.address() as AddressInfo

const foyer = await startServer({
  ...readSettingsOrFail(),
  isDemo: true,
  siteOrigins: [`http://localhost:${port}`, `http://127.0.0.1:${port}`],
}).catch((error: unknown) => {
  const problem = describeProblem(error)
  if (problem === undefined) throw error
  return fail(problem)
})
const [owner] = foyer.credentials
// Without one the site works as well, and says where a proof is wanted that it has none.
const proofKey = owner && (await makeProofKey({ serverOrigin: foyer.origin, siteKey: foyer.siteKey, owner }).catch((error: unknown) => console.warn(`The demo signs no proofs of identity: ${String(error)}`)))
const site = createDemoSite({ serverOrigin: foyer.origin, siteKey: foyer.siteKey, ...(proofKey && { proofKey }) })
answer = (request) => site.fetch(request)

console.log(`
  The demo is running.

  The agency’s site    http://localhost:${port}
  The desk             ${foyer.origin}/console
  Both, side by side   http://localhost:${port}/side-by-side

  Sign in at the desk as an agent, who answers, or as the owner, who sees everything
${foyer.credentials.toReversed().map(({ email, password }) => `    ${email.padEnd(26)} ${password}`).join('\n')}
`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    pages.close()
    pages.closeAllConnections()
    void foyer.stop().then(() => process.exit(0))
  })
}

function readSettingsOrFail(): ReturnType<typeof readSettings> {
  try {
    return readSettings({ LOG_LEVEL: 'warn', ...process.env })
  } catch (error) {
    const problem = describeProblem(error)
    if (problem === undefined) throw error
    return fail(problem)
  }
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
