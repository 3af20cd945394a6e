import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GroupId, MemberId } from '@foyer/sdk/protocol'
import { createRandom } from './random.ts'
import { DEFAULT_ALLOCATION_SETTINGS } from './settings.ts'
import { replay, simulate } from './simulator.ts'
import type { Arrival, SimulatedAgent, Simulation } from './simulator.ts'

const group = 'g' as GroupId
const DAY = 86_400_000
const always = [[0, DAY]] as const

const agent = (name: string, rest: Partial<SimulatedAgent> = {}): SimulatedAgent => ({ id: name as MemberId, name, isEmergency: false, presence: always, ...rest })
const arrival = (at: number, handlingMs = 100): Arrival => ({ at, groupId: group, handlingMs })

const simulation = (agents: readonly SimulatedAgent[], arrivals: readonly Arrival[], { settings = {}, ...rest }: Partial<Omit<Simulation, 'settings'>> & { settings?: Partial<Simulation['settings']> } = {}): Simulation => ({
  from: 0,
  to: DAY,
  settings: { ...DEFAULT_ALLOCATION_SETTINGS, whenNoneCanReceive: 'queue', cap: 1, ...settings },
  groups: [{ id: group, agentIds: agents.filter(({ isEmergency }) => !isEmergency).map(({ id }) => id), ownerFirst: false, skills: [] }],
  agents,
  arrivals,
  ...rest,
})

const waitsOf = (...args: Parameters<typeof simulation>) => simulate(simulation(...args)).waits.toSorted((a, b) => a - b)

describe('AL-17, the simulator', () => {
  it('AL-17 lets visitors wait for a free place, in the order of coming', () => {
    const figures = simulate(simulation([agent('a')], [arrival(20), arrival(0), arrival(10)]))
    assert.partialDeepStrictEqual(figures, { arrivals: 3, waitMedianMs: 90, waitP95Ms: 180, waited: 2 / 3, longestQueue: 2 })
    assert.partialDeepStrictEqual(figures.loads, [{ agentId: 'a', name: 'a', most: 1, received: 3, mean: 300 / DAY }])
  })

  it('AL-17 gives a place that frees to an arrival in the same instant', () => assert.deepEqual(waitsOf([agent('a')], [arrival(0), arrival(100)]), [0, 0]))
  it('AL-17 shows what one place more would change', () => assert.deepEqual(waitsOf([agent('a')], [arrival(0), arrival(10), arrival(20)], { settings: { cap: 2 } }), [0, 0, 80]))
  it('AL-2 knows an exception from the cap', () => assert.deepEqual(waitsOf([agent('a', { cap: 3 })], [arrival(0), arrival(10), arrival(20)]), [0, 0, 0]))
  it('AL-3 knows emergency agents', () => assert.deepEqual(waitsOf([agent('a'), agent('b', { isEmergency: true })], [arrival(0), arrival(10), arrival(20)]), [0, 0, 0]))
  it('AL-4 gives to anyone where the workspace says so', () => assert.deepEqual(waitsOf([agent('a')], [arrival(0), arrival(10)], { settings: { whenNoneCanReceive: 'anyone' } }), [0, 0]))
  it('AL-4 lets a visitor wait until the agent comes who was offline', () => {
    assert.deepEqual(waitsOf([agent('a', { presence: [[500, 600]] })], [arrival(100)], { settings: { whenNoneCanReceive: 'anyone' } }), [400])
  })

  it('AL-5 serves those who wait when somebody comes', () => assert.deepEqual(waitsOf([agent('a', { presence: [[500, 550], [900, DAY]] })], [arrival(100), arrival(560)]), [340, 400]))
  it('AL-17 counts what still waits at the end as until then', () => assert.deepEqual(waitsOf([agent('a', { presence: [] })], [arrival(100)], { to: 1_000 }), [900]))
  it('AL-17 leaves out what is not of the period', () => assert.equal(simulate(simulation([agent('a')], [arrival(5), arrival(50), arrival(500)], { from: 10, to: 100 })).arrivals, 1))
  it('AL-17 measures a load while its agent is there', () => assert.equal(simulate(simulation([agent('a', { presence: [[0, 400]] })], [arrival(0)])).loads[0]?.mean, 1 / 4))

  it('AL-17 names no member where somebody more would be there', () => {
    const { loads } = simulate(simulation([agent('a'), agent('b', { isAdded: true, name: '+1' })], [arrival(0), arrival(10)]))
    assert.deepEqual(loads.map(({ agentId, name, received }) => [agentId, name, received]), [['a', 'a', 1], [undefined, '+1', 1]])
  })

  it('AL-17 is nothing where nobody came', () => assert.partialDeepStrictEqual(simulate(simulation([agent('a')], [])), { arrivals: 0, waitMedianMs: 0, waitP95Ms: 0, waited: 0, longestQueue: 0 }))

  it('AL-17 pauses again and again, and comes to the same figures', () => {
    const busy = simulation([agent('a'), agent('b')], poisson({ seed: 1, arrivals: 1_000, everyMs: 60, handlingMs: 100 }), { to: 100_000 })
    const running = replay(busy)
    let pauses = 0
    let last = running.next()
    for (; !last.done; last = running.next()) pauses += 1
    assert.ok(pauses > 30)
    assert.deepEqual(last.value, simulate(busy))
  })
})

