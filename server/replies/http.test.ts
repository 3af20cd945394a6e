import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ALLOCATION_API, API } from '@foyer/sdk/protocol'
import type { AgentRecord, BotDraft, BotRecord, GreetingsRecord, MadeBot, RepliesRecord, ReplyTest, Result } from '@foyer/sdk/protocol'
import { PLACES } from '../testing/places.ts'
import { startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'

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
    const value = <T>(result: Result<T>): T => {
      assert.ok(result.ok, JSON.stringify(result))
      return result.value
    }

    it('AR-1 AR-4 keeps ten thousand rules, and tries them by the same function', async () => {
      const { revision, ...before } = value(await api<RepliesRecord>('GET', ALLOCATION_API.replies))
      assert.ok(before.humanWords.zh?.includes('人工'))
      const rules = Array.from({ length: 10_000 }, (_, n) => rule(`r${n}`, `keyword-${n}!`))
      assert.equal(value(await api<RepliesRecord>('PUT', ALLOCATION_API.replies, { ...before, revision, rules })).revision, revision + 1)
      assert.partialDeepStrictEqual(await api('PUT', ALLOCATION_API.replies, { ...before, revision, rules: [] }), { code: 'changed_meanwhile' })
      const test = value(await api<ReplyTest>('POST', ALLOCATION_API.replyTest, { text: 'a KEYWORD-7777!', isFirst: false, isHeld: false }, 'ann'))
      assert.deepEqual([test.by, test.ruleId, test.match, test.because.length], ['rule', 'r7777', { keyword: 'keyword-7777!', from: 2, to: 15 }, 20])
      const unsaved = value(await api<ReplyTest>('POST', ALLOCATION_API.replyTest, { text: 'y', isFirst: false, isHeld: false, rules: { ...before, rules: [rule('u', 'y')] } }))
      assert.equal(unsaved.ruleId, 'u')
    })

    it('AR-1 names the field that is wrong', async () => {
      const record = value(await api<RepliesRecord>('GET', ALLOCATION_API.replies))
      const put = (rules: readonly object[]) => api('PUT', ALLOCATION_API.replies, { ...record, rules })
      assert.partialDeepStrictEqual(await put([{ ...rule('a', 'x'), keywords: [] }]), { code: 'required', field: 'rules.0.keywords' })
      assert.partialDeepStrictEqual(await put([{ ...rule('a', 'x'), matching: 'regex' }]), { code: 'invalid_input', field: 'rules.0.matching' })
      assert.partialDeepStrictEqual(await put([{ ...rule('a', 'x'), answer: { parts: [{ type: 'file', file: { id: 'f' } }] } }]), { code: 'not_supported' })
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
      const draft: BotDraft = { name: 'Robi', address: 'https://bot.example/', timeoutSeconds: 10, groupIds: [groups[0]!.id], isOn: false }
      const { secret, ...bot } = value(await api<MadeBot>('POST', ALLOCATION_API.bots, draft))
      assert.ok(secret.length >= 43)
      assert.deepEqual(value(await api<readonly BotRecord[]>('GET', ALLOCATION_API.bots)), [bot])
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
