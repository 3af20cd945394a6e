/** What the window asks of a visitor, and tells them while they wait: by keyboard, aloud, and through to the server. */
import { sendKeys, setViewport } from '@web/test-runner-commands'
import { PROTOCOL, fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { ChatForm, ConversationId, MemberId, MessageId, SurveyForm } from '@foyer/sdk/protocol'
import { en as extras } from '../shell/words/extras/en.ts'
import { en } from '../shell/words/window/en.ts'
import { NOW, conversation, says } from './preview/states.ts'
import { assert } from './testing/assert.ts'
import { drawn, happens, settled, stage } from './testing/stage.ts'
import type { Stage } from './testing/stage.ts'

/** What is said to those who do not see it. */
const said = ({ $ }: Stage) => $('.window > [role=status].unseen')?.textContent?.trim()
const labels = ({ all }: Stage, selector: string) => all(selector).map(({ textContent }) => textContent?.trim() ?? '')
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await sendKeys({ press: key })
  await drawn()
}
const FORM: ChatForm = {
  title: 'Who are you?',
  fields: [{ kind: 'name', label: '', isRequired: true }, { kind: 'email', label: '', isRequired: false }],
  consent: { text: 'You may keep this.', address: 'https://nordwind.example/privacy' },
}
const ANN = { id: 'ann' as MemberId, name: 'Ann' }
const TALK: Parameters<typeof conversation>[1] = [[9, { type: 'started', by: 'visitor', position: 1 }], [9, says({ kind: 'visitor' }, 'Hello')], [8, { type: 'assigned', agent: ANN }], [8, says({ kind: 'agent', ...ANN }, 'Hi')]]
const held = () => [conversation('c1', TALK)]

describe('IV-4 a window that is closed to the visitor', () => {
  it('says that it is not available and what to do, and takes nothing', async () => {
    const { find, $ } = await stage({ state: 'blocked' })
    const closed = await find('.closed')
    // Its words are fetched.
    while (!closed.textContent) await drawn()
    assert.equal(closed.textContent.trim(), extras.errors.visitor_blocked)
    assert.equal($('textarea'), null)
  })
})

describe('IV-10 what was begun outside of the window, and refused', () => {
  it('is said in the reader’s language with what to do, and one can write all the same', async () => {
    let refused: ReturnType<typeof failTalk> | undefined = failTalk('invitation_over')
    const { find, gone, chat, field, write, thread } = await stage({ state: 'empty', settings: {}, more: { refused: () => refused } })
    const alert = await find('[role=alert] .card-trouble')
    assert.equal(alert.textContent?.trim(), extras.errors.invitation_over)
    await write('Are you there?')
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    await drawn()
    assert.ok(thread.calls.some((call) => call.includes('Are you there?')))
    refused = undefined
    chat.update({ protocol: PROTOCOL, version: 1, name: 'Nordwind Travel', theme: { accent: '#2f5bea', scheme: 'light' }, language: 'en', components: [] })
    await gone('[role=alert] .card-trouble')
  })
})