/** Arrivals by chance, at a rate that stays, each taking a time by chance: the queue of which Erlang's formula speaks. */
function poisson({ seed, arrivals, everyMs, handlingMs }: { readonly seed: number; readonly arrivals: number; readonly everyMs: number; readonly handlingMs: number }): readonly Arrival[] {
  const random = createRandom(seed)
  const exponential = (mean: number) => -mean * Math.log(1 - random())
  let at = 0
  return Array.from({ length: arrivals }, () => {
    at += exponential(everyMs)
    return arrival(at, exponential(handlingMs))
  })
}

/** The share of those who wait in a queue of this load, by Erlang's C formula. */
function erlangC(agents: number, load: number): number {
  let [term, sum] = [1, 0]
  for (let k = 0; k < agents; k++) {
    sum += term
    term *= load / (k + 1)
  }
  const busy = term / (1 - load / agents)
  return busy / (sum + busy)
}

describe('AL-17, the simulator beside Erlang’s formula', () => {
  const ARRIVALS = 40_000
  /** Of waits that depend on one another, so that even many are not many: a tenth more or less. */
  const TOLERANCE = 0.1

  for (const [agents, everyMs] of [[1, 1_500], [3, 450], [8, 180]] as const) {
    it(`AL-17 lets as many wait, and as long, with ${agents} at work`, () => {
      const handlingMs = 1_000
      const arrivals = poisson({ seed: agents, arrivals: ARRIVALS, everyMs, handlingMs })
      const to = arrivals.at(-1)!.at + 1
      const team = Array.from({ length: agents }, (_, index) => agent(`m${index}`, { presence: [[0, to]] }))
      const { waits, waited, waitP95Ms, loads } = simulate(simulation(team, arrivals, { to }))
      const share = erlangC(agents, handlingMs / everyMs)
      const freesEveryMs = 1 / (agents / handlingMs - 1 / everyMs)
      const near = (what: string, is: number, should: number) => assert.ok(Math.abs(is / should - 1) < TOLERANCE, `${what}: ${is} instead of ${should}`)
      near('share who wait', waited, share)
      near('mean wait', waits.reduce((sum, wait) => sum + wait, 0) / waits.length, share * freesEveryMs)
      near('nineteenth of twenty', waitP95Ms, Math.log(share / 0.05) * freesEveryMs)
      near('load', loads.reduce((sum, { mean }) => sum + mean, 0), handlingMs / everyMs)
    })
  }
})
