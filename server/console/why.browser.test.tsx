import type { ConversationId } from '@foyer/sdk/protocol'
import { MIRA, TRACE } from './testing/samples.ts'
import { $, all, faults, same, so, texts, until } from './testing/look.ts'
import { freshPages } from './testing/page.ts'
import { PREVIEWS } from './testing/previews.ts'
import { setStage } from './testing/stage.tsx'
import type { StageOptions } from './testing/stage.tsx'

const page = freshPages()
async function ask(options: Partial<StageOptions> = {}) {
  page.stage = await setStage(page.app, { preview: PREVIEWS['waiting'] ?? {}, ...options })
  await until(() => document.querySelector('.why button'))
  $('.why button').click()
}

describe('AL-17 why a visitor waits', () => {
  it('AL-17 says what would help, each in a sentence, and how it stands now', async () => {
    await ask()
    await until(() => all('.remedies li').length > 0)
    same(texts('.remedies li').slice(0, 3), [
      'Olga Petrova accepts new visitors.',
      'Ann Lindqvist ends one of 10 conversations, or may hold more.',
      'Ben Okafor is given what is asked for: Norwegian and sailing.',
    ])
    so(/^Working hours begin: .*(15|3):00/.test(texts('.remedies li')[3] ?? ''), 'it says when they begin')
    same(texts('.remedies li')[4], 'Somebody is made an emergency agent.')
    $('.what-helps summary').click()
    await until(() => texts('.what-helps .trace-candidates li').length === 2)
    same(texts('.what-helps .trace-because'), ['Nobody of the group can receive: of 2 agents, 2 online, 1 of them accepting, 0 of those under the cap.'])
    same(await faults(), [])
  })

  it('AL-17 says it in Chinese, too', async () => {
    await ask({ language: 'zh' })
    await until(() => all('.remedies li').length > 0)
    same(texts('.remedies li')[0], 'Olga Petrova开始接待新访客。')
    so(texts('.remedies li')[2]?.includes('Norwegian和sailing'), 'the skills are listed as one lists there')
    $('.what-helps summary').click()
    await until(() => all('.what-helps .trace-because').length > 0)
    same(texts('.what-helps .trace-because'), ['组内没有人可以接待：共 2 位客服，在线 2 位，其中正在接待 1 位，其中未达上限 0 位。'])
  })

  it('AL-17 says so where the server does not tell', async () => {
    page.stage = await setStage(page.app, { preview: PREVIEWS['waiting'] ?? {} })
    page.stage.server.refuse('conversation:why-not', 'unavailable')
    await until(() => document.querySelector('.why button'))
    $('.why button').click()
    await until(() => texts('.what-helps .problem').length === 1)
  })

  for (const [language, expected] of [
    ['en', [
      'Given to you',
      'The visitor had no open conversation.',
      'The visitor’s customer has no owner, or the visitor is linked to none.',
      'The agent who received the visitor in the last 24 hours can receive and is under the cap: 4 of 10.',
      'Stayed though overdue',
      'Nobody else of the group could take it over.',
      'Nobody of the group can receive: of 2 agents, 1 online, 0 of them accepting, 0 of those under the cap.',
      'Ben Okafor: 2 of 10 · offline · outside of working hours · without Norwegian',
      'Olga Petrova: 10 of 10 · not accepting · full',
    ]],
    ['zh', [
      '分配给你',
      '访客没有进行中的会话。',
      '访客的客户没有归属人，或访客未关联客户。',
      '最近 24 小时内接待过访客的客服可以接待且未达上限：4/10。',
      '已超时，未转出',
      '组内没有其他人能接手。',
      '组内没有人可以接待：共 2 位客服，在线 1 位，其中正在接待 0 位，其中未达上限 0 位。',
      'Ben Okafor：2/10 · 离线 · 不在工作时间内 · 缺少技能 Norwegian',
      'Olga Petrova：10/10 · 未接待 · 已满',
    ]],
  ] as const) {
    it(`AL-10 AL-15 says with the same fullness why one has it, and why it stays: ${language}`, async () => {
      page.stage = await setStage(page.app, { preview: { open: MIRA }, language })
      await until(() => document.querySelector('.why button'))
      $('.why button').click()
      await until(() => all('.trace-stays').length > 0)
      const said = texts('.trace-decision, .trace-because, .trace-stays .trace-candidates li').map((line) => line.replace(/ (10 Mar|Mar 10|3月10日).*/, ''))
      same(said, [...expected])
      same(await faults(), [])
    })
  }

  it('AL-15 shows what was written down in a sentence before as it is, in whatever language', async () => {
    page.stage = await setStage(page.app, { preview: { open: MIRA, traces: [{ ...TRACE, stays: [], reasons: [{ step: 'AL-9.4', because: 'Received this visitor before.', candidates: [] }] }] }, language: 'zh' })
    await until(() => document.querySelector('.why button'))
    $('.why button').click()
    await until(() => all('.trace-because').length > 0)
    same([texts('.trace-because'), all('.trace-because').map(({ lang }) => lang)], [['Received this visitor before.'], ['en']])
  })

  it('AL-17 asks nothing of a conversation that somebody holds', async () => {
    page.stage = await setStage(page.app, { preview: { ...PREVIEWS['waiting'], open: 'c-ben' as ConversationId } })
    await until(() => document.querySelector('.why button'))
    $('.why button').click()
    await until(() => all('.why > p, .why > .trace').length > 0)
    same([all('.what-helps').length, page.stage.server.asked.some(({ name }) => name === 'conversation:why-not')], [0, false])
  })
})
