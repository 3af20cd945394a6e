import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MemberId } from '@foyer/sdk/protocol'
import { checkGroup } from './rules.ts'

const agents = (n: number) => Array.from({ length: n }, (_, index) => `m${index}` as MemberId)

describe('checkGroup', () => {
  for (const [sentence, group] of [
    ['a name of 20 units', { name: 'x'.repeat(20), agentIds: agents(1) }],
    ['a name of 10 wide characters', { name: '旅'.repeat(10), agentIds: agents(1) }],
    ['500 agents', { name: 'All', agentIds: agents(500) }],
  ] as const) {
    it(`AL-6 takes ${sentence}`, () => assert.ok(checkGroup(group).ok))
  }

  for (const [sentence, field, group] of [
    ['a name of 21 units', 'name', { name: 'x'.repeat(21), agentIds: agents(1) }],
    ['a name of 11 wide characters', 'name', { name: '旅'.repeat(11), agentIds: agents(1) }],
    ['a blank name', 'name', { name: ' ', agentIds: agents(1) }],
    ['nobody', 'agentIds', { name: 'None', agentIds: [] }],
    ['501 agents', 'agentIds', { name: 'All', agentIds: agents(501) }],
    ['the same agent twice', 'agentIds', { name: 'Twins', agentIds: [...agents(1), ...agents(1)] }],
  ] as const) {
    it(`AL-6 refuses ${sentence}, and names the field`, () => {
      const checked = checkGroup(group)
      assert.ok(!checked.ok)
      assert.equal(checked.field, field)
    })
  }
})
