import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Finding } from '@foyer/sdk/protocol'
import { findingWords } from './finding-words.ts'
import { en } from './words/en.ts'
import { zh } from './words/zh.ts'

const one = { who: 'last', hours: 1 } as const
const best = { kind: 'best', of: 'group', able: 3, sharing: 'idle-rate', figure: 70, level: 1, longest: 1 } as const
const none = { kind: 'none-able', of: 'group', agents: 9, online: 8, accepting: 7, within: 6, skilled: 5 } as const

describe('AL-17 what a step has found, in words', () => {
  for (const [finding, english, chinese] of [
    [{ kind: 'one-able', ...one, current: 4, cap: 10 }, 'The agent who received the visitor in the last 1 hour can receive and is under the cap: 4 of 10.', '最近 1 小时内接待过访客的客服可以接待且未达上限：4/10。'],
    [{ kind: 'one-full', who: 'wanted', current: 10, cap: 10 }, 'The wanted agent is at the cap: 10 of 10.', '指定的客服已达接待上限：10/10。'],
    [{ kind: 'one-unable', who: 'owner', is: 'outside-hours' }, 'The owner of the customer is outside of working hours.', '客户的归属人不在工作时间内。'],
    [{ kind: 'one-lacks', who: 'wanted', missing: ['Norwegian', 'sailing'] }, 'The wanted agent does not have what is asked for: Norwegian and sailing.', '指定的客服没有所需的技能：Norwegian和sailing。'],
    [best, '3 agents of the group can receive and are under the cap; chosen by the highest idle rate, 70 %.', '组内有 3 位客服可以接待且未达上限；按空闲率最高（70%）选出。'],
    [{ ...best, of: 'emergency', sharing: 'number', figure: 2, level: 2 }, '3 emergency agents can receive; 2 share the fewest conversations, 2; chosen by the longest wait since the last allocation.', '有 3 位应急客服可以接待；2 位并列会话数最少（2 个），选出距上次分配最久的一位。'],
    [{ ...best, level: 3, longest: 2 }, '3 agents of the group can receive and are under the cap; 3 share the highest idle rate, 70 %, 2 the longest wait; chosen by the lower member id.', '组内有 3 位客服可以接待且未达上限；3 位并列空闲率最高（70%），其中 2 位距上次分配同样最久，选出成员编号较小的一位。'],
    [none, 'Nobody of the group can receive: of 9 agents, 8 online, 7 of them accepting, 6 of those within working hours, 5 of those with the skills asked for, 0 of those under the cap.', '组内没有人可以接待：共 9 位客服，在线 8 位，其中正在接待 7 位，其中在工作时间内 6 位，其中具备所需技能 5 位，其中未达上限 0 位。'],
    [{ ...none, of: 'emergency', within: 7, skilled: 7 }, 'None of 9 emergency agents can receive: 8 online, 7 of them accepting.', '没有应急客服可以接待：共 9 位，在线 8 位，其中正在接待 7 位。'],
    [{ kind: 'lot', among: 2, isOnline: false }, 'Nobody is online; drawn by lot from 2 agents, whose offline greeting is sent.', '没有人在线；从 2 位客服中随机选出，并发送其离线问候语。'],
    [{ kind: 'stays', because: 'moved-from-all' }, 'It has moved away from all others of the group before.', '会话已从组内其他所有客服处转出过。'],
    [{ kind: 'handed-over', agreed: 'visitor' }, 'Who held it has handed it over, and the visitor agreed.', '由原来的客服转接，访客已同意。'],
  ] as const satisfies readonly (readonly [Finding, string, string])[]) {
    it(`AL-17 says of ${finding.kind}: ${english}`, () => {
      assert.equal(findingWords(finding, en, 'en'), english)
      assert.equal(findingWords(finding, zh, 'zh'), chinese)
    })
  }

  it('AL-17 says nothing of what a newer server has found', () => {
    assert.equal(findingWords({ kind: 'unheard-of' } as unknown as Finding, en, 'en'), undefined)
  })
})
