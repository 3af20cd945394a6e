import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MemberId } from '@foyer/sdk/protocol'
import { checkGroup } from './rules.ts'
import type { GroupParts } from './rules.ts'

const agents = (n: number) => Array.from({ length: n }, (_, index) => `m${index}` as MemberId)
const around = { names: ['Tours', 'Ｂｏａｔｓ'], agents: new Set(agents(600)) }
const overdue = { minutes: 5, notice: '' }

describe('checkGroup', () => {
  for (const [sentence, group] of [
    ['a name of 20 units', { name: 'x'.repeat(20), agentIds: agents(1) }],
    ['a name of 10 wide characters', { name: '旅'.repeat(10), agentIds: agents(1) }],
    ['500 agents', { name: 'All', agentIds: agents(500) }],
    ['moving on with two agents', { name: 'Two', agentIds: agents(2), rules: { overdue } }],
  ] as const satisfies readonly (readonly [string, GroupParts])[]) {
    it(`AL-6 takes ${sentence}`, () => assert.equal(checkGroup(group, around), undefined))
  }

  for (const [sentence, field, code, group] of [
    ['a name of 21 units', 'name', 'too_long', { name: 'x'.repeat(21), agentIds: agents(1) }],
    ['a name of 11 wide characters', 'name', 'too_long', { name: '旅'.repeat(11), agentIds: agents(1) }],
    ['a blank name', 'name', 'required', { name: ' ', agentIds: agents(1) }],
    ['the name of another', 'name', 'name_taken', { name: 'tours', agentIds: agents(1) }],
    ['the name of another in another width', 'name', 'name_taken', { name: 'Boats', agentIds: agents(1) }],
    ['nobody', 'agentIds', 'required', { name: 'None', agentIds: [] }],
    ['501 agents', 'agentIds', 'too_long', { name: 'All', agentIds: agents(501) }],
    ['the same agent twice', 'agentIds', 'name_taken', { name: 'Twins', agentIds: [...agents(1), ...agents(1)] }],
    ['somebody who is no member', 'agentIds.1', 'receiver_gone', { name: 'Guests', agentIds: [...agents(1), 'guest' as MemberId] }],
    ['moving on with one agent', 'rules.overdue', 'not_supported', { name: 'One', agentIds: agents(1), rules: { overdue } }],
  ] as const satisfies readonly (readonly [string, string, string, GroupParts])[]) {
    it(`AL-6 refuses ${sentence}, and names the field`, () => {
      const wrong = checkGroup(group, around)
      assert.deepEqual([wrong?.field, wrong?.code], [field, code])
      assert.ok(wrong?.remedy)
    })
  }
})