describe('CW-15 the menu', () => {
  it('opens and closes as a menu button does, and gives the focus back', async () => {
    const made = await stage({ settings: {} , company: () => ({ name: 'Nordwind' }) })
    const { root, $, gone } = made
    $('[aria-haspopup=menu]')?.focus()
    await press('ArrowDown')
    await made.find('[role=menu]')
    assert.equal($('[aria-haspopup=menu]')?.getAttribute('aria-expanded'), 'true')
    const focused = () => root.activeElement?.textContent?.trim()
    const entries = labels(made, '[role=menu] button')
    assert.equal(focused(), entries[0])
    await press('ArrowUp')
    assert.equal(focused(), entries.at(-1))
    await press('Home', 'ArrowDown')
    assert.equal(focused(), entries[1])
    await press('End')
    assert.equal(focused(), extras.menu.end)
    await press('y')
    assert.equal(focused(), extras.menu.data)
    await press('Escape')
    await gone('[role=menu]')
    assert.equal(root.activeElement, $('[aria-haspopup=menu]'))
    assert.equal(made.closeRequests(), 0)
  })

  it('closes when one turns to something else', async () => {
    const { entries, field, gone, root } = await stage()
    await entries()
    field.focus()
    await gone('[role=menu]')
    assert.equal(root.activeElement, field)
  })

  it('turns sounds and Enter off and on, and stays to show it', async () => {
    const made = await stage({ company: () => ({ name: 'Nordwind' }) })
    const isOn = (label: string) => made.all('[role=menuitemcheckbox]').find(({ textContent }) => textContent?.trim() === label)?.getAttribute('aria-checked')
    for (const [label, fact, off] of [[extras.menu.sound, 'sound', 'off'], [extras.menu.enter, 'enter', 'line']] as const) {
      await made.entries()
      assert.equal(isOn(label), 'true')
      await made.choose(label)
      assert.deepEqual([isOn(label), made.device.get(fact)], ['false', off])
      await made.choose(label)
      assert.deepEqual([isOn(label), made.device.get(fact)], ['true', undefined])
    }
  })

  it('offers only what there is: no talk, no transcript; no sounds where the workspace has none', async () => {
    const quiet = await stage({ state: 'empty', settings: { hasSound: false } })
    const entries = await quiet.entries()
    for (const label of [extras.menu.sound, extras.menu.transcript, extras.menu.rate, extras.menu.popup, extras.menu.end]) assert.equal(entries.includes(label), false, label)
    assert.ok(entries.includes(extras.menu.data))
  })

  it('CW-1 opens a window of its own with what is written so far', async () => {
    const life = new AbortController()
    const { signal } = life
    const handed = new Promise((resolve) => addEventListener('message', ({ data }) => data.draft !== undefined && resolve(data.draft), { signal }))
    const { open } = window
    // The page plays the popup too.
    window.open = () => window
    try {
      const { choose, write } = await stage({ more: { popup: { address: () => `${location.origin}/chat/shop`, token: () => 'token', signal, onOpened: () => window.postMessage({ type: 'foyer:popup-ready' }) } } })
      await write('Half a sentence')
      await choose(extras.menu.popup)
      assert.equal(await handed, 'Half a sentence')
    } finally {
      window.open = open
      life.abort()
    }
  })

  it('fits a phone, and scrolls where it does not', async () => {
    await setViewport({ width: 320, height: 420 })
    try {
      const made = await stage({ company: () => ({ name: 'Nordwind' }) })
      await made.entries()
      const [menu, frame] = ['.menu', '.window'].map((selector) => made.$(selector)?.getBoundingClientRect())
      assert.ok(menu && frame && menu.left >= frame.left && menu.right <= frame.right && menu.bottom <= frame.bottom)
    } finally {
      await setViewport({ width: 800, height: 600 })
    }
  })
})

/** What is fetched while `run` runs, and how it is answered. */
async function answering(answer: (path: string, body: Record<string, unknown>) => Response, run: () => Promise<void>) {
  const real = window.fetch
  window.fetch = async (input, init) => {
    const { pathname } = new URL(String(input), location.origin)
    return pathname.startsWith('/v1/') ? answer(pathname, JSON.parse(String(init?.body)) as Record<string, unknown>) : real(input, init)
  }
  try {
    await run()
  } finally {
    window.fetch = real
  }
}

/** The names of the files that were given meanwhile. */
async function given(run: () => Promise<void>): Promise<string[]> {
  const names: string[] = []
  const { click } = HTMLAnchorElement.prototype
  HTMLAnchorElement.prototype.click = function () {
    names.push(this.download)
  }
  try {
    await run()
  } finally {
    HTMLAnchorElement.prototype.click = click
  }
  return names
}
const clickOn = async ({ all }: Stage, label: string) => {
  all('button').find(({ textContent }) => textContent?.trim() === label)?.click()
  await drawn()
}

