/** How it was: asked in the window, on a page and by mail, answered, changed, refused, and counted (SV-1 to SV-4). */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { LANGUAGES, VISITORS_API } from '@foyer/sdk/protocol'
import type { ConversationHead, ConversationId, Language, Result, SurveyAnswer, SurveyComments, SurveyRecord, SurveyResults, SurveyRules } from '@foyer/sdk/protocol'
import { surveyWords } from '@foyer/server/surveys/words.ts'
import { loadExtrasWords } from '@foyer/widget/shell/words/extras/load.ts'
import { changeSettings, conversationAt, findings, openVisitorLine, openWindow, seesText, shareAgent, shareWorld, until, untilEqual, write } from './harness/index.ts'
import type { Agent, View, Visitor } from './harness/index.ts'

const REASONS = ['Took too long', 'Hard to understand']
const RULES: Partial<SurveyRules> = {
  isOn: true,
  asks: 'end',
  onlyEffective: true,
  shows: { window: true, page: false, mail: false },
  validHours: 24,
  look: 'stars',
  steps: [1, 2, 3, 4, 5].map((score) => ({ word: score === 5 ? 'Splendid' : '', reasons: score < 3 ? REASONS : [] })),
  comment: { isOffered: true, requiredBelow: 2 },
  thanks: 'You are kind',
  warnsUpTo: 2,
}
const HOUR_MS = 3_600_000

