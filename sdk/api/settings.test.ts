import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fail, ok, type Failure, type Result, type SiteConfig } from '@foyer/sdk/protocol'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createSettings } from './settings.ts'

const config = (version: number): SiteConfig => ({
  protocol: 1,
  version,
  name: 'Nord',
  theme: { accent: '#2f5bea', scheme: 'system' },
  language: 'auto',
  components: [],
})

/** Settings before a server that answers from a list; the last answer stays. */
function make(...answers: Result<SiteConfig>[]) {
  const clock = createFakeClock()
  const configs: number[] = []
  const troubles: [Failure['code'], boolean][] = []
  const fetches: boolean[] = []
  const settings = createSettings({
    fetch: async (isAgain) => {
      fetches.push(isAgain)
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      return answer ?? fail('unavailable')
    },
    clock,
    random: () => 0.5,
    onConfig: ({ version }) => void configs.push(version),
    onTrouble: ({ code }, isFinal) => void troubles.push([code, isFinal]),
  })
  return { settings, clock, configs, troubles, fetches }
}

describe('the settings of a site', () => {
  it('are fetched once, for all who ask', async () => {
    const { settings, fetches, configs } = make(ok(config(1)))
    const [a, b] = await Promise.all([settings.get(), settings.get()])
    assert.equal(a, b)
    await settings.get()
    assert.equal(fetches.length, 1)
    assert.deepEqual(configs, [1])
  })

  it('CW-25 are asked for again while the server is away', async () => {
    const { settings, clock, troubles, configs } = make(fail('not_reachable'), fail('unavailable'), ok(config(1)))
    await assert.rejects(settings.get(), { code: 'not_reachable' })
    await clock.pass(60_000)
    assert.deepEqual(configs, [1])
    assert.deepEqual(troubles, [['not_reachable', false], ['unavailable', false]])
  })

  for (const code of ['unknown_site', 'origin_refused', 'client_outdated'] as const) {
    it(`are not asked for again after ${code}`, async () => {
      const { settings, clock, fetches, troubles } = make(fail(code))
      await assert.rejects(settings.get(), { code })
      await clock.pass(600_000)
      assert.equal(fetches.length, 1)
      assert.deepEqual(troubles, [[code, true]])
    })
  }

  it('are asked for at once when the network is back', async () => {
    const { settings, configs } = make(fail('not_reachable'), ok(config(1)))
    await assert.rejects(settings.get())
    settings.hurry()
    await settings.get()
    assert.deepEqual(configs, [1])
  })

  it('RC-15 are fetched anew, past the caches, when the server tells of a newer version', async () => {
    const { settings, clock, configs, fetches } = make(ok(config(1)), ok(config(2)))
    await settings.get()
    settings.refresh(2)
    settings.refresh(2)
    await clock.pass(5_000)
    assert.deepEqual(configs, [1, 2])
    assert.deepEqual(fetches, [false, true])
  })

  it('RC-15 are fetched until that version comes', async () => {
    const { settings, clock, configs } = make(ok(config(1)), ok(config(1)), ok(config(2)))
    await settings.get()
    settings.refresh(2)
    await clock.pass(10_000)
    assert.deepEqual(configs, [1, 2])
  })

  it('are left alone when told of the version that is there', async () => {
    const { settings, clock, fetches } = make(ok(config(3)))
    await settings.get()
    settings.refresh(3)
    settings.refresh(2)
    await clock.pass(60_000)
    assert.equal(fetches.length, 1)
  })

  it('CW-24 leave no timer behind', async () => {
    const { settings, clock } = make(fail('not_reachable'))
    await assert.rejects(settings.get())
    settings.stop()
    assert.equal(clock.nextAt, undefined)
  })
})