describe('CW-15 transcript and data', () => {
  it('gives the transcript as a file, and sends it by mail to the address that is known', async () => {
    const asked: Record<string, unknown>[] = []
    await answering((_, body) => (asked.push(body), body['email'] ? Response.json(ok(null)) : new Response('Ann: Hi')), async () => {
      const made = await stage({ state: 'transcript', company: () => ({ name: 'Nordwind' }) })
      assert.equal((made.$('.task input') as HTMLInputElement).value, 'maria@example.com')
      const names = await given(async () => {
        await clickOn(made, extras.transcript.download)
        while (asked.length === 0 || made.$('.task .button')?.ariaDisabled === 'true') await drawn()
      })
      assert.deepEqual(names, ['chat-2024-05-15.txt'])
      await clickOn(made, extras.transcript.mail)
      await made.find('.task .card-done')
      assert.equal(said(made), extras.transcript.sent('maria@example.com'))
    })
    assert.deepEqual(asked.map(({ site, token, language, email }) => [site, token, language, email]), [['shop', 'token', 'en', undefined], ['shop', 'token', 'en', 'maria@example.com']])
    assert.equal(asked[0]?.['timeZone'], Intl.DateTimeFormat().resolvedOptions().timeZone)
  })

  it('has no mail where the server sends none, and says why something was refused', async () => {
    await answering(() => Response.json(fail('mail_unavailable'), { status: 503 }), async () => {
      const made = await stage({ settings: { canMail: false } })
      await made.choose(extras.menu.transcript)
      await made.find('.task')
      assert.equal(made.$('.task input'), null)
      await clickOn(made, extras.transcript.download)
      assert.equal((await made.find('.card-trouble')).textContent?.trim(), extras.errors.mail_unavailable)
    })
  })

  it('gives the data, asks before it deletes them, and then lets another visitor begin', async () => {
    const paths: string[] = []
    let forgotten = 0
    await answering((path) => (paths.push(path), path.endsWith('erase') ? Response.json(ok(null)) : new Response('{}')), async () => {
      const made = await stage({ more: { onForgetRequest: () => forgotten++ } })
      await made.choose(extras.menu.data)
      await made.find('.task')
      const names = await given(async () => {
        await clickOn(made, extras.data.give)
        while (paths.length === 0 || made.$('.task .button')?.ariaDisabled === 'true') await drawn()
      })
      assert.deepEqual(names, ['chat-data-2024-05-15.json'])
      await clickOn(made, extras.data.erase)
      assert.equal(made.root.activeElement?.textContent?.trim(), extras.data.cancel)
      assert.deepEqual([paths.length, forgotten], [1, 0])
      await clickOn(made, extras.data.confirm)
      while (forgotten === 0) await drawn()
    })
    assert.deepEqual(paths, ['/v1/visitor/data', '/v1/visitor/erase'])
    assert.equal(forgotten, 1)
  })

  it('leaves with Escape, back to the composer', async () => {
    const made = await stage()
    await made.choose(extras.menu.data)
    await made.find('.task')
    await press('Escape')
    assert.equal(made.$('.task'), null)
    assert.equal(made.root.activeElement, made.field)
  })
})

