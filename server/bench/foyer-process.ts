/**
 * A whole Foyer in a process of its own, for a benchmark: the demo's workspace on a fresh folder, with no limit of rates.
 * Whoever speaks to it passes for a proxy, and may say for which address.
 */
import { startServer } from '../start.ts'
import { serveParent } from './child.ts'

const unlimited = { points: 1e9, seconds: 1 }
const [dataFolder = '', databaseUrl = ''] = process.argv.slice(2)

const server = await startServer({
  port: 0,
  dataFolder,
  ...(databaseUrl && { databaseUrl }),
  isDemo: true,
  logLevel: 'warn',
  trustedProxies: 1,
  siteOrigins: ['http://site.example'],
  rateRules: { 'messages': unlimited, 'message-characters': unlimited, 'endings': unlimited, 'conversations': unlimited, 'requests': unlimited, 'requests-of-address': unlimited, 'greetings': unlimited, 'pages': unlimited },
})
serveParent({ origin: server.origin, siteKey: server.siteKey, credentials: server.credentials }, () => server.stop())
