/**
 * The promise of the thread (nothing lost, nothing twice, one order) against a bad world, ten thousand times.
 *
 * A seed that fails says so with its story and with the command that repeats it. Put it on the list below, with what was
 * wrong, when you have mended it.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MessageId } from '@foyer/sdk/protocol'
import type { LogServerFaults } from '../testing/log-server.ts'
import { createRandom } from '../testing/random.ts'
import { createDouble, simulate, type SimulationOptions, type SimulationReport } from '../testing/simulation.ts'

const RUNS = 10_000
const PARTS = 10

/** Set `FOYER_SEED` to play one run only. */
const wished = Number(process.env['FOYER_SEED'] ?? Number.NaN)

const pastSeeds: readonly (readonly [seed: number, wasWrong: string])[] = [
  [2, 'messages that only one tab knew were dropped when another tab began to lead'],
  [33, 'a storage that had not answered once was never asked again'],
  [251, 'a leading tab was stopped, and nobody found out who did not ask it for anything'],
  [422, 'a tab joined a leader that had heard of messages before its first fetch, and showed nothing'],
  [608, 'what the storage had not taken was never offered to it again'],
]

describe('CW-7 CW-10 CW-11 CW-30 nothing is lost, nothing stands twice, and there is one order', () => {
  if (Number.isFinite(wished)) {
    it(`in the world of seed ${wished}`, () => play(wished))
    return
  }
  for (const [seed, wasWrong] of pastSeeds) it(`in the world of seed ${seed}, in which ${wasWrong}`, () => play(seed))
  for (let part = 0; part < PARTS; part++) {
    const [from, to] = [(RUNS / PARTS) * part + 1, (RUNS / PARTS) * (part + 1)]
    it(`in the worlds of seeds ${from} to ${to}`, async () => {
      for (let seed = from; seed <= to; seed++) await play(seed)
    })
  }
})

describe('the simulation notices', () => {
  const cases: readonly (readonly [what: string, symptom: RegExp, options: SimulationOptions])[] = [
    ['a server that takes a repeat for a new message', /stands twice/, withFaults(() => ({ forgetsNames: true }))],
    ['a server that answers before it has stored', /is lost/, withFaults((chance) => ({ liesAboutStoring: () => chance(0.05) }))],
    ['a server that stores in another order', /out of order/, withFaults(() => ({ reversesOrder: true }))],
    ['a server whose marks fall', /takes .* back to/, withFaults((chance) => ({ lowersMarks: () => chance(0.3) }))],
    ['a server that leaves events out', /has another head/, withFaults(() => ({ skipsEvents: () => true }))],
    ['an outbox that is not kept', /is lost/, { wrapPorts: (ports) => ({ ...ports, storage: ports.storage && { get: ports.storage.get, update: async () => undefined } }) }],
    ['names that are given twice', /is lost/, { wrapPorts: (ports) => ({ ...ports, newId: repeating(ports.newId) }) }],
    ['tabs that do not hear one another', /still has|is lost|has another head|is connecting|is idle/, { wrapPorts: (ports) => ({ ...ports, channel: ports.channel && (() => DEAF) }) }],
  ]
  for (const [what, symptom, options] of cases) {
    it(what, async () => {
      const problems: string[] = []
      for (let seed = 1; seed <= 300 && !problems.some((problem) => symptom.test(problem)); seed++) {
        problems.push(...(await simulate(seed, options)).problems)
      }
      assert.ok(problems.some((problem) => symptom.test(problem)), `300 runs showed only: ${problems.slice(0, 5).join('; ') || 'nothing'}`)
    })
  }

  it('plays the same run for the same seed', async () => {
    assert.deepEqual(await simulate(4), await simulate(4))
  })
})

async function play(seed: number): Promise<void> {
  const report = await simulate(seed)
  assert.equal(report.problems.length, 0, failureText(report))
}

const failureText = ({ seed, problems, story }: SimulationReport): string =>
  [
    `Seed ${seed} fails:`,
    ...problems,
    '',
    ...story,
    '',
    `Repeat it with: FOYER_SEED=${seed} npx node --import ./scripts/test-globals.mjs --test sdk/thread/simulation.test.ts`,
  ].join('\n')

function withFaults(faults: (chance: (probability: number) => boolean) => LogServerFaults): SimulationOptions {
  const random = createRandom(7)
  return { createServer: (clock) => createDouble(clock, faults((probability) => random.chance(probability))) }
}

/** Every fourth name is one that was given before. */
function repeating(newId: () => MessageId): () => MessageId {
  let count = 0
  let last = newId()
  return () => (++count % 4 === 0 ? last : (last = newId()))
}

const DEAF = { postMessage: () => undefined, addEventListener: () => undefined, close: () => undefined }