describe('CW-16 the form before the chat', () => {
  const opened = async (options: Parameters<typeof stage>[0] = {}) => {
    const made = await stage({ state: 'empty', settings: { form: FORM }, ...options })
    await made.find('.chat-form')
    return made
  }

  it('lets one write at once, and holds the message back until it is filled in', async () => {
    const made = await opened()
    assert.equal(made.root.activeElement, made.field)
    await made.write('Hello')
    await press('Enter')
    assert.deepEqual(made.thread.sent, [])
    assert.equal(made.field.value, 'Hello')
    assert.equal(made.draft(), 'Hello')
    assert.deepEqual(labels(made, '.field-trouble'), [extras.form.missing, extras.form.tick])
    assert.equal(made.root.activeElement?.getAttribute('autocomplete'), 'name')
    await sendKeys({ type: 'Maria' })
    made.$('.field-tick input')?.click()
    await drawn()
    assert.deepEqual(labels(made, '.field-trouble'), [])
    made.field.focus()
    await press('Enter')
    assert.deepEqual(made.thread.sent, [{ parts: [{ type: 'text', text: 'Hello' }], start: { answers: [{ kind: 'name', label: '', value: 'Maria' }], consent: 'You may keep this.' } }])
    await made.gone('.chat-form')
  })

  it('says what is wrong with an address', async () => {
    const made = await opened()
    const [name, email] = made.all('.chat-form input') as HTMLInputElement[]
    name?.focus()
    await sendKeys({ type: 'Maria' })
    email?.focus()
    await sendKeys({ type: 'maria@' })
    await made.write('Hello')
    await press('Enter')
    assert.deepEqual(labels(made, '.field-trouble'), [extras.form.badEmail, extras.form.tick])
    assert.equal(email?.getAttribute('aria-invalid'), 'true')
    assert.ok(made.$(`#${email?.getAttribute('aria-describedby')}`))
    assert.equal(made.root.activeElement, email ?? null)
  })

  it('leads from its fields to the composer by Enter', async () => {
    const made = await opened()
    made.$('.chat-form input')?.focus()
    await press('Enter')
    assert.equal(made.root.activeElement, made.field)
  })

  it('is not shown again on this device until it is another, nor where a conversation is open', async () => {
    const made = await opened()
    made.$('.chat-form input')?.focus()
    await sendKeys({ type: 'Maria' })
    made.$('.field-tick input')?.click()
    await made.write('Hello')
    await press('Enter')
    const form = made.device.get('form')
    assert.ok(form)
    const again = await stage({ state: 'empty', settings: { form: FORM }, facts: { form: form ?? '' } })
    assert.equal(again.$('.chat-form'), null)
    const other = await stage({ state: 'empty', settings: { form: { ...FORM, title: 'Hello!' } }, facts: { form: form ?? '' } })
    await other.find('.chat-form')
    const open = await stage({ state: 'talk', settings: { form: FORM } })
    assert.equal(open.$('.chat-form'), null)
  })

  it('keeps what was filled in when the language changes', async () => {
    const made = await opened()
    made.$('.chat-form input')?.focus()
    await sendKeys({ type: 'Maria' })
    made.chat.update({ protocol: 1, version: 2, name: 'Nordwind', theme: { accent: '#2f5bea', scheme: 'light' }, language: 'auto', components: [] }, 'ar')
    while (made.$('.window')?.lang !== 'ar') await drawn()
    await drawn()
    assert.equal((made.$('.chat-form input') as HTMLInputElement | null)?.value, 'Maria')
  })
})

describe('CW-13 nobody there', () => {
  it('says when somebody will be, and takes a way to answer', async () => {
    const made = await stage({ state: 'nobody-there-yet', company: () => ({ name: 'Nordwind' }) })
    assert.equal(made.$('.presence')?.textContent, en.takingMessages)
    assert.equal(made.$('.greeting :is(h2,h3)')?.textContent, en.takingMessages)
    assert.match(made.$('.away h3')?.textContent ?? '', /^We are back (tomorrow|today|on )/)
    made.thread.onAsk = (_, request) => {
      const me = { number: 17, ...(request as object) }
      made.thread.become({ standing: { isStaffed: false, me } })
      return ok(me)
    }
    const [email] = made.all('.away input') as HTMLInputElement[]
    email?.focus()
    await sendKeys({ type: 'maria@example.com' })
    await press('Enter')
    await made.find('.away .card-done')
    assert.deepEqual(made.thread.calls.filter((call) => call.startsWith('details')), ['details:set {"email":"maria@example.com"}'])
    assert.equal(said(made), extras.reachMail('maria@example.com'))
    assert.equal(made.root.activeElement?.textContent?.trim(), extras.away.change)
  })

  it('says what the server refused, and keeps what was typed', async () => {
    const made = await stage({ state: 'nobody-there-yet', company: () => ({ name: 'Nordwind' }) })
    made.thread.onAsk = () => fail('proof_needed')
    const [, phone] = made.all('.away input') as HTMLInputElement[]
    phone?.focus()
    await sendKeys({ type: '+47 22 12 34 56' })
    await press('Enter')
    assert.equal((await made.find('.card-trouble')).textContent?.trim(), extras.errors.proof_needed)
    assert.equal(phone?.value, '+47 22 12 34 56')
  })

  it('CW-12 promises no mail where none can be sent', async () => {
    const standing = { isStaffed: true, me: { number: 1, email: 'maria@example.com' } }
    for (const [canMail, sentence] of [[true, extras.reachMail('maria@example.com')], [false, extras.reachHere]] as const) {
      const made = await stage({ state: { connection: { status: 'connected' }, isLoaded: true, log: { version: 1, conversations: held(), hasOlder: false }, pending: [], isAgentPresent: false, unread: 0, standing }, settings: { canMail } })
      assert.equal((await made.find('.thread-rows>.thread-note:last-child')).textContent, sentence)
    }
  })
})

