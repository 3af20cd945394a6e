/** What a bot answers with, from its server to the visitor (AR-5): over real connections, through the folder of files. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { ALLOCATION_API, API } from '@foyer/sdk/protocol'
import type { Appended, BotDraft, FileLinks, MadeBot, Part, Receivers, Result } from '@foyer/sdk/protocol'
import { HTML, photo, png } from '../files/testing/samples.ts'
import { PLACES } from '../testing/places.ts'
import { ask, connected, startRunning } from '../testing/running.ts'
import type { Running, VisitorSocket } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { CERTIFICATE, openBotServer } from './testing/bot-server.ts'
import type { BotServer } from './testing/bot-server.ts'

/** What the machine says next. */
const machineSays = (visitor: VisitorSocket): Promise<readonly Part[]> =>
  new Promise((resolve) => {
    const hear = ({ events }: Appended) => {
      const said = events.find((event) => event.type === 'message' && event.from.kind === 'machine')
      if (said?.type !== 'message') return
      visitor.off('log:appended', hear)
      resolve(said.parts)
    }
    visitor.on('log:appended', hear)
  })

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`What a bot answers with on ${engine}`, () => {
    let running: Running
    let bot: BotServer
    let visitor: VisitorSocket
    let parts: readonly object[]
    const served: Record<string, Buffer> = { '/page.png': Buffer.from(HTML) }
    before(async () => {
      Object.assign(served, { '/map.png': await png(1_200, 800), '/photo.jpg': await photo() })
      bot = await openBotServer(({ method, url = '' }, _body, response) => {
        if (method === 'POST') return void response.end(JSON.stringify({ messages: [{ parts }] }))
        response.writeHead(served[url] ? 200 : 404).end(served[url])
      })
      running = await startRunning({ botsOutside: { placeOf: async () => '127.0.0.1', authorities: CERTIFICATE } }, makePlace)
      const headers = { cookie: await running.signIn('olga@shop.example') }
      const api = async <T>(method: string, path: string, body?: object) =>
        value((await (await running.http(path, { method, origin: running.origin, headers, ...(body && { body: JSON.stringify(body) }) })).json()) as Result<T>)
      const { groups } = await api<Receivers>('GET', API.receivers)
      const draft: BotDraft = { name: 'Robi', address: bot.address('/hook'), timeoutSeconds: 30, groupIds: groups.map(({ id }) => id), isOn: true }
      await api<MadeBot>('POST', ALLOCATION_API.bots, draft)
      visitor = running.visitor()
      assert.equal(await connected(visitor), 'connected')
    })
    after(async () => {
      await running?.stop()
      bot?.close()
    })

    /** The answer to a question, when the bot answers with these. */
    async function answered(...answer: readonly object[]): Promise<readonly Part[]> {
      parts = answer
      const said = machineSays(visitor)
      value(await ask(visitor, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Where is it?' }] }] }))
      return said
    }
    const fileAt = (path: string) => ({ type: 'file', url: bot.address(path) })

    it('AR-5 a picture is the message’s own: its size known, small too, and nothing of where it was taken', async () => {
      const said = await answered({ type: 'text', text: 'Here' }, fileAt('/map.png'), fileAt('/photo.jpg'))
      assert.partialDeepStrictEqual(said, [{ type: 'text', text: 'Here' }, { type: 'file', file: { name: 'map.png', type: 'image/png', width: 1_200, height: 800 } }, { type: 'file', file: { name: 'photo.jpg', type: 'image/jpeg', width: 600, height: 800 } }])
      const links = value<readonly FileLinks[]>(await ask(visitor, 'files:links', { ids: said.flatMap((part) => (part.type === 'file' ? [part.file.id] : [])) }))
      const bytesAt = async (path: string) => Buffer.from(await (await running.http(path)).arrayBuffer())
      assert.equal((await bytesAt(links[0]!.thumbnail!)).subarray(8, 12).toString(), 'WEBP')
      assert.ok(served['/photo.jpg']!.includes('A telephone') && !(await bytesAt(links[1]!.href)).includes('A telephone'))
    })

    it('AR-5 what is no picture after all, or is not there, stands as its address', async () => {
      assert.deepEqual(await answered(fileAt('/page.png'), fileAt('/gone.png')), ['/page.png', '/gone.png'].map((path) => ({ type: 'text', text: bot.address(path) })))
      assert.deepEqual(running.logged.filter(({ name }) => name === 'bot-file-refused').map(({ facts: { code, reason } }) => code ?? reason).toSorted(), ['file_disguised', 'status 404'])
    })
  })
}
