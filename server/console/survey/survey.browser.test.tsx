import { emulateMedia, setViewport } from '@web/test-runner-commands'
import { VISITORS_API, failForm, ok } from '@foyer/sdk/protocol'
import type { SurveyChange, SurveyResults } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { freshPages } from '../testing/page.ts'
import { MIRA } from '../testing/samples.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage } from '../testing/stage.tsx'

const page = freshPages()

async function show(name: 'survey' | 'survey-results' | 'own-ratings', language = 'en'): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS[name] ?? {}, language })
  await until(() => document.querySelector(name === 'survey' ? '.save-bar' : '.results-summary'))
  await drawn()
  return page.stage
}
const asked = () => page.stage!.api.asked
const sent = () => (asked().findLast(({ request }) => request === `PUT ${VISITORS_API.survey}`)?.body as SurveyChange | undefined)?.rules
const problems = () => texts('.field-problem').filter((text) => text !== '')
const preview = () => $('.preview-window').shadowRoot!
/** The window in the preview has animations of its own. */
async function faultsAtRest() {
  const root = document.querySelector('.preview-window')?.shadowRoot
  await until(() => !root || (root.querySelector('.survey') && root.getAnimations().every(({ playState }) => playState !== 'running')))
  return faults()
}
async function save() {
  await until(() => all('.save-bar .is-main').length > 0)
  called('Save', 'button').click()
  await until(() => !texts('.save-state').join().includes('Saving'))
}
const saved = async () => {
  await save()
  await until(() => texts('.save-state').join().includes('All changes saved'))
}
const choose = (name: string, value: string) => {
  const select = input(name) as unknown as HTMLSelectElement
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

describe('the page of the survey', () => {
  it('SV-1 sets when it is asked, where, and for how long', async () => {
    await show('survey')
    input('By mail').click()
    await drawn()
    input('In the chat window').click()
    fill(input('Can be answered for'), '168')
    await saved()
    const { shows, validHours, asks, onlyEffective } = sent()!
    same([shows, validHours, asks, onlyEffective], [{ window: false, page: false, mail: true }, 168, 'end', true])
    input(/^When an agent asks/).click()
    await drawn()
    so(document.querySelector('[name=onlyEffective]'), 'it holds for agents too')
    await saved()
    same(sent()!.asks, 'agent')
  })

  it('SV-1 needs one place at least, and says so there', async () => {
    await show('survey')
    input('In the chat window').click()
    await save()
    await until(() => problems().length === 1)
    so($('[data-field="shows"]').textContent?.includes(problems()[0]!), 'it stands with the places')
    same(sent(), undefined, 'nothing was sent')
    same(await faultsAtRest(), [])
  })

  it('SV-2 sets words, reasons and what needs a comment, for each look', async () => {
    await show('survey')
    so(all('.survey-step').length === 5, 'five steps')
    input(/^Thumb up or down/).click()
    await until(() => all('.survey-step').length === 2)
    same(texts('.survey-step strong'), ['Thumb up', 'Thumb down'])
    fill(input('Word for: Thumb down · optional'), '  Bad ')
    choose('Needed', '5')
    choose('Tell owner and administrators of', '0')
    await saved()
    const { look, steps, comment, warnsUpTo } = sent()!
    same([look, steps[0], comment, warnsUpTo], ['thumbs', { word: 'Bad', reasons: ['Waited too long', 'Not friendly'] }, { isOffered: true, requiredBelow: 5 }, 0])
    same(steps.length, 5, 'the other steps are kept')
  })

  it('SV-2 a comment that is not offered is not needed', async () => {
    await show('survey')
    choose('Needed', '3')
    await drawn()
    input('Offer a comment').click()
    await until(() => !document.querySelector('[name="comment.requiredBelow"]'))
    await saved()
    same(sent()!.comment, { isOffered: false, requiredBelow: 0 })
  })

  it('SV-2 names the step whose word is too long, and focuses it', async () => {
    await show('survey')
    fill(input('Word for: Step 4 · optional'), '字'.repeat(13))
    await save()
    await until(() => problems().length === 1)
    same((document.activeElement as HTMLInputElement).name, 'steps.3.word')
  })

  it('SV-2 shows the survey in the window as it is set, to be tried', async () => {
    await show('survey')
    await until(() => preview().querySelector('.survey'))
    const radios = () => [...preview().querySelectorAll<HTMLInputElement>('.survey input[type=radio]')]
    await until(() => radios().length === 5)
    input(/^Thumb up or down/).click()
    await until(() => radios().length === 2)
    input('Five faces').click()
    await until(() => radios().length === 5)
    radios()[0]!.click()
    await until(() => preview().querySelector('.survey')?.textContent?.includes('Waited too long'))
    same(await faultsAtRest(), [])
  })

  it('SV-1 shows what is off, and what a server without mail cannot do', async () => {
    await show('survey')
    input('Ask for a rating').click()
    await until(() => all('.survey-step').length === 0)
    so($('.as-seen').textContent?.includes('The survey is off'), 'the preview says so')
    await saved()
    same(sent()!.isOn, false)
  })

  it('tells of a refusal of the server at its field', async () => {
    const { api } = await show('survey')
    api.refuse(`PUT ${VISITORS_API.survey}`, failForm('too_long', { field: 'rules.thanks' }))
    fill(input('Thanks · optional'), 'Thank you')
    await save()
    await until(() => problems().length === 1)
    same((document.activeElement as HTMLInputElement).name, 'thanks')
  })
})

describe('the page of the survey’s results', () => {
  it('SV-4 shows the figures, their spread, and tables', async () => {
    await show('survey-results')
    same(texts('.results-summary dd').map((text) => text.replace(/Ratings.*/, '')), ['240', '160', '67%', '4.12', '78%'])
    same(texts('.spread .unseen')[0], '5 of 5: 76, 48%')
    const rows = texts('.results-table-box[aria-label="By agent"] tbody tr')
    same(rows.length, 3)
    so(rows[2]?.includes('no answers'), 'what there is none of is said')
    so($('.results-table-box[aria-label="By component"]').textContent?.includes('Without a component'), 'talks without a component are a row')
    so($('.day-chart svg').getAttribute('aria-label')?.includes('30 days'), 'the chart has words')
    same(await faultsAtRest(), [])
  })

  it('SV-4 sorts by what is pressed, with what there is none of at the end', async () => {
    await show('survey-results')
    const box = $('.results-table-box[aria-label="By agent"]')
    const names = () => [...box.querySelectorAll('tbody th')].map((cell) => cell.textContent)
    const press = async (name: string) => {
      [...box.querySelectorAll<HTMLElement>('thead button')].find((button) => button.textContent?.endsWith(name))!.click()
      await drawn()
    }
    await press('Average')
    same(names(), ['Ann Lindqvist', 'Ben Okafor', '王小明'])
    same(box.querySelector('[aria-sort]')?.ariaSort, 'descending')
    await press('Average')
    same(names(), ['Ben Okafor', 'Ann Lindqvist', '王小明'])
    same(box.querySelector('[aria-sort]')?.ariaSort, 'ascending')
    same(await faultsAtRest(), [])
  })

  it('SV-4 asks for another period, and for one agent alone', async () => {
    await show('survey-results')
    const of = (name: string) => new URLSearchParams(asked().findLast(({ request }) => request.startsWith(`GET ${VISITORS_API.surveyResults}?`))!.request.split('?')[1]).get(name)
    const days = () => Math.round((Number(of('to')) - Number(of('from'))) / 86_400_000)
    same(days(), 30)
    input('Last 7 days').click()
    await until(() => days() === 7)
    choose('Agent', 'ann')
    await drawn()
    const [agent] = [...(input('Agent') as unknown as HTMLSelectElement).options].filter(({ value }) => value !== '')
    choose('Agent', agent!.value)
    await until(() => of('agent') === agent!.value)
    input('Other days').click()
    await until(() => document.querySelector('[name=from]'))
    fill(input('From'), '')
    await until(() => problems().length === 1)
    so(!document.querySelector('.results-summary'), 'no figures of a period that is none')
  })

  it('SV-4 leads from a comment to its conversation, and goes on to older ones', async () => {
    await show('survey-results')
    await until(() => all('.comment').length === 2)
    so(texts('.comment')[0]?.includes('Ben Okafor and Ann Lindqvist'), 'all holders stand there')
    called('Show more').click()
    await until(() => all('.comment').length === 3)
    so(!document.querySelector('.comments-more'), 'that was all')
    all('.comment .button')[0]!.click()
    await until(() => location.hash === `#conversation=${MIRA}`)
  })

  it('SV-4 says that nobody was asked', async () => {
    const none = { asked: 0, returned: 0, answered: 0, spread: [0, 0, 0, 0, 0] } as const
    const results: SurveyResults = { all: none, byAgent: [], byGroup: [], byComponent: [], byDay: [], reasons: [] }
    page.stage = await setStage(page.app, { preview: PREVIEWS['hours'] ?? {} })
    await until(() => document.querySelector('.save-bar'))
    page.stage.api.on(`GET ${VISITORS_API.surveyResults}*`, () => ok(results))
    page.stage.api.on(`GET ${VISITORS_API.surveyComments}*`, () => ok({ comments: [] }))
    called('Survey results').click()
    await until(() => document.querySelector('.results .empty'))
    same(texts('.results .empty h2'), ['Nobody was asked in this time'])
    same(await faultsAtRest(), [])
  })

  it('SV-4 shows agents what was answered about themselves', async () => {
    await show('own-ratings')
    same(texts('.page-head h2'), ['Your ratings'])
    same(texts('.results-filters label'), ['Group', 'Component'])
    same(all('.results-table-box[aria-label="By agent"]').length, 0)
    same(texts('.results-summary dd')[0], '240')
    same(texts('.rail [aria-current]'), ['Ratings'])
    same(await faultsAtRest(), [])
    await until(() => all('.comment').length === 2)
    all('.comment .button')[0]!.click()
    await until(() => location.hash === `#conversation=${MIRA}`)
  })

  for (const name of ['survey', 'survey-results', 'own-ratings'] as const) {
    it(`fits a narrow page, in the dark and in Chinese: ${name}`, async () => {
      await setViewport({ width: 360, height: 780 })
      await emulateMedia({ colorScheme: 'dark' })
      await show(name, 'zh')
      await until(() => texts('.page-head h2').join() === ({ 'survey': '满意度调查', 'survey-results': '调查结果', 'own-ratings': '我的评价' }[name]))
      same(sticksOut('.results-table-box'), [])
      so(!/\b(the|of|and|by)\b/i.test(texts('.settings-page label, .settings-page h3, .settings-page dt, .settings-page thead').join(' ')), 'no English words are left')
      same(await faultsAtRest(), [])
    })
  }
})
