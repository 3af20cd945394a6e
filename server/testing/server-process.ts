/**
 * A whole server in a process of its own, for tests of several on one database:
 * `node server-process.ts <database URL> <data folder>`. Says where it is over the channel of its parent, and goes with it.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startServer } from '../start.ts'

const [databaseUrl = '', dataFolder = ''] = process.argv.slice(2)

/** What the build makes, with nothing in it: these tests look at no page. Its own, for another may be writing while one reads. */
const distFolder = path.join(dataFolder, `dist-${process.pid}`)
const manifests = { 'console/manifest.json': { script: 'none.js', styles: [] }, 'pages/manifest.json': {}, 'widget/none.js': '' }
for (const [name, content] of Object.entries(manifests)) {
  await mkdir(path.dirname(path.join(distFolder, name)), { recursive: true })
  await writeFile(path.join(distFolder, name), JSON.stringify(content))
}

const unlimited = { points: 1e9, seconds: 1 }
const server = await startServer({
  port: 0,
  dataFolder,
  distFolder,
  databaseUrl,
  isDemo: true,
  logLevel: 'error',
  aliveForMs: 4_000,
  trustedProxies: 0,
  siteOrigins: ['http://site.example'],
  rateRules: { 'conversations': unlimited, 'greetings': unlimited, 'endings': unlimited, 'requests': unlimited },
})
process.on('disconnect', () => process.exit(0))
process.send?.({ origin: server.origin, siteKey: server.siteKey, credentials: server.credentials })
