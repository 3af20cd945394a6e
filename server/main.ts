/** The server as a program: reads the environment (see `setup/settings.ts`), starts, says where things are, and stops when told. */
import { describeProblem } from './setup/problem.ts'
import { readSettings } from './setup/settings.ts'
import { startServer } from './start.ts'

try {
  const server = await startServer({ ...readSettings(process.env), processMetrics: true, onBroken: endBroken })
  // Asked a second time, it ends at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.stop().then(() => process.exit(0)))
  }

  const { origin, siteKey, credentials } = server
  console.log(`Foyer is at ${origin}, the desk at ${origin}/console`)
  for (const { email, password } of credentials) console.log(`Sign in with ${email} and the password ${password}`)
  console.log(`The tag for your pages: <script async src="${origin}/foyer.js" data-site="${siteKey}"></script>`)
} catch (error) {
  const problem = describeProblem(error)
  if (problem === undefined) throw error
  console.error(problem)
  process.exitCode = 1
}

/** A server without its database answers nobody; one that is started anew by whoever watches it does. */
function endBroken(error: Error): void {
  console.error(`Foyer cannot go on. ${error.message}`)
  process.exit(1)
}