describe('CW-14 the queue', () => {
  it('says the place and the wait, also to those who do not see it', async () => {
    const made = await stage({ state: 'queued' })
    assert.deepEqual(labels(made, '.queue h3,.queue p'), ['You are number 3 in line', 'About 4 minutes to go'])
    assert.equal(said(made), 'You are number 3 in line. About 4 minutes to go')
    const queue = { conversationId: 'c1' as ConversationId, place: 1, waitMs: 20_000 }
    made.thread.become({ standing: { isStaffed: true, me: { number: 1 }, queue } })
    await drawn()
    assert.deepEqual(labels(made, '.queue h3,.queue p'), ['You are next', 'Less than a minute to go'])
    // A moment later it is not said again: twice in half a minute is a nuisance.
    assert.equal(said(made), 'You are number 3 in line. About 4 minutes to go')
  })

  it('guesses nothing', async () => {
    const made = await stage({ state: 'waiting' })
    await made.find('.queue')
    assert.deepEqual(labels(made, '.queue h3,.queue p'), [extras.queue.hint])
  })

  it('takes a message instead, and lets go', async () => {
    const made = await stage({ state: 'queued' })
    await clickOn(made, extras.queue.leave)
    assert.ok(made.thread.calls.includes('conversation:leave-message {"conversationId":"c1"}'))
    await clickOn(made, extras.queue.giveUp)
    await made.find('.ask')
    assert.equal(made.root.activeElement?.textContent, extras.menu.endCancel)
    await clickOn(made, extras.menu.endConfirm)
    assert.ok(made.thread.calls.includes('end'))
  })
})

