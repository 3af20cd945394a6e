import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { makePostgresPlace } from '../testing/places.ts'
import { startPostgres } from '../testing/postgres.ts'
import { SEVERAL_ANSWERS, changeBlindly, countMembers, severalThings } from '../testing/several-things.ts'
import { NOW } from '../testing/world.ts'
import { storeContract } from './contract.ts'
import { openPostgresStore } from './postgres.ts'
import { rawSql } from './procedure.ts'

storeContract('postgres', { makePlace: makePostgresPlace, keepsOrderOfCalls: false })

describe('The postgres store in a rush', () => {
  it('lets wait for a connection as long as others give theirs back', async () => {
    const { url, stop } = await startPostgres()
    const store = await openPostgresStore(url, NOW, 1, 1_000)
    try {
      const slow = () => store.run(rawSql, { sql: 'select pg_sleep(0.3)', parameters: [] })
      const done = await Promise.allSettled(Array.from({ length: 6 }, slow))
      assert.deepEqual(done.map(({ status }) => status), done.map(() => 'fulfilled'))
    } finally {
      await store.close()
      await stop()
    }
  })

  it('does not wait where nobody gives one back', async () => {
    const { url, stop } = await startPostgres()
    const store = await openPostgresStore(url, NOW, 1, 1_000)
    try {
      const stuck = store.run(rawSql, { sql: 'select pg_sleep(2.5)', parameters: [] })
      await assert.rejects(store.run(rawSql, { sql: 'select 1', parameters: [] }), { code: 'database_unreachable' })
      await stuck
    } finally {
      await store.close()
      await stop()
    }
  })
})

describe('The postgres store, asked for several things at once', () => {
  it('does them in order, and keeps nothing where a change fails that nobody waits for', async () => {
    const { url, stop } = await startPostgres()
    const store = await openPostgresStore(url, NOW, 1)
    try {
      assert.deepEqual(await store.run(severalThings, null), SEVERAL_ANSWERS)
      await assert.rejects(store.run(changeBlindly, null), { code: '23505' })
      assert.equal(await store.run(countMembers, null), 0)
    } finally {
      await store.close()
      await stop()
    }
  })
})
