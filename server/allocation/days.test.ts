/** Random days on the real procedures (AL-15, AL-16): most on SQLite in memory, some on PostgreSQL. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { migrate } from '../store/migrate.ts'
import { openSqlite } from '../store/sqlite-engine.ts'
import type { SqliteEngine } from '../store/sqlite-engine.ts'
import type { Store } from '../store/store.ts'
import { makePostgresPlace } from '../testing/places.ts'
import type { TestPlace } from '../testing/places.ts'
import { playDay } from './testing/day.ts'
import type { Met } from './testing/day.ts'

/** `FOYER_DAYS` plays more, `FOYER_SEED` one alone. */
const DAYS = Number(process.env['FOYER_DAYS'] ?? 10_000)
const STEPS = 12
const FIRST = Number(process.env['FOYER_SEED'] ?? 1)
const isOne = process.env['FOYER_SEED'] !== undefined
/** A database is left after so many days, so that the days stay as quick as the first. */
const DAYS_EACH = 500

const inMemory = (engine: SqliteEngine): Store => ({
  engine: 'sqlite',
  async run(procedure, input) {
    const [outcome] = engine.runAll([{ procedure: procedure as never, input }])
    // The engine answers with what this very procedure returned.
    if (outcome?.ok) return outcome.value as never
    throw outcome?.error
  },
  emptyLog: async () => engine.emptyLog(),
  compact: async (mostBytes) => engine.compact(mostBytes),
  close: async () => engine.close(),
})

async function playDays(count: number): Promise<Met> {
  const met: Met = new Map()
  for (let played = 0; played < count; played += DAYS_EACH) {
    const store = inMemory(openSqlite(':memory:'))
    await migrate(store, 0)
    for (let day = played; day < Math.min(count, played + DAYS_EACH); day += 1) await playDay(store, FIRST + day, STEPS, met)
    await store.close()
  }
  return met
}

describe('AL-15 AL-16 what must always hold', () => {
  it(`holds after every deed of ${isOne ? `the day of seed ${FIRST}` : `${DAYS.toLocaleString('en')} random days`}, on SQLite`, async () => {
    const met = await playDays(isOne ? 1 : DAYS)
    if (isOne) return
    for (const name of ['given by AL-9.2', 'given by AL-9.4', 'given by AL-9.5', 'given by AL-9.6', 'given by AL-9.7', 'given by AL-14', 'given by CW-12', 'over the cap', 'allocation.move-overdue', 'allocation.move-from-gone', 'allocation.judge-offer']) {
      assert.ok((met.get(name) ?? 0) > DAYS / 500, `${name} was met ${met.get(name) ?? 0} times`)
    }
  })

  describe('on PostgreSQL', { skip: isOne }, () => {
    let place: TestPlace
    let store: Store
    before(async () => {
      place = await makePostgresPlace()
      store = await place.open()
    })
    after(async () => {
      await store.close()
      await place.remove()
    })

    it('holds after every deed of 100 random days', async () => {
      const met: Met = new Map()
      for (let seed = 1; seed <= 100; seed += 1) await playDay(store, seed, STEPS, met)
      assert.ok((met.get('given by AL-9.5') ?? 0) > 10)
    })
  })
})