describe('CW-15 the survey', () => {
  const asked = async (told: unknown[] = []) => {
    const made = await stage({ state: 'talk', settings: { canMail: true }, more: { emit: (name, payload) => void told.push([name, payload]) } })
    happens(made.thread, [{ type: 'ended', by: 'agent' }, { type: 'survey-asked', validUntil: NOW + 60_000 }])
    await made.find('.survey')
    return made
  }

  it('is answered by keyboard alone, thanks, and can be changed', async () => {
    const told: unknown[] = []
    const made = await asked(told)
    await drawn()
    assert.equal(said(made), extras.survey.question)
    made.$('.stars input')?.focus()
    await press('Space', 'ArrowRight', 'ArrowRight', 'ArrowRight')
    assert.equal(made.root.activeElement?.getAttribute('aria-label'), 'Good (4/5)')
    await press('Tab')
    await sendKeys({ type: 'Kind' })
    await press('Tab', 'Enter')
    await made.find('.survey .card-done')
    assert.deepEqual(made.thread.calls.filter((call) => call.startsWith('survey')), ['survey:answer {"conversationId":"c1","score":4,"comment":"Kind"}'])
    assert.deepEqual(told, [['survey:shown', { conversationId: 'c1' }], ['survey:submitted', { conversationId: 'c1', score: 4, comment: 'Kind' }]])
    assert.equal(said(made), extras.survey.thanks)
    assert.equal(made.root.activeElement?.textContent?.trim(), extras.survey.change)
    happens(made.thread, [{ type: 'rated', score: 4, comment: 'Kind' }])
    await drawn()
    assert.ok(labels(made, '.thread-note').includes(en.rated(4)))
    await press('Enter')
    assert.equal((made.$('.survey textarea') as HTMLTextAreaElement).value, 'Kind')
    assert.equal((made.root.activeElement as HTMLInputElement).value, '4')
  })

  it('can be put aside, stays there for the menu, and is not asked again', async () => {
    const made = await asked()
    await clickOn(made, extras.survey.later)
    await made.gone('.survey')
    assert.equal(made.device.get('aside'), 'c1')
    assert.equal(made.root.activeElement, made.field)
    await made.choose(extras.menu.rate)
    await made.find('.survey')
    await drawn()
    assert.equal((made.root.activeElement as HTMLInputElement).type, 'radio')
  })

  it('is over when it is over, and where nobody has answered there is nothing to rate', async () => {
    const late = await stage({ state: 'talk', settings: { canMail: true } })
    happens(late.thread, [{ type: 'ended', by: 'agent' }, { type: 'survey-asked', validUntil: NOW - 1 }])
    await drawn()
    assert.equal((await late.entries()).includes(extras.menu.rate), false)
    assert.equal(late.$('.survey'), null)
    const alone = await stage({ state: 'waiting' })
    assert.equal((await alone.entries()).includes(extras.menu.rate), false)
  })

  const looking = async (form: Partial<SurveyForm>) => {
    const steps = [['Slow', 'Rude'], [], [], [], ['Quick']].map((reasons, index) => ({ word: index === 0 ? 'Awful' : '', reasons }))
    const made = await stage({ state: 'talk', settings: { survey: { look: 'stars', steps, comment: { isOffered: true, requiredBelow: 3 }, thanks: 'You are kind', ...form } } })
    happens(made.thread, [{ type: 'ended', by: 'agent' }, { type: 'survey-asked', validUntil: NOW + 60_000 }])
    await made.find('.survey')
    return made
  }
  const names = (made: { root: ShadowRoot }, selector: string) => [...made.root.querySelectorAll(selector)].map((one) => one.getAttribute('aria-label'))

  it('SV-2 asks with faces and the workspace’s words, for reasons of the step, and for a comment where one is needed', async () => {
    const made = await looking({ look: 'faces' })
    assert.deepEqual(names(made, '.stars input'), ['Awful (1/5)', 'Not good (2/5)', 'All right (3/5)', 'Good (4/5)', 'Very good (5/5)'])
    made.$('.stars input')?.click()
    await drawn()
    assert.deepEqual(labels(made, '.reasons label'), ['Slow', 'Rude'])
    made.$('.reasons input')?.click()
    await drawn()
    await clickOn(made, extras.survey.submit)
    assert.equal((await made.find('.card-trouble')).textContent?.trim(), extras.survey.commentMissing)
    assert.equal(made.root.activeElement, made.$('.survey textarea'))
    await sendKeys({ type: 'So long' })
    await clickOn(made, extras.survey.submit)
    assert.match((await made.find('.survey .card-done')).textContent ?? '', /You are kind/)
    assert.deepEqual(made.thread.calls.filter((call) => call.startsWith('survey')), ['survey:answer {"conversationId":"c1","score":1,"reasons":["Slow"],"comment":"So long"}'])
  })

  it('SV-2 forgets the reasons of a step that one has left', async () => {
    const made = await looking({})
    made.$('.stars input')?.click()
    await drawn()
    made.$('.reasons input')?.click()
    await drawn()
    made.$('.stars label:nth-child(5) input')?.click()
    await drawn()
    assert.deepEqual(labels(made, '.reasons label'), ['Quick'])
    await clickOn(made, extras.survey.submit)
    await made.find('.survey .card-done')
    assert.deepEqual(made.thread.calls.filter((call) => call.startsWith('survey')), ['survey:answer {"conversationId":"c1","score":5}'])
  })

  it('SV-2 asks with thumbs, which are the worst and the best, and for no comment where none is offered', async () => {
    const made = await looking({ look: 'thumbs', comment: { isOffered: false, requiredBelow: 0 } })
    assert.deepEqual(names(made, '.stars input'), ['Awful', 'Good'])
    made.$('.stars label:nth-child(2) input')?.click()
    await drawn()
    assert.equal(made.$('.survey textarea'), null)
    await clickOn(made, extras.survey.submit)
    await made.find('.survey .card-done')
    assert.deepEqual(made.thread.calls.filter((call) => call.startsWith('survey')), ['survey:answer {"conversationId":"c1","score":5}'])
  })

  it('says what was refused', async () => {
    const made = await asked()
    made.thread.onAsk = () => fail('survey_closed')
    made.$('.stars input')?.click()
    await drawn()
    await clickOn(made, extras.survey.submit)
    assert.equal((await made.find('.card-trouble')).textContent?.trim(), extras.errors.survey_closed)
  })
})