describe('SV-1 to SV-4 the survey', () => {
  const world = shareWorld({ hasMail: true })
  const ann = shareAgent(world)
  const owner = shareAgent(world, 'olivia')
  /** Answers, and nothing else: no test looks at those of another. */
  let began: number
  before(() => void (began = Date.now()))

  const set = (rules: Partial<SurveyRules> = {}) =>
    changeSettings<SurveyRecord>(owner, VISITORS_API.survey, ({ revision, canMail: _canMail, ...before }) => ({ revision, rules: { ...before, ...RULES, ...rules } }))

  interface Talk {
    readonly visitor: Visitor
    readonly page: Page
    readonly window: View
    readonly desk: View
    readonly id: ConversationId
  }
  /** `answer`: what Ann says; `null`: nothing. */
  async function talk(question: string, answer: string | null = 'Yes.', email?: string): Promise<Talk> {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    if (email !== undefined) await page.evaluate((address) => Reflect.get(globalThis, 'Foyer').identify({ email: address }) as Promise<void>, email)
    const window = await openWindow(page)
    await write(window, question)
    const desk = await ann.take(question)
    if (answer !== null) {
      await write(desk, answer)
      await seesText(window, answer)
    }
    return { visitor, page, window, desk, id: conversationAt(ann) }
  }
  async function end({ window: { root } }: Talk, asks?: boolean) {
    await ann.page.getByRole('button', { name: 'End conversation' }).first().click()
    const question = ann.page.locator('.question')
    await question.waitFor()
    assert.equal(await question.getByLabel('Ask the visitor how it was').count(), asks === undefined ? 0 : 1)
    if (asks) await question.getByLabel('Ask the visitor how it was').check()
    await question.getByRole('button', { name: 'End conversation' }).click()
    await root.getByRole('button', { name: 'New conversation' }).or(root.locator('.thread-note', { hasText: 'ended' })).first().waitFor()
  }
  const inWindow = ({ root }: View) => root.locator('.survey')
  const star = (view: View, name: string) => view.root.getByRole('radio', { name }).check({ force: true })
  const submit = ({ root }: View) => root.getByRole('button', { name: 'Send rating' }).click()
  const headOf = (id: ConversationId): ConversationHead => {
    const database = world.server.database()
    try {
      return JSON.parse(String(database.prepare('select head from conversations where id = ?').get(id)!['head'])) as ConversationHead
    } finally {
      database.close()
    }
  }
  const ratedAs = (id: ConversationId, answer: Partial<SurveyAnswer>) =>
    untilEqual('the answer stands', async () => {
      const { score, reasons, comment } = headOf(id).survey ?? {}
      return [{ ...(score !== undefined && { score }), ...(reasons && { reasons }), ...(comment !== undefined && { comment }) }, answer]
    })
  /** As if the time for it were over. */
  const runOut = (id: ConversationId) => {
    const head = headOf(id)
    const database = world.server.database()
    database.prepare('update conversations set head = ? where id = ?').run(JSON.stringify({ ...head, survey: { ...head.survey, validUntil: Date.now() - 1 } }), id)
    database.close()
  }
  const answerBy = async (visitor: Visitor, conversationId: ConversationId, answer: SurveyAnswer): Promise<string> => {
    const line = await openVisitorLine(await visitor.credentials())
    const result = (await line.emitWithAck('survey:answer', { conversationId, ...answer })) as Result<null>
    line.close()
    return result.ok ? 'ok' : result.code
  }
  /** Where a message in the thread leads. */
  const linkIn = ({ root }: View) => root.getByRole('link', { name: 'Rate the conversation' }).first().getAttribute('href')

  it('SV-1 asks in the window after an effective talk and after no other, and SV-3 takes another answer', async () => {
    await set()
    const silent = await talk('Anybody there?', null)
    await end(silent)
    assert.equal(await inWindow(silent.window).count(), 0)
    assert.equal(headOf(silent.id).survey, undefined)

    const { window, desk, id, ...rest } = await talk('Is there a tour on Sunday?')
    await end({ window, desk, id, ...rest })
    await inWindow(window).waitFor()
    await star(window, 'Very bad (1/5)')
    await window.root.getByLabel('Took too long').check()
    await submit(window)
    await window.root.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    assert.equal(headOf(id).survey?.score, undefined, 'a comment is needed below 2')
    await inWindow(window).getByRole('textbox').fill('An hour!')
    await submit(window)
    await inWindow(window).getByText('You are kind').waitFor()
    await ratedAs(id, { score: 1, reasons: ['Took too long'], comment: 'An hour!' })
    await desk.root.locator('.thread-note', { hasText: 'Rated 1 of 5: Took too long · “An hour!”' }).waitFor()

    await window.root.getByRole('button', { name: 'Change rating' }).click()
    await star(window, 'Splendid (5/5)')
    await inWindow(window).getByRole('textbox').fill('Well, all is good.')
    await submit(window)
    await ratedAs(id, { score: 5, comment: 'Well, all is good.' })
  })

  it('SV-1 where agents choose, asks when they do: in the middle, at the end, or not at all', async () => {
    await set({ asks: 'agent' })
    const middle = await talk('Is there a boat?')
    await ann.page.locator('.ask-rating').click()
    await inWindow(middle.window).waitFor()
    assert.equal(headOf(middle.id).state.status, 'held')
    await end(middle)
    const atTheEnd = await talk('Is there a train?')
    await end(atTheEnd, true)
    await inWindow(atTheEnd.window).waitFor()
    const never = await talk('Is there a bus?')
    await end(never, false)
    assert.equal(headOf(never.id).survey, undefined)
    await set({ isOn: false })
    await until('desks offer it no more', () => ann.page.locator('.ask-rating').count(), (count) => count === 0)
  })

  it('SV-1 leads by a message to a page that needs no program, and SV-3 takes a change there', async () => {
    await set({ shows: { window: false, page: true, mail: false } })
    const asked = await talk('May we bring a dog?')
    await end(asked)
    const address = await linkIn(asked.window)
    assert.match(address ?? '', /\/s\/[\w.-]+$/)
    assert.equal(await inWindow(asked.window).count(), 0)

    const context = await world.browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })
    const page = await context.newPage()
    await page.goto(address!)
    assert.equal(headOf(asked.id).survey?.score, undefined, 'to look at it is no answer')
    await page.getByRole('radio', { name: 'Very bad' }).check({ force: true })
    assert.equal(await page.getByLabel('Took too long').first().isVisible(), true)
    await page.getByLabel('Took too long').first().check({ force: true })
    await page.getByRole('button', { name: 'Send rating' }).click()
    await page.getByRole('alert').waitFor()
    assert.ok(await page.getByRole('radio', { name: 'Very bad' }).isChecked(), 'what was chosen still stands there')
    await page.getByRole('textbox').fill('No dogs.')
    await page.getByRole('button', { name: 'Send rating' }).click()
    await page.getByRole('heading', { name: 'You are kind' }).waitFor()
    await ratedAs(asked.id, { score: 1, reasons: ['Took too long'], comment: 'No dogs.' })
    await asked.window.root.locator('.thread-note', { hasText: 'You rated this conversation 1 of 5' }).waitFor()

    await page.getByText('Change rating').click()
    await page.getByRole('radio', { name: 'Splendid' }).check({ force: true })
    await page.getByRole('button', { name: 'Send rating' }).click()
    await ratedAs(asked.id, { score: 5, comment: 'No dogs.' })
    assert.deepEqual(await context.cookies(), [])

    // The link stands at the desk as well.
    const own = await ann.context.newPage()
    await own.goto(address!)
    await own.getByRole('heading', { name: 'You answered here' }).waitFor()
    assert.equal(await own.locator('form').count(), 0)
    await own.close()

    runOut(asked.id)
    await page.goto(address!)
    await page.getByRole('heading', { name: 'This conversation cannot be rated any more' }).waitFor()
    await context.close()
  })

  it('SV-1 asks by mail, once, of whoever has said an address', async () => {
    await set({ shows: { window: false, page: false, mail: true } })
    const asked = await talk('Are there lockers?', 'There are.', 'vera@visitor.example')
    await end(asked)
    const mail = await world.mails!.next()
    assert.deepEqual(mail.envelope.to, ['vera@visitor.example'])
    assert.doesNotMatch(mail.raw, /lockers/)
    const [address] = /http:\S+\/s\/\S+/.exec(mail.text ?? '') ?? []
    assert.ok(address, mail.text)
    assert.ok(String(mail.html).includes(address))
    const page = await asked.visitor.context.newPage()
    await page.goto(address)
    await page.getByRole('radio', { name: 'Splendid' }).check({ force: true })
    await page.getByRole('button', { name: 'Send rating' }).click()
    await page.getByRole('heading', { name: 'You are kind' }).waitFor()
    await ratedAs(asked.id, { score: 5 })
    assert.equal(world.mails!.received.length, 1)
    assert.doesNotMatch(world.server.said(), /visitor\.example|\/s\/\w/)
  })

  it('SV-3 refuses an answer that comes late, from somebody else, or about a talk that was not effective, each with its code', async () => {
    await set()
    const asked = await talk('Is it far?')
    await end(asked)
    const silent = await talk('Hello?', null)
    await end(silent)
    const stranger = await world.visitor()
    const page = await stranger.open('/tours')
    await openWindow(page)
    assert.equal(await answerBy(stranger, asked.id, { score: 1 }), 'not_found')
    assert.equal(await answerBy(silent.visitor, silent.id, { score: 1 }), 'survey_closed')
    for (const [answer, code] of [[{ score: 6 }, 'invalid_input'], [{ score: 1 }, 'required'], [{ score: 5, reasons: ['Took too long'] }, 'reason_gone'], [{ score: 5, comment: 'x'.repeat(501) }, 'invalid_input'], [{ score: 4 }, 'ok'], [{ score: 4 }, 'ok']] as const) {
      assert.equal(await answerBy(asked.visitor, asked.id, answer), code, JSON.stringify(answer).slice(0, 60))
    }
    await ratedAs(asked.id, { score: 4 })
    runOut(asked.id)
    assert.equal(await answerBy(asked.visitor, asked.id, { score: 1, comment: 'Late' }), 'survey_closed')
    await ratedAs(asked.id, { score: 4 })
  })

  it('SV-4 tells the owner of a low rating at once, and leads to its conversation', async () => {
    await set()
    const toast = owner.page.locator('.toast')
    // Of the tests before.
    if ((await toast.count()) > 0) await toast.getByRole('button', { name: 'Close' }).click()
    const asked = await talk('Is it cold?')
    await end(asked)
    await star(asked.window, 'Not good (2/5)')
    await submit(asked.window)
    await toast.filter({ hasText: 'rated a conversation with Ann' }).waitFor()
    await toast.getByRole('button', { name: 'Open it' }).click()
    await owner.page.locator('.thread-note', { hasText: 'Rated 2 of 5' }).waitFor()
    assert.equal(await ann.page.locator('.toast').count(), 0)
  })

  it('SV-4 shows figures that facts alone come to, and agents their own', async () => {
    await set()
    for (const [question, name] of [['First of two', 'Splendid (5/5)'], ['Second of two', 'All right (3/5)']] as const) {
      const asked = await talk(question)
      await end(asked)
      await star(asked.window, name)
      await submit(asked.window)
      await inWindow(asked.window).getByText('You are kind').waitFor()
    }
    const period = `from=${began - HOUR_MS}&to=${Date.now() + HOUR_MS}`
    const { origin } = new URL(owner.page.url())
    const ask = async <Value>({ context }: Pick<Agent, 'context'>, path: string): Promise<Value> => {
      const answer = (await (await context.request.get(`${origin}${path}?${period}`, { headers: { origin } })).json()) as Result<Value>
      assert.ok(answer.ok, JSON.stringify(answer))
      return answer.value
    }
    const results = await ask<SurveyResults>(owner, VISITORS_API.surveyResults)
    const database = world.server.database()
    const facts = database.prepare("select kind, value, member_id, conversation_id from facts where kind in ('survey-asked', 'survey-answered') and at >= ?").all(began - HOUR_MS)
    // The other way round: every log says by itself what was asked and answered.
    const heads = database.prepare('select head from conversations').all().map(({ head }) => JSON.parse(String(head)) as ConversationHead)
    database.close()
    const scores = facts.flatMap(({ kind, value }) => (kind === 'survey-answered' ? [Number(value)] : []))
    assert.ok(scores.length >= 2)
    assert.deepEqual(results.all, {
      asked: facts.length - scores.length,
      returned: scores.length,
      answered: scores.length,
      spread: [1, 2, 3, 4, 5].map((score) => scores.filter((given) => given === score).length),
      average: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    })
    const surveyed = heads.flatMap(({ survey }) => (survey ? [survey] : []))
    assert.deepEqual([surveyed.length, surveyed.flatMap(({ score }) => score ?? []).toSorted()], [results.all.asked, scores.toSorted()])
    assert.deepEqual(results.byAgent.map(({ name, asked }) => [name, asked]), [['Ann', results.all.asked]])
    assert.equal(results.byDay.reduce((sum, { answered }) => sum + answered, 0), scores.length)

    // Without a desk: nobody is given to him.
    const ben = { context: await world.browser.newContext() }
    await ben.context.request.post(`${origin}/api/auth/sign-in/email`, { headers: { origin }, data: await world.server.signIn('ben') })
    assert.equal((await ask<SurveyResults>(ben, VISITORS_API.surveyResults)).all.asked, 0)
    await ben.context.close()
    await ann.page.getByRole('button', { name: 'Ratings' }).click()
    await ann.page.getByRole('heading', { name: 'Your ratings' }).waitFor()
    assert.equal(await ann.page.locator('.results-summary dd').first().textContent(), String(results.all.asked))
    assert.deepEqual(await findings(ann.page), [])
    const { comments } = await ask<SurveyComments>(ann, VISITORS_API.surveyComments)
    assert.equal(await ann.page.locator('.comment').count(), comments.length)
    await ann.page.locator('.comment .button').first().click()
    await ann.page.locator('.conversation-head').waitFor()
    // Back to whom she talks with now.
    await ann.page.getByRole('tab').first().click()
  })

  it('SV-4 leads from a comment to a conversation that the list has long lost', async () => {
    await set()
    const asked = await talk('Long ago')
    await end(asked)
    await star(asked.window, 'Good (4/5)')
    await inWindow(asked.window).getByRole('textbox').fill('Long live the coast.')
    await submit(asked.window)
    await ratedAs(asked.id, { score: 4, comment: 'Long live the coast.' })
    const database = world.server.database()
    const row = database.prepare('select * from conversations where id = ?').get(asked.id)!
    const columns = Object.keys(row)
    const insert = database.prepare(`insert into conversations (${columns.join()}) values (${columns.map(() => '?').join()})`)
    // As many that ended later as the list shows.
    for (let n = 0; n < 60; n += 1) {
      const copy = { ...row, id: `${asked.id}-${n}`, position: 1_000 + n, ended_at: Date.now() + n, thread_id: `${String(row['thread_id'])}-${n}` }
      insert.run(...columns.map((column) => Reflect.get({ ...copy, head: JSON.stringify({ ...headOfRow(row), id: copy.id }) }, column)))
    }
    database.close()
    await owner.page.goto(`${new URL(owner.page.url()).origin}/console#settings=survey-results`)
    await owner.page.reload()
    await owner.page.locator('.comment', { hasText: 'Long live the coast.' }).getByRole('button').click()
    await seesText({ name: 'the desk', root: owner.page.locator('main.conversation'), side: 'agent' }, 'Long ago')
  })

  describe('the hosted page, seen by a screen reader', () => {
    let address: string
    before(async () => {
      await set({ shows: { window: false, page: true, mail: false }, steps: [1, 2, 3, 4, 5].map(() => ({ word: '', reasons: REASONS })) })
      const asked = await talk('For all languages')
      await end(asked)
      address = (await linkIn(asked.window))!
    })
    const looks = (index: number) => (['stars', 'faces', 'thumbs'] as const)[index % 3]!
    for (const [index, language] of (LANGUAGES as readonly Language[]).entries()) {
      it(`finds nothing wrong in ${language}, as ${looks(index)}, at 320 px, in the light and in the dark`, async () => {
        await set({ shows: { window: false, page: true, mail: false }, look: looks(index), steps: [1, 2, 3, 4, 5].map(() => ({ word: '', reasons: REASONS })) })
        for (const colorScheme of ['light', 'dark'] as const) {
          const context = await world.browser.newContext({ locale: language, colorScheme, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' })
          const page = await context.newPage()
          await page.goto(address)
          assert.equal(await page.locator('html').getAttribute('lang'), language)
          assert.equal(await page.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr')
          assert.deepEqual(await findings(page), [])
          await page.locator('.steps input').last().check({ force: true })
          assert.deepEqual(await findings(page), [])
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320)
          await page.locator('form .button').click()
          await page.locator('[role=status]').waitFor()
          assert.deepEqual(await findings(page), [])
          await page.goto(`${address}x`)
          assert.deepEqual(await findings(page), [])
          await context.close()
        }
      })
    }
  })
})

it('SV-2 calls things alike in the window and on the page', async () => {
  for (const language of LANGUAGES) {
    const { survey } = await loadExtrasWords(language)
    const page = surveyWords(language)
    assert.deepEqual({ ...survey, steps: Object.values(survey.steps) }, { ...survey, ...pick(page), steps: page.steps }, language)
  }
})

const pick = ({ question, comment, commentMissing, submit, change, thanks }: ReturnType<typeof surveyWords>) => ({ question, comment, commentMissing, submit, change, thanks })
const headOfRow = (row: Record<string, unknown>): object => JSON.parse(String(row['head'])) as object
