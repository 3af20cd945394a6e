import assert from 'node:assert/strict'
import { readFile, stat } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { makeSqlitePlace } from '../testing/places.ts'
import { SEVERAL_ANSWERS, changeBlindly, countMembers, severalThings } from '../testing/several-things.ts'
import { rawSql } from './procedure.ts'
import { openSqlite } from './sqlite-engine.ts'

const MARK = 'Quetzalcoatlus'
const upTo = (n: number) => `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${n})`

describe('CW-15 the file of an embedded database', () => {
  it('holds nothing of what was deleted once its log is empty and it is written anew, not even where pages were split', async () => {
    const place = await makeSqlitePlace()
    const store = await place.open()
    const sql = (text: string) => store.run(rawSql, { sql: text, parameters: [] })
    const marked = `case when n % 5 = 3 then '${MARK}' else 'somebody else’s' end`
    // Keys that come in no order split pages all the time, and a page that was split keeps what has moved.
    const columns = `conversation_id, seq, at, type, body`
    for (const part of [0, 1, 2]) {
      await sql(`${upTo(4_000)} insert into events (${columns}) select printf('%08x', ((n + ${part * 4_000}) * 2654435761) % 4294967296) || ${marked}, n, n, 'message', ${marked} || hex(zeroblob(n % 97)) from numbers`)
      await sql(`update events set body = body || body where seq % 3 = ${part}`)
    }
    await sql(`delete from events where body like '%${MARK}%'`)

    await store.emptyLog()
    assert.equal((await stat(`${place.address}-wal`)).size, 0)
    assert.equal(await store.compact(1_000), false, 'it is larger than that')
    assert.equal(await store.compact(Infinity), true)
    await store.emptyLog()
    assert.equal((await readFile(place.address, 'latin1')).split(MARK).length - 1, 0)
    assert.deepEqual((await sql('select count(*) as count from events')).rows, [{ count: 9_600 }])
    await store.close()
    await place.remove()
  })

  it('is looked after in the order in which that was asked for', async () => {
    const place = await makeSqlitePlace()
    const store = await place.open()
    const count = store.run(rawSql, { sql: 'select count(*) as count from visitors', parameters: [] })
    const done = await Promise.all([count, store.emptyLog(), store.compact(Infinity), store.run(rawSql, { sql: 'select 1 as one', parameters: [] })])
    assert.deepEqual([done[0].rows, done[2], done[3].rows], [[{ count: 0 }], true, [{ one: 1 }]])
    await store.close()
    await assert.rejects(store.emptyLog())
    await place.remove()
  })
})

describe('The engine of the embedded database, asked for several things at once', () => {
  it('does them in order, and keeps nothing where a change fails that nobody waits for', async () => {
    const place = await makeSqlitePlace()
    await (await place.open()).close()
    const engine = openSqlite(place.address)
    const outcomes = engine.runAll([severalThings, changeBlindly, countMembers].map((procedure) => ({ procedure, input: null })))
    assert.deepEqual(outcomes.map((outcome) => (outcome.ok ? outcome.value : 'failed')), [SEVERAL_ANSWERS, 'failed', 0])
    engine.close()
    await place.remove()
  })
})
