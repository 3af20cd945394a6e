import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PostgresQueryCompiler, SqliteQueryCompiler } from 'kysely'
import type { ConversationId, FileId, FilePart, MessageId, Part } from '@foyer/sdk/protocol'
import { createCompiler } from '../store/compile.ts'
import { db, rawSql } from '../store/procedure.ts'
import type { QueryResult, Work } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { value } from '../testing/value.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { MOST_UNSENT, UNUSED_AFTER_MS } from './rules.ts'
import { attachFiles, beginUpload, copyFiles, dropUnused, dropUpload, eraseFiles, filesInMessages, filesOf, finishUpload, keepFiles, readFile, readFilesOfAnswers, readUpload } from './store.ts'
import type { Person, Uploader } from './store.ts'

const compilers = { sqlite: createCompiler(new SqliteQueryCompiler()), postgres: createCompiler(new PostgresQueryCompiler()) }
/** Does what is otherwise a part of a procedure, one query after another. */
async function perform<T>(store: Store, work: Work<T>): Promise<T> {
  let answer: QueryResult | undefined
  for (;;) {
    const next = answer === undefined ? work.next() : work.next(answer)
    if (next.done) return next.value
    if (next.value.kind === 'lock' || next.value.kind === 'together') throw new Error('There is no transaction to hold anything')
    answer = await store.run(rawSql, next.value.kind === 'sql' ? next.value : compilers[store.engine](next.value))
  }
}

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`CW-5 files on ${engine}`, () => {
    let store: Store
    let world: World
    shareDatabase(makePlace, async (open) => {
      store = await open()
      world = await createWorld(store)
    })

    let count = 0
    const visitor = async (name: string): Promise<Person> => ({ kind: 'visitor', id: (await world.visitor(name)).id })
    const begin = async (by: Uploader, file: object = {}, id = `${world.name}-f${++count}` as FileId) => {
      const begun = await store.run(beginUpload, { id, workspaceId: world.workspaceId, by, file: { name: 'notes.txt', type: 'text/plain', size: 10, ...file }, now: NOW })
      return { id, begun }
    }
    const found = { name: 'notes.txt', type: 'text/plain', size: 10, hasThumbnail: false }
    const ready = async (by: Uploader): Promise<FileId> => {
      const { id, begun } = await begin(by)
      value(begun)
      assert.equal((await store.run(finishUpload, { id, found }))?.is_ready, 1)
      return id
    }
    const filePart = (id: FileId): FilePart => ({ type: 'file', file: { id, name: 'lies.exe', type: 'text/html', size: 1 } })
    const attach = (by: Uploader, parts: readonly Part[], conversation = 'talk', message = `m${++count}`, workspaceId = world.workspaceId) =>
      perform(store, attachFiles({ workspaceId, by, conversationId: world.conversationId(conversation), messageId: message as MessageId, parts }))
    const rowOf = async (id: FileId) => (await query(store, db.selectFrom('files').selectAll().where('id', '=', id)))[0]
    const dueOf = async (id: FileId) => (await query(store, db.selectFrom('deadlines').select('due_at').where('kind', '=', 'file-unused').where('subject', '=', id))).map((row) => Number(row.due_at) - NOW)

    it('are their uploader’s alone until they are sent', async () => {
      const [vera, mira] = [await visitor('vera'), await visitor('mira')]
      const id = await ready(vera)
      assert.equal((await store.run(readUpload, { id, by: vera }))?.id, id)
      assert.equal(await store.run(readUpload, { id, by: mira }), undefined)
      // The same letters, of another kind of person.
      assert.equal(await store.run(readUpload, { id, by: { kind: 'member', id: vera.id as never } }), undefined)
      assert.equal(await store.run(dropUpload, { id, by: mira }), false)
      assert.partialDeepStrictEqual(await attach(mira, [filePart(id)]), { ok: false, code: 'file_gone' })
      assert.equal(await store.run(dropUpload, { id, by: vera }), true)
      assert.equal(await rowOf(id), undefined)
    })

    it('stand in a message with what the server knows of them', async () => {
      const vera = await visitor('vera')
      const { id, begun } = await begin(vera, { name: '../Voice\u202E.m4a', durationMs: 1234.4 })
      value(begun)
      await store.run(finishUpload, { id, found: { name: 'Voice.m4a', type: 'audio/mp4', size: 9, hasThumbnail: false } })
      const text = { type: 'text', text: 'Listen' } as const
      assert.deepEqual(value(await attach(vera, [text, filePart(id)])), [text, { type: 'file', file: { id, name: 'Voice.m4a', type: 'audio/mp4', size: 9, durationMs: 1234 } }])
      const picture = await begin(vera)
      await store.run(finishUpload, { id: picture.id, found: { ...found, name: 'a.png', type: 'image/png', width: 3, height: 2, hasThumbnail: true } })
      const [part] = value(await attach(vera, [filePart(picture.id)]))
      assert.deepEqual(part, { type: 'file', file: { id: picture.id, name: 'a.png', type: 'image/png', size: 10, width: 3, height: 2 } })
    })

    it('are refused to a message while they are on their way, of another workspace, a second time, and twice in it', async () => {
      const vera = await visitor('vera')
      const coming = await begin(vera)
      const id = await ready(vera)
      const strangers = await createWorld(store)
      for (const refused of [
        await attach(vera, [filePart(coming.id)]),
        await attach(vera, [filePart(id)], 'talk', 'm', strangers.workspaceId),
        await attach(vera, [filePart(id), filePart(id)]),
        await attach(vera, [filePart(id), filePart('none' as FileId)]),
      ]) {
        assert.equal(refused.ok ? 'ok' : refused.code, 'file_gone')
        // What else was in the message is free again.
        assert.equal((await rowOf(id))?.message_id, null)
      }
      value(await attach(vera, [filePart(id)], 'talk', 'the one'))
      assert.equal((await attach(vera, [filePart(id)])).ok, false)
      assert.partialDeepStrictEqual(await rowOf(id), { message_id: 'the one', conversation_id: world.conversationId('talk') })
    })

    it('that stand in a message can be neither dropped nor forgotten', async () => {
      const vera = await visitor('vera')
      const id = await ready(vera)
      assert.deepEqual(await dueOf(id), [UNUSED_AFTER_MS])
      value(await attach(vera, [filePart(id)]))
      assert.deepEqual(await dueOf(id), [])
      assert.equal(await store.run(dropUpload, { id, by: vera }), false)
      assert.equal(await store.run(dropUnused, { id }), false)
      assert.equal((await rowOf(id))?.id, id)
    })

    it('that nobody has sent go when their time is over, and their bytes also if the row went before', async () => {
      const id = await ready(await visitor('vera'))
      assert.equal(await store.run(dropUnused, { id }), true)
      assert.equal(await rowOf(id), undefined)
      assert.equal(await store.run(dropUnused, { id }), true)
    })

    it('are found in messages of exactly the thread or the conversation that is asked for', async () => {
      const [anna, berta] = [await world.visitor('anna'), await world.visitor('berta')]
      const by: Uploader = { kind: 'visitor', id: anna.id }
      await world.send(anna, [world.draft('hello from anna')], { conversation: 'annas' })
      await world.send(berta, [world.draft('hello from berta')], { conversation: 'bertas' })
      const [sent, unsent] = [await ready(by), await ready(by)]
      value(await attach(by, [filePart(sent)], 'annas'))
      const ids = [sent, unsent, 'none' as FileId]
      const named = async (of: Parameters<typeof filesInMessages.body>[0]['place']) => (await store.run(filesInMessages, { place: of, ids })).map(({ id }) => id)
      assert.deepEqual(await named({ threadId: anna.threadId }), [sent])
      assert.deepEqual(await named({ conversationId: world.conversationId('annas') }), [sent])
      assert.deepEqual(await named({ threadId: berta.threadId }), [])
      assert.deepEqual(await named({ conversationId: world.conversationId('bertas') }), [])
      assert.deepEqual(await store.run(filesInMessages, { place: { threadId: anna.threadId }, ids: [] }), [])
    })

    it('are served when they are ready, and not before', async () => {
      const vera = await visitor('vera')
      const { id } = await begin(vera)
      assert.equal(await store.run(readFile, { id }), undefined)
      await store.run(finishUpload, { id, found })
      assert.equal((await store.run(readFile, { id }))?.name, 'notes.txt')
    })

    it('keep what was found first, whoever looks a second time', async () => {
      const id = await ready(await visitor('vera'))
      await store.run(finishUpload, { id, found: { ...found, name: 'other.txt' } })
      assert.equal((await rowOf(id))?.name, 'notes.txt')
      assert.equal(await store.run(finishUpload, { id: 'none' as FileId, found }), undefined)
    })

    it('are erased with whom they belong to, and leave word for their bytes', async () => {
      const [clara, dora] = [await world.visitor('clara'), await world.visitor('dora')]
      const ann: Uploader = { kind: 'member', id: world.agentId('ann') }
      const [hers, unsent, agents, others] = [await ready({ kind: 'visitor', id: clara.id }), await ready({ kind: 'visitor', id: clara.id }), await ready(ann), await ready({ kind: 'visitor', id: dora.id })]
      value(await attach({ kind: 'visitor', id: clara.id }, [filePart(hers)], 'claras'))
      value(await attach(ann, [filePart(agents)], 'claras'))
      const all = await perform(store, filesOf({ visitorIds: [clara.id], conversationIds: [world.conversationId('claras') as ConversationId] }))
      assert.deepEqual(all.map(({ id }) => id).toSorted(), [hers, unsent, agents].toSorted())
      assert.deepEqual(await perform(store, filesOf({ visitorIds: [], conversationIds: [] })), [])
      await perform(store, eraseFiles(all, NOW + 5))
      for (const { id } of all) assert.deepEqual([await rowOf(id), await dueOf(id)], [undefined, [5]])
      assert.equal((await rowOf(others))?.id, others)
    })

    describe('that the workspace keeps for its answers', () => {
      const ann = (): Person => ({ kind: 'member', id: world.agentId('ann') })
      const keep = (ids: readonly FileId[], before: readonly FileId[] = [], of = world) =>
        perform(store, keepFiles({ workspaceId: of.workspaceId, memberId: world.agentId('ann'), ids, before, now: NOW }))
      const copy = async (id: FileId, conversation: string) => {
        const name = `${world.name}-copy${++count}` as FileId
        const parts = await perform(store, copyFiles({ conversationId: world.conversationId(conversation), messageId: `m${count}` as MessageId, parts: [filePart(id)], now: NOW, nameOf: () => name }))
        return { name, parts }
      }
      const eraseIn = async (conversation: string) => perform(store, eraseFiles(await perform(store, filesOf({ visitorIds: [], conversationIds: [world.conversationId(conversation)] })), NOW))

      it('AR-1 are its own from then on: nobody takes them back, sends them, or sees them go by their time', async () => {
        const id = await ready(ann())
        assert.deepEqual(await keep([id]), { refs: new Map([[id, { id, name: 'notes.txt', type: 'text/plain', size: 10 }]]) })
        assert.deepEqual(await dueOf(id), [])
        assert.equal(await store.run(readUpload, { id, by: ann() }), undefined)
        for (const by of [ann(), { kind: 'machine' } as const]) assert.partialDeepStrictEqual([await store.run(dropUpload, { id, by }), await attach(by, [filePart(id)])], [false, { code: 'file_gone' }])
        assert.equal(await store.run(dropUnused, { id }), false)
        const seen = async (memberId = world.agentId('ben'), workspaceId = world.workspaceId) => (await store.run(readFilesOfAnswers, { workspaceId, memberId, ids: [id] })).length
        assert.deepEqual([await seen(), await seen(undefined, (await createWorld(store)).workspaceId)], [1, 0])
      })

      it('AR-1 are the member’s own uploads that have arrived, and no others; else nothing is kept', async () => {
        const [mine, theirs, coming] = [await ready(ann()), await ready({ kind: 'member', id: world.agentId('ben') }), await begin(ann())]
        const visitors = await ready(await visitor('vera'))
        const sent = await ready(ann())
        value(await attach(ann(), [filePart(sent)]))
        for (const missing of [theirs, coming.id, visitors, sent, 'none' as FileId]) assert.deepEqual(await keep([mine, missing]), { missing })
        assert.deepEqual(await keep([mine], [], await createWorld(store)), { missing: mine })
        assert.equal((await rowOf(mine))?.is_kept, 0)
      })

      it('AR-1 stand in messages as copies, with the bytes of one', async () => {
        const id = await ready(ann())
        await keep([id])
        const { name, parts } = await copy(id, 'annas answer')
        assert.deepEqual(parts, [{ type: 'file', file: { id: name, name: 'notes.txt', type: 'text/plain', size: 10 } }])
        assert.partialDeepStrictEqual(await rowOf(name), { bytes_of: id, is_kept: 0, member_id: null, visitor_id: null, conversation_id: world.conversationId('annas answer') })
        assert.deepEqual((await copy(await ready(ann()), 'x')).parts, [], 'what is not kept is nobody’s answer')
      })

      it('CW-15 outlive whoever has a copy, and copies outlive the answer; the last takes the bytes along', async () => {
        const id = await ready(ann())
        await keep([id])
        const [ones, others] = [await copy(id, 'ones'), await copy(id, 'others')]
        await eraseIn('ones')
        assert.deepEqual([await rowOf(ones.name), await dueOf(id)], [undefined, [0]])
        assert.equal(await store.run(dropUnused, { id }), false, 'the answer still has it')

        assert.deepEqual(await keep([], [id]), { refs: new Map() })
        assert.deepEqual([await rowOf(id), await dueOf(id)], [undefined, [UNUSED_AFTER_MS]])
        assert.equal(await store.run(dropUnused, { id }), false, 'a thread still shows it')
        assert.equal((await rowOf(others.name))?.bytes_of, id)
        await eraseIn('others')
        assert.equal(await store.run(dropUnused, { id }), true)
      })
    })

    it('AR-5 of bots are nobody’s until they stand in a message, and go if they never do', async () => {
      const bot = { kind: 'machine' } as const
      const [sent, unsent] = [await ready(bot), await ready(bot)]
      for (const by of [await visitor('vera'), { kind: 'member', id: world.agentId('ann') } as const]) assert.equal((await attach(by, [filePart(sent)])).ok, false)
      assert.equal((await attach(bot, [filePart(await ready(await visitor('vera')))])).ok, false)
      value(await attach(bot, [filePart(sent)]))
      assert.deepEqual([await store.run(dropUnused, { id: sent }), await store.run(dropUnused, { id: unsent })], [false, true])
    })

    it('are of a kind that the workspace takes, and not too many at a time', async () => {
      const eva = await visitor('eva')
      assert.partialDeepStrictEqual((await begin(eva, { name: 'page.html' })).begun, { ok: false, code: 'file_type_refused', field: 'file.name' })
      for (let n = 0; n < MOST_UNSENT.visitor.files; n += 1) value((await begin(eva)).begun)
      assert.partialDeepStrictEqual((await begin(eva)).begun, { ok: false, code: 'rate_limited' })
      value((await begin(await visitor('frida'))).begun)

      const greta = await visitor('greta')
      const size = 20_000_000
      for (let bytes = 0; bytes < MOST_UNSENT.visitor.bytes; bytes += size) value((await begin(greta, { size })).begun)
      assert.partialDeepStrictEqual((await begin(greta, { size: 1 })).begun, { ok: false, code: 'rate_limited' })
    })
  })
}
