/** One world for all tests of a `describe`, opened before the first and closed after the last. */
import { after, afterEach, before } from 'node:test'
import { openWorld } from './world.ts'
import type { Agent, World, WorldOptions } from './world.ts'

/** To be called in the body of a `describe`, and used in its tests. What one of them leaves behind is none of the next one's business. */
export function shareWorld(options?: WorldOptions): World {
  let world: World | undefined
  before(async () => void (world = await openWorld(options)))
  after(() => world?.close())
  afterEach(() => world?.calm())
  return later('world', () => world)
}

/** An agent who is at the desk all the while, and has all its conversations. */
export function shareAgent(world: World, ...asked: Parameters<World['agent']>): Agent {
  let agent: Agent | undefined
  before(async () => void (agent = await world.agent(...asked)))
  return later('agent', () => agent)
}

/** What is there only when the first test begins. */
const later = <Thing extends object>(what: string, find: () => Thing | undefined): Thing =>
  new Proxy({} as Thing, {
    get(_, name) {
      const thing = find()
      if (!thing) throw new Error(`There is no ${what} before the tests begin.`)
      return Reflect.get(thing, name)
    },
  })