describe('AL-14 a transfer', () => {
  it('is asked aloud, answered once, and noted', async () => {
    const made = await stage({ state: 'transfer' })
    await drawn()
    assert.match(said(made) ?? '', /^May Ben Okafor take over from here\? He planned/)
    await clickOn(made, extras.transfer.decline)
    assert.ok(made.thread.calls.includes('transfer:answer {"conversationId":"c1","isAccepted":false}'))
    assert.equal(made.$('.transfer .button')?.ariaDisabled, 'true')
    happens(made.thread, [{ type: 'transfer-answered', answer: 'declined' }])
    await made.gone('.transfer')
    assert.ok(labels(made, '.thread-note').includes(en.transferDeclined))
  })

  it('says when it was too late', async () => {
    const made = await stage({ state: 'transfer' })
    made.thread.onAsk = () => fail('transfer_over')
    await clickOn(made, extras.transfer.accept)
    assert.equal((await made.find('.card-trouble')).textContent?.trim(), extras.errors.transfer_over)
  })
})

describe('CW-6 rich parts', () => {
  it('sends a quick reply, by keyboard, once', async () => {
    const made = await stage({ state: 'choices' })
    const [, second] = made.all('button.choice')
    second?.focus()
    await press('Enter')
    assert.deepEqual(made.thread.sent.map(({ parts }) => parts), [[{ type: 'choice', to: made.thread.state.log.conversations[0]?.head.lastMessage && idOfLast(made), label: 'The 19th of June', value: '1' }]])
    assert.deepEqual(labels(made, '.choice-chosen'), [`${extras.choices.chosen('')}The 19th of June`])
    assert.equal(made.all('button.choice').length, 0)
  })

  it('asks no more what a later message asks anew', async () => {
    const made = await stage({ state: 'choices' })
    happens(made.thread, [{ type: 'message', id: 'later' as MessageId, from: { kind: 'agent', ...ANN }, parts: [{ type: 'choices', choices: [{ label: 'Yes', value: 'y' }] }] }])
    await drawn()
    assert.deepEqual(labels(made, 'button.choice'), ['Yes'])
  })

  it('goes through cards by buttons, and chooses in one', async () => {
    const made = await stage({ state: 'cards' })
    const strip = made.$('.cards-strip') as HTMLElement
    const next = made.$(`[aria-label="${extras.cards.next}"]`)
    assert.equal(made.$(`[aria-label="${extras.cards.previous}"]`)?.getAttribute('aria-disabled'), 'true')
    next?.click()
    while (strip.scrollLeft < 10) await drawn()
    assert.equal(made.all('.card-item a')[0]?.getAttribute('rel'), 'noopener noreferrer nofollow')
    made.all('button.card-button')[0]?.click()
    await drawn()
    assert.deepEqual(made.thread.sent[0]?.parts.map((part) => part.type), ['choice'])
    assert.equal(made.all('button.card-button').length, 0)
    assert.deepEqual(made.all('.card-chosen').length, 1)
  })

  it('leads to a contact in every way', async () => {
    const made = await stage({ state: 'contact' })
    assert.deepEqual(made.all('.contact a').map((link) => link.getAttribute('href')), ['tel:+4722123456', 'mailto:ann@nordwind.example', 'https://nordwind.example/ann'])
  })

  it('answers a form in the thread once, and shows what was answered', async () => {
    const made = await stage({ state: 'form-in-thread' })
    await clickOn(made, extras.form.submit)
    assert.deepEqual(labels(made, '.field-trouble'), [extras.form.missing])
    await sendKeys({ type: '+47 22 12 34 56' })
    await press('Enter')
    assert.deepEqual(made.thread.sent[0]?.parts, [{ type: 'answers', to: idOfLast(made), answers: [{ kind: 'phone', label: '', value: '+47 22 12 34 56' }] }])
    await made.find('.answers')
    assert.deepEqual(labels(made, '.answers dt,.answers dd'), [extras.form.fields.phone, '+47 22 12 34 56'])
    assert.equal(made.$('.message .field'), null)
  })

  it('answers again what the server refused', async () => {
    const made = await stage({ state: 'choices' })
    made.$('button.choice')?.click()
    await drawn()
    const [pending] = made.thread.state.pending
    if (!pending) throw new Error('Nothing was sent.')
    made.thread.become({ pending: [{ draft: pending.draft, writtenAt: NOW, status: 'failed', failure: fail('form_gone') }] })
    await drawn()
    assert.equal(made.all('button.choice').length, 3)
  })
})

