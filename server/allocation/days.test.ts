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

/** `FOYER_DAYS` plays more (`npm run test:play`), `FOYER_SEED` one alone. */
const DAYS = Number(process.env['FOYER_DAYS'] ?? 10_000)
/** Each needs some hundred round trips. */
const DAYS_ON_POSTGRES = 40
const STEPS = 12
const wished = Number(process.env['FOYER_SEED'] ?? Number.NaN)
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

async function playDays(from: number, to: number, met: Met): Promise<void> {
  const store = inMemory(openSqlite(':memory:'))
  await migrate(store, 0)
  try {
    for (let seed = from; seed <= to; seed += 1) await playDay(store, seed, STEPS, met)
  } finally {
    await store.close()
  }
}

/** Without these the days would say nothing of what they are there for. */
const MUST_BE_MET = ['given by AL-9.2', 'given by AL-9.4', 'given by AL-9.5', 'given by AL-9.6', 'given by AL-9.7', 'given by AL-14', 'given by CW-12', 'over the cap', 'allocation.move-overdue', 'allocation.move-from-gone', 'allocation.judge-offer']

describe('AL-15 AL-16 what must always hold', () => {
  if (Number.isFinite(wished)) it(`holds after every deed of the day of seed ${wished}, on SQLite`, () => playDays(wished, wished, new Map()))
  else {
    const met: Met = new Map()
    for (let from = 1; from <= DAYS; from += DAYS_EACH) {
      const to = Math.min(DAYS, from + DAYS_EACH - 1)
      it(`holds after every deed of the random days of seeds ${from} to ${to}, on SQLite`, () => playDays(from, to, met))
    }
    it('and the days are full', () => {
      for (const name of MUST_BE_MET) assert.ok((met.get(name) ?? 0) > DAYS / 500, `${name} was met ${met.get(name) ?? 0} times in ${DAYS} days`)
    })
  }

  describe('on PostgreSQL', { skip: Number.isFinite(wished) }, () => {
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

    it('holds after every deed of random days too', async () => {
      const met: Met = new Map()
      for (let seed = 1; seed <= DAYS_ON_POSTGRES; seed += 1) await playDay(store, seed, STEPS, met)
      assert.ok((met.get('given by AL-9.5') ?? 0) > 10)
    })
  })
})
