import type { ConversationId } from '@foyer/sdk/protocol'
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
    same(texts('.what-helps .trace-because'), ['Nobody of the group can receive: of 2 agents 2 online, 1 of them accepting, 0 of those under the cap.'])
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

  it('AL-17 asks nothing of a conversation that somebody holds', async () => {
    page.stage = await setStage(page.app, { preview: { ...PREVIEWS['waiting'], open: 'c-ben' as ConversationId } })
    await until(() => document.querySelector('.why button'))
    $('.why button').click()
    await until(() => all('.why > p, .why > .trace').length > 0)
    same([all('.what-helps').length, page.stage.server.asked.some(({ name }) => name === 'conversation:why-not')], [0, false])
  })
})
