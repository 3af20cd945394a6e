import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ComponentId, Greeting, GroupId, MemberId } from '@foyer/sdk/protocol'
import { DEFAULT_GREETINGS, checkGreeting, checkGreetings, fillIn, greetingOf, tidyGreetings } from './rules.ts'

const componentId = 'c' as ComponentId
const agentId = 'a' as MemberId
const groupId = 'g' as GroupId
const says = (online: string, offline = ''): Greeting => ({ online, offline })

describe('greetings', () => {
  it('GR-2 the nearest one that says something wins: component, agent, group, workspace', () => {
    const all = { isOn: true, workspace: says('workspace', 'away'), groups: { [groupId]: says('group') }, agents: { [agentId]: says('agent') }, components: { [componentId]: says('component') } }
    const by = (greetings: typeof DEFAULT_GREETINGS, isOnline = true) => greetingOf(greetings, { componentId, agentId, groupId, isOnline })
    assert.equal(by(all), 'component')
    assert.equal(by({ ...all, components: { [componentId]: says(' ') } }), 'agent')
    assert.equal(by({ ...all, components: {}, agents: {} }), 'group')
    assert.equal(by({ ...all, components: {}, agents: {}, groups: {} }), 'workspace')
    assert.equal(by(all, false), 'away', 'GR-1 of those who are not there, only greetings for that')
    assert.equal(by({ ...all, isOn: false }), '')
    assert.equal(by(DEFAULT_GREETINGS), '')
    assert.equal(greetingOf(all, { agentId: 'toString' as MemberId, groupId: '__proto__' as GroupId, isOnline: true }), 'workspace')
  })

  for (const [greeting, without, withName] of [
    ['Hello {visitor}, how can I help?', 'Hello, how can I help?', 'Hello Mira, how can I help?'],
    ['{visitor}, welcome!', 'Welcome!', 'Mira, welcome!'],
    ['Hi, {visitor}!', 'Hi!', 'Hi, Mira!'],
    ['{visitor}，您好！', '您好！', 'Mira，您好！'],
    ['مرحبا، {visitor}!', 'مرحبا!', 'مرحبا، Mira!'],
    ['Hi {visitor}', 'Hi', 'Hi Mira'],
    ['{visitor}', '', 'Mira'],
  ] as const) {
    it(`GR-1 “${greeting}” reads well with a name and without`, () => {
      assert.equal(fillIn(greeting, { visitor: '', agent: 'Ann', company: 'Foyer' }), without)
      assert.equal(fillIn(greeting, { visitor: 'Mira', agent: 'Ann', company: 'Foyer' }), withName)
    })
  }
  it('GR-1 what a name says is no placeholder', () => {
    assert.equal(fillIn('{visitor} meets {agent} of {company}', { visitor: '{agent} $&', agent: '{company}', company: 'Foyer' }), '{agent} $& meets {company} of Foyer')
  })

  it('GR-1 refuses more than 200 units and unknown placeholders, with the field named', () => {
    assert.equal(checkGreeting(says('人'.repeat(100), 'a'.repeat(200))), undefined)
    assert.partialDeepStrictEqual(checkGreeting(says('', '人'.repeat(101))), { code: 'too_long', field: 'offline' })
    assert.partialDeepStrictEqual(checkGreeting(says('Hello {name}')), { code: 'not_supported', field: 'online' })
    assert.partialDeepStrictEqual(checkGreetings({ ...DEFAULT_GREETINGS, components: { [componentId]: says('{}') } }), { code: 'not_supported', field: 'components.c.online' })
  })
  it('keeps none that says nothing, or of somebody who is gone', () => {
    assert.deepEqual(tidyGreetings({ a: says(' '), b: says('x'), c: says('', 'y') }, (id) => id !== 'b'), { c: says('', 'y') })
  })
})
