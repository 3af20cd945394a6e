import { emulateMedia, setViewport } from '@web/test-runner-commands'
import { ALLOCATION_API, fail, ok } from '@foyer/sdk/protocol'
import type { SimulationRequest } from '@foyer/sdk/protocol'
import { sampleRules } from '../testing/allocation-samples.ts'
import { SIMULATED } from '../testing/replies-samples.ts'
import { all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { freshPages } from '../testing/page.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'

const page = freshPages()
async function show(options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS['what-if'] ?? {}, ...options })
  await until(() => document.querySelector('.what-if'))
  await drawn()
  return page.stage
}
const POST = `POST ${ALLOCATION_API.simulation}`
const sent = () => page.stage?.api.asked.findLast(({ request }) => request === POST)?.body as SimulationRequest | undefined
const DAY = (date: number) => new Date(2026, 2, date).getTime()
async function write(field: string, text: string) {
  fill(input(field), text)
  await drawn()
}
async function choose(name: string, value: string) {
  const select = input(name)
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await drawn()
}

describe('AL-17 what if', () => {
  it('AL-17 plays a past period with other settings, and shows both side by side', async () => {
    await show()
    await write('Agents', '1')
    await choose('Way of sharing out', 'number')
    await choose('Conversations of', 'g-boats')
    input('Another cap for everybody').click()
    await drawn()
    await write('Most conversations of one agent', '5')
    called('Play it').click()
    await until(() => all('.figures').length > 0)
    same(sent(), { from: DAY(3), to: DAY(10), groupId: 'g-boats' as never, change: { sharing: 'number', cap: 5, agents: 1 } })
    const rows = all('.figures')[0]?.querySelectorAll('tbody tr')
    same([...(rows ?? [])].map((row) => [...row.children].map(({ textContent }) => textContent).join(' | ')), [
      'Visitors who wrote | 412 | 412 | the same',
      'Wait until received, the middle one | 38 sec | 9 sec | −29 sec · better',
      'Wait, 19 of 20 had less | 5 min | 1 min | −4 min · better',
      'Visitors who waited at all | 42% | 11% | −31% · better',
      'Longest queue | 7 | 2 | −5 · better',
    ])
    same(texts('.load-name'), ['Ann Lindqvist', 'Ben Okafor', 'New 1'])
    same(await faults(), [])
  })

  it('AL-17 says which way it went in words where it grew worse', async () => {
    const { api } = await show()
    api.on(POST, () => ok({ before: SIMULATED.after, after: SIMULATED.before }))
    await write('Agents', '-1')
    called('Play it').click()
    await until(() => texts('.is-worse').length === 4)
    so(texts('.is-worse').every((text) => text.startsWith('+') && text.endsWith('worse')), 'each says so')
  })

  it('AL-17 asks for a change, and for a period that has begun', async () => {
    await show()
    called('Play it').click()
    await until(() => texts('.field-problem').join().includes('Choose something to change'))
    input('Other days').click()
    await until(() => all('input[type=date]').length === 2)
    await write('From', '2026-03-12')
    await write('To, and including', '2026-03-13')
    called('Play it').click()
    await until(() => input('From').getAttribute('aria-invalid') === 'true')
    same(sent(), undefined, 'nothing was sent')
    same(await faults(), [])
  })

  it('AL-17 says that it is being played, that nobody came, and why it could not be played', async () => {
    const { api } = await show()
    await write('Agents', '2')
    const answer = api.keepBack(POST)
    called('Play it').click()
    await until(() => texts('.what-if-run .button').join() === 'Playing…')
    answer()
    await until(() => all('.figures').length > 0)
    await write('Agents', '3')
    so(texts('.what-if-outcome [role=status]').join().includes('Play it again'), 'it says that this is older')
    api.refuse(POST, fail('too_large'))
    called('Play it').click()
    await until(() => texts('.what-if-outcome [role=alert] h2').join() === 'It could not be played')
    api.refuse(POST, undefined)
    api.on(POST, () => ok({ before: { ...SIMULATED.before, arrivals: 0, loads: [] }, after: { ...SIMULATED.after, arrivals: 0, loads: [] } }))
    called('Play it').click()
    await until(() => texts('.what-if-outcome h2').join() === 'Nothing to play')
    same(await faults(), [])
  })

  it('AL-17 begins another cap from the one that is set', async () => {
    const { api, strike } = await show()
    api.on(`GET ${ALLOCATION_API.allocation}`, () => ok({ ...sampleRules(), cap: 7 }))
    strike()
    await show({ api })
    input('Another cap for everybody').click()
    await drawn()
    same(input('Most conversations of one agent').value, '7')
  })

  it('AL-17 plays today up to now, and knows what it played a moment later', async () => {
    let now = DAY(10) + 9 * 60 * 60_000
    const { api } = await show({ now: () => now })
    api.on(POST, () => ok(SIMULATED))
    input('Other days').click()
    await until(() => all('input[type=date]').length === 2)
    await write('From', '2026-03-10')
    await write('To, and including', '2026-03-10')
    await write('Agents', '1')
    called('Play it').click()
    await until(() => all('.figures').length > 0)
    same(sent(), { from: DAY(10), to: now, change: { agents: 1 } })
    now += 60_000
    await write('From', '2026-03-10')
    so(!texts('.what-if-outcome [role=status]').join().includes('Play it again'), 'nothing has changed since')
    await write('Agents', '2')
    so(texts('.what-if-outcome [role=status]').join().includes('Play it again'), 'now it has')
  })

  it('is right on a phone in Chinese and dark', async () => {
    await setViewport({ width: 360, height: 700 })
    await emulateMedia({ colorScheme: 'dark' })
    await show({ language: 'zh' })
    await write('客服人数', '1')
    called('开始模拟').click()
    await until(() => all('.figures').length > 0)
    same(await faults(), [])
    same(sticksOut().filter((name) => !/^(TABLE|THEAD|TBODY|TR|TH|TD)\./.test(name)), [])
  })
})
