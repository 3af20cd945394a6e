import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { ALLOCATION_API, API, OFFSET_HEADER } from '@foyer/sdk/protocol'
import type { AgentRecord, BotDraft, BotRecord, FileId, FileLinks, GreetingsRecord, MadeBot, Part, RepliesRecord, ReplyTest, Result, SendReply, UploadState } from '@foyer/sdk/protocol'
import { png } from '../files/testing/samples.ts'
import { PLACES } from '../testing/places.ts'
import { ask, connected, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { value } from '../testing/value.ts'

const rule = (id: string, keyword: string) => ({ id, name: id, keywords: [keyword], matching: 'contains', isOn: true, speaksWhenHeld: false, answer: { parts: [{ type: 'text', text: 'x' }] } })

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Greetings, replies and bots in the console on ${engine}`, () => {
    let running: Running
    const cookies: Record<string, string> = {}
    before(async () => {
      running = await startRunning({ botsOutside: { placeOf: async ({ hostname }) => (hostname === 'inside.example' ? undefined : '93.184.216.34') } }, makePlace)
      for (const name of ['olga', 'ann']) cookies[name] = await running.signIn(`${name}@shop.example`)
    })
    after(() => running?.stop())

    const api = async <T>(method: string, path: string, body?: object, as = 'olga'): Promise<Result<T>> =>
      (await running.http(path, { method, origin: running.origin, headers: { cookie: cookies[as]! }, ...(body && { body: JSON.stringify(body) }) })).json() as Promise<Result<T>>

    it('AR-1 AR-4 keeps ten thousand rules, and tries them by the same function', async () => {
      const { revision, ...before } = value(await api<RepliesRecord>('GET', ALLOCATION_API.replies))
      assert.ok(before.humanWords.zh?.includes('人工'))
      const rules = Array.from({ length: 10_000 }, (_, n) => rule(`r${n}`, `keyword-${n}!`))
      assert.equal(value(await api<RepliesRecord>('PUT', ALLOCATION_API.replies, { ...before, revision, rules })).revision, revision + 1)
      assert.partialDeepStrictEqual(await api('PUT', ALLOCATION_API.replies, { ...before, revision, rules: [] }), { code: 'changed_meanwhile' })
      const test = value(await api<ReplyTest>('POST', ALLOCATION_API.replyTest, { text: 'a KEYWORD-7777!', isFirst: false, isHeld: false }, 'ann'))
      assert.deepEqual([test.by, test.ruleId, test.match, test.looked.length], ['rule', 'r7777', { keyword: 'keyword-7777!', from: 2, to: 15 }, 20])
      const unsaved = value(await api<ReplyTest>('POST', ALLOCATION_API.replyTest, { text: 'y', isFirst: false, isHeld: false, rules: { ...before, rules: [rule('u', 'y')] } }))
      assert.equal(unsaved.ruleId, 'u')
      assert.partialDeepStrictEqual(await api('POST', ALLOCATION_API.replyTest, { text: 'y', isFirst: false, isHeld: false, rules: before }, 'ann'), { code: 'not_allowed' }, 'who could not save them')
    })

    it('AR-1 names the field that is wrong', async () => {
      const record = value(await api<RepliesRecord>('GET', ALLOCATION_API.replies))
      const put = (rules: readonly object[]) => api('PUT', ALLOCATION_API.replies, { ...record, rules })
      assert.partialDeepStrictEqual(await put([{ ...rule('a', 'x'), keywords: [] }]), { code: 'required', field: 'rules.0.keywords' })
      assert.partialDeepStrictEqual(await put([{ ...rule('a', 'x'), matching: 'regex' }]), { code: 'invalid_input', field: 'rules.0.matching' })
      assert.partialDeepStrictEqual(await put([{ ...rule('a', 'x'), answer: { parts: [{ type: 'text', text: 'x' }, { type: 'file', file: { id: 'f' } }] } }]), { code: 'file_gone', field: 'rules.0.answer.parts.1' })
      const parts = Array.from({ length: 10 }, () => ({ type: 'file', file: { id: 'f' } }))
      const many = Array.from({ length: 101 }, (_, n) => ({ ...rule(`r${n}`, 'x'), answer: { parts: parts.map((part, at) => ({ ...part, file: { id: `f${n}-${at}` } })) } }))
      assert.partialDeepStrictEqual(await put(many), { code: 'too_long', field: 'rules.100.answer.parts.0' })
    })

    it('AR-1 keeps a picture and a material of its answers: seen in the test box before it is saved, and sent to visitors as their own', async () => {
      const uploaded = async (name: string, bytes: Buffer, as = 'olga') => {
        const { id } = value(await api<UploadState>('POST', API.uploads, { file: { name, type: '', size: bytes.length } }, as))
        const headers = { 'cookie': cookies[as]!, 'content-type': 'application/octet-stream', [OFFSET_HEADER]: '0' }
        const { file } = value((await (await running.http(API.upload(id), { method: 'PATCH', origin: running.origin, headers, body: bytes as BodyInit })).json()) as Result<UploadState>)
        return file!
      }
      const [map, plan] = [await uploaded('map.png', await png()), await uploaded('plan.pdf', Buffer.from('%PDF-1.7 the plan'))]
      const filePart = ({ id }: { readonly id: FileId }) => ({ type: 'file', file: { id } })
      const { revision, ...before } = value(await api<RepliesRecord>('GET', ALLOCATION_API.replies))
      const rules = { ...before, rules: [{ ...rule('where', 'where'), answer: { parts: [{ type: 'text', text: 'Here' }, filePart(map), filePart(plan)] } }] }
      const shown = [{ type: 'text', text: 'Here' }, { type: 'file', file: { ...map, width: 40, height: 30 } }, { type: 'file', file: { ...plan, type: 'application/pdf' } }]

      const test = (as: string) => api<ReplyTest>('POST', ALLOCATION_API.replyTest, { text: 'where', isFirst: false, isHeld: false, rules }, as)
      assert.deepEqual(value(await test('olga')).answer?.parts, shown)
      const linksFor = async (as: string, ids = [map.id, plan.id]) => value(await api<readonly FileLinks[]>('POST', ALLOCATION_API.replyFiles, { ids }, as))
      assert.deepEqual([(await linksFor('olga')).length, (await linksFor('ann')).length], [2, 0], 'until it is saved, it is the own upload')
      assert.partialDeepStrictEqual(await api('PUT', ALLOCATION_API.replies, { ...before, revision, rules: [{ ...rule('a', 'x'), answer: { parts: [filePart(await uploaded('b.png', await png(), 'ann'))] } }] }), { code: 'file_gone' })
      const saved = value(await api<RepliesRecord>('PUT', ALLOCATION_API.replies, { ...rules, revision }))
      assert.deepEqual(saved.rules[0]?.answer.parts, shown)
      assert.equal((await linksFor('ann')).length, 2)

      const visitor = running.visitor()
      assert.equal(await connected(visitor), 'connected')
      const { appended } = value<SendReply>(await ask(visitor, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Where are you?' }] }] }))
      const machine = appended.flatMap(({ events }) => events).find((event) => event.type === 'message' && event.from.kind === 'machine') as { readonly parts: readonly Part[] }
      const files = machine.parts.flatMap((part) => (part.type === 'file' ? [part.file] : []))
      assert.partialDeepStrictEqual(files, [{ name: 'map.png', type: 'image/png', width: 40, height: 30 }, { name: 'plan.pdf', type: 'application/pdf' }])
      const links = value<readonly FileLinks[]>(await ask(visitor, 'files:links', { ids: [...files.map(({ id }) => id), map.id] }))
      assert.deepEqual(links.map(({ id }) => id), files.map(({ id }) => id), 'the answer’s own file is not the visitor’s')
      const bytesAt = async (path: string) => Buffer.from(await (await running.http(path)).arrayBuffer())
      assert.equal((await bytesAt(links[1]!.href)).toString(), '%PDF-1.7 the plan')
      const picture = await bytesAt(links[0]!.thumbnail!)
      assert.equal(picture.subarray(8, 12).toString(), 'WEBP')

      value(await api('PUT', ALLOCATION_API.replies, { ...before, revision: saved.revision, rules: [] }))
      assert.deepEqual(await linksFor('olga'), [])
      assert.deepEqual(await bytesAt(links[0]!.thumbnail!), picture, 'who has it goes on seeing it')
      visitor.disconnect()
    })

    it('GR-1 an agent changes the own greeting, and those of others only who has the right', async () => {
      const agents = value(await api<readonly AgentRecord[]>('GET', ALLOCATION_API.agents))
      const idOf = (name: string) => agents.find((agent) => agent.name === name)!.id
      const put = async (name: string, as: string, greeting = { online: `I am ${name}`, offline: '' }) => {
        const { revision } = value(await api<GreetingsRecord>('GET', ALLOCATION_API.greetings))
        return api<GreetingsRecord>('PUT', ALLOCATION_API.agentGreeting(idOf(name)), { revision, greeting }, as)
      }
      value(await put('Ann', 'ann'))
      assert.partialDeepStrictEqual(await put('Ben', 'ann'), { code: 'not_allowed' })
      assert.deepEqual(Object.keys(value(await put('Ben', 'olga')).agents).toSorted(), [idOf('Ann'), idOf('Ben')].toSorted())
      assert.deepEqual(Object.keys(value(await put('Ben', 'olga', { online: ' ', offline: '' })).agents), [idOf('Ann')])
      assert.partialDeepStrictEqual(await put('Ann', 'ann', { online: '{name}', offline: '' }), { code: 'not_supported', field: 'greeting.online' })
    })

    it('AR-5 tells the secret once, and refuses what is not on the open internet', async () => {
      const { groups } = value(await api<{ groups: readonly { id: BotDraft['groupIds'][number] }[] }>('GET', API.receivers))
      const draft: BotDraft = { name: 'Robi', address: 'https://bot.example/?key=1', timeoutSeconds: 10, groupIds: [groups[0]!.id], isOn: false }
      const { secret, ...bot } = value(await api<MadeBot>('POST', ALLOCATION_API.bots, draft))
      assert.ok(secret.length >= 43)
      assert.deepEqual(value(await api<readonly BotRecord[]>('GET', ALLOCATION_API.bots)), [bot])
      assert.deepEqual(value(await api<readonly BotRecord[]>('GET', ALLOCATION_API.bots, undefined, 'ann')), [{ ...bot, address: 'https://bot.example' }], 'without what may be a key')
      const refused = async (changed: Partial<BotDraft>) => api('POST', ALLOCATION_API.bots, { ...draft, name: 'Other', ...changed })
      assert.partialDeepStrictEqual(await refused({ address: 'https://inside.example/' }), { code: 'address_private', field: 'address' })
      assert.partialDeepStrictEqual(await refused({ address: 'http://bot.example/' }), { code: 'bad_address', field: 'address' })
      assert.partialDeepStrictEqual(await refused({ timeoutSeconds: 31 }), { code: 'out_of_range', field: 'timeoutSeconds' })
      assert.partialDeepStrictEqual(await refused({ name: 'Robi' }), { code: 'name_taken', field: 'name' })
      assert.partialDeepStrictEqual(await refused({ groupIds: ['none' as never] }), { code: 'receiver_gone', field: 'groupIds.0' })
      const change = { revision: bot.revision, draft: { ...draft, name: 'Robina' } }
      assert.equal(value(await api<BotRecord>('PUT', ALLOCATION_API.bot(bot.id), change)).name, 'Robina')
      assert.partialDeepStrictEqual(await api('PUT', ALLOCATION_API.bot(bot.id), change), { code: 'changed_meanwhile' })
      assert.equal(value(await api('DELETE', ALLOCATION_API.bot(bot.id))), null)
      assert.partialDeepStrictEqual(await api('DELETE', ALLOCATION_API.bot(bot.id)), { code: 'not_found' })
    })
  })
}
