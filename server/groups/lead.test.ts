import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GroupId } from '@foyer/sdk/protocol'
import { leadElsewhere, leadsTo, rulesLeading } from './lead.ts'

const [old, other] = ['old', 'other'] as [GroupId, GroupId]
const settings = {
  routing: { revision: 3, rules: [{ name: 'German', groupId: old, skills: ['old'] }, { name: 'Late', groupId: other }] },
  replies: { revision: 1, rules: [{ name: 'Prices', answer: { leadsTo: { kind: 'group', groupId: old } } }], first: { answer: { leadsTo: { kind: 'group', groupId: old } } } },
  bots: [{ name: 'Bot', groupIds: [other, old] }],
  company: { profile: { name: 'old' } },
}

describe('AL-8 what leads to a group', () => {
  it('AL-8 leads elsewhere, and nothing else is touched', () => {
    const led = leadElsewhere(settings, old, other)
    assert.deepEqual(led.routing.rules, [{ name: 'German', groupId: other, skills: ['old'] }, { name: 'Late', groupId: other }])
    assert.deepEqual(led.replies.rules[0]?.answer, { leadsTo: { kind: 'group', groupId: other } })
    assert.deepEqual(led.bots[0]?.groupIds, [other])
    assert.equal(led.company, settings.company)
    assert.equal(leadsTo(led, old), false)
  })

  it('AL-8 is the same value where nothing did', () => assert.equal(leadElsewhere(settings, 'nobody' as GroupId, other), settings))

  it('AL-8 is named by the rule that it stands in, or by the place', () => {
    assert.deepEqual(Object.values(settings).flatMap((area) => rulesLeading(area, old)), [{ name: 'German' }, { name: 'Prices' }, { field: 'first' }, { name: 'Bot' }])
  })
})