/** The message of the agent that was asked last. */
const idOfLast = ({ thread }: Stage): MessageId | undefined =>
  thread.state.log.conversations.at(-1)?.events.findLast((event) => event.type === 'message')?.id

describe('CW-28 what the page’s hooks let through', () => {
  it('is shown as they changed it, and what they keep back counts as read', async () => {
    const made = await stage({
      isOpen: false,
      more: {
        censor: (items) =>
          items.flatMap((item) => {
            if (item.kind !== 'message' || item.isOwn) return [item]
            const [part] = item.parts
            return part?.type !== 'text' || part.text === 'secret' ? [] : [{ ...item, parts: [{ type: 'text', text: part.text.toUpperCase() }] }]
          }),
        keepsBack(items) {
          const last = items.at(-1)
          return last?.kind === 'message' && last.parts.some((part) => part.type === 'text' && part.text === 'secret')
        },
      },
    })
    const texts = () => labels(made, '.message:not(.message-own) .message-text')
    assert.ok(texts()[0]?.startsWith('GOOD AFTERNOON'))
    const before = texts().length
    happens(made.thread, [says({ kind: 'agent', ...ANN }, 'secret') as never], { unread: 1 })
    await drawn()
    assert.equal(texts().length, before)
    assert.deepEqual([made.thread.calls.includes('markRead'), made.thread.state.unread], [true, 0])
    happens(made.thread, [says({ kind: 'agent', ...ANN }, 'hello') as never], { unread: 1 })
    await drawn()
    assert.equal(texts().at(-1), 'HELLO')
    assert.equal(made.thread.state.unread, 1)
  })
})

describe('CW-8 what is typed', () => {
  it('is told only where the workspace shows it, and the visitor is told first', async () => {
    const seen = await stage({ settings: { showsTyping: true } })
    assert.equal(seen.$('.typing-seen')?.textContent, en.typingSeen)
    await seen.write('Hel')
    assert.ok(seen.thread.calls.includes('typing true: Hel'))
    const unseen = await stage({ settings: { showsTyping: false } })
    assert.equal(unseen.$('.typing-seen'), null)
    await unseen.write('Hel')
    assert.ok(unseen.thread.calls.includes('typing true'))
  })
})

describe('CW-18 another language', () => {
  it('comes in place: the draft, the focus and the line one reads stay', async () => {
    const made = await stage({ state: 'thousand' })
    await settled(made.host)
    await made.write('Half a sentence')
    const scroller = made.$('[role=log]') as HTMLElement
    scroller.scrollTop -= 700
    await drawn()
    const line = made.all('[data-key]').find((row) => row.getBoundingClientRect().bottom > scroller.getBoundingClientRect().top)
    // The head may need another line for its words.
    const from = () => Math.round((line?.getBoundingClientRect().top ?? 0) - scroller.getBoundingClientRect().top)
    const before = from()
    const { field } = made
    made.chat.update({ protocol: 1, version: 2, name: 'Nordwind', theme: { accent: '#2f5bea', scheme: 'light' }, language: 'auto', components: [] }, 'ar')
    while (made.$('.window')?.lang !== 'ar') {
      assert.equal(made.field, field)
      await drawn()
    }
    assert.equal(made.$('.window')?.dir, 'rtl')
    assert.deepEqual([made.field === field, made.root.activeElement === field, field.value], [true, true, 'Half a sentence'])
    assert.equal(from(), before)
  })
})
