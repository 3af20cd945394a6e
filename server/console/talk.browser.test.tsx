import { sendKeys, setViewport } from '@web/test-runner-commands'
import { fail, failTalk } from '@foyer/sdk/protocol'
import type { ConversationId, FileId, MessageId, Part } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, texts, until } from './testing/look.ts'
import { freshPages } from './testing/page.ts'
import { PREVIEWS } from './testing/previews.ts'
import { LEFT, REACHABLE, RICH, TRANSFER } from './testing/rich-samples.ts'
import { ANN, BEN, MIRA } from './testing/samples.ts'
import { setStage } from './testing/stage.tsx'
import type { Stage, StageOptions } from './testing/stage.tsx'

const page = freshPages()
const press = (key: string) => sendKeys({ press: key })
const focused = () => document.activeElement

async function show(name: string, options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS[name] ?? {}, ...options })
  await until(() => document.querySelector('.message'))
  return page.stage
}

const lastOf = ({ server }: Stage, id: ConversationId): readonly Part[] => server.headOf(id).lastMessage?.parts ?? []
const isThere = (selector: string) => document.querySelector(selector) !== null

/** Opens one of the dialogs by keyboard. */
async function insert(what: string): Promise<void> {
  await until(() => !isThere('dialog'))
  called('Insert').focus()
  await press('Enter')
  await until(() => focused()?.matches('.insert-menu [role=menuitem]'))
  for (const letter of what.slice(0, 2)) if (focused()?.textContent?.trim() !== what) await press(letter.toLowerCase())
  while (focused()?.textContent?.trim() !== what) await press('ArrowDown')
  await press('Enter')
  await until(() => isThere('.insert-sheet[open]'))
}

describe('what messages are made of, at the desk', () => {
  it('CW-6 shows every kind, and what the visitor has chosen', async () => {
    await show('rich')
    await until(() => all('.part').length >= 8)
    $('.thread-scroller').scrollTop = 0
    await until(() => isThere('.part-picture img') && isThere('.sound') && isThere('.part-action') && isThere('.contact-way'))
    same(texts('.choice-chosen'), ['Chosen: 14 June'])
    same(all('.choices button, .cards button.card-button').length, 0, 'agents only look on')
    so(texts('.answers').join().includes('With a window'), 'the answers are there')
    same($('[aria-label="Download Plan of the boat.pdf"]').getAttribute('href')?.startsWith('/v1/files/f-plan/whole'), true)
    $('.part-open').click()
    await until(() => isThere('.part-viewer[open] img'))
    await press('Escape')
    await until(() => !isThere('.part-viewer'))
    so(isThere('.conversation textarea') && focused()?.id !== 'conversation-list', 'Escape closed the picture and nothing else')
  })

  for (const [name, language] of [['rich', 'en'], ['rich-owner', 'zh-CN'], ['typing-text', 'en'], ['transfer', 'en'], ['reach', 'zh-CN'], ['out-of-reach', 'en'], ['left', 'en']] as const) {
    it(`CW-19 finds nothing wrong with: ${name}`, async () => {
      const { server } = await show(name, { language })
      if (name.startsWith('rich')) await until(() => all('.part').length >= 8)
      PREVIEWS[name]?.after?.(server)
      await drawn()
      same(await faults(), [])
    })
  }

  it('fits onto a phone', async () => {
    await setViewport({ width: 360, height: 740 })
    await show('rich')
    await until(() => all('.part').length >= 8)
    same(await faults(), [])
    so(document.documentElement.scrollWidth <= 360, 'nothing sticks out at the side')
    const head = $('.conversation-head').getBoundingClientRect()
    const out = all('.conversation-head *').filter((element) => element.checkVisibility() && !element.matches('.unseen, .unseen *') && element.getBoundingClientRect().right > head.right + 1)
    same(out.map(({ className }) => className), [])
    called('Show who this is').click()
    await until(() => isThere('.visitor-card'))
    same(await faults(), [])
  })

  it('leaves the looks of the settings as they are', async () => {
    await show('rich-owner')
    await until(() => all('.part.card').length > 0)
    called('Settings').click()
    await until(() => isThere('.settings-page .field'))
    same(getComputedStyle($('.settings-page .field')).display, 'grid')
    same(getComputedStyle($('.settings-page .field')).marginTop, '0px')
  })
})

describe('inserting', () => {
  it('CW-6 sends quick replies by keyboard alone, with what stood in the composer', async () => {
    const stage = await show('conversation')
    fill($('textarea'), 'Which day suits you?')
    await insert('Quick replies')
    same(input(/^What you say with it/).value, 'Which day suits you?')
    so(focused() === input(/^What you say with it/), 'one can write at once')
    input('Button, 1').focus()
    await sendKeys({ type: '12 June' })
    await press('Enter')
    await sendKeys({ type: '14 June' })
    await until(() => texts('.insert-preview .choice').join() === '12 June,14 June')
    same(await faults(), [])
    await sendKeys({ down: 'Control' })
    await press('Enter')
    await sendKeys({ up: 'Control' })
    await until(() => !isThere('.insert-sheet'))
    await until(() => lastOf(stage, MIRA).length === 2)
    same(lastOf(stage, MIRA), [{ type: 'text', text: 'Which day suits you?' }, { type: 'choices', choices: [{ label: '12 June', value: '12 June' }, { label: '14 June', value: '14 June' }] }])
    same($<HTMLTextAreaElement>('.composer textarea').value, '')
    await until(() => focused()?.matches('.composer textarea'))
  })

  it('CW-6 says what is missing beside it, keeps what was typed when it is closed, and sends a card', async () => {
    const stage = await show('conversation')
    await insert('Cards')
    called('Send', '.insert-sheet button').click()
    await until(() => focused()?.matches('[name$="cards.0.title"]'))
    same(focused()?.getAttribute('aria-invalid'), 'true')
    await sendKeys({ type: 'Lofoten' })
    await until(() => texts('.insert-preview h3').join() === 'Lofoten')
    called('Add a button', '.insert-sheet button').click()
    await until(() => focused()?.matches('[name$="buttons.0.label"]'))
    await sendKeys({ type: 'Look' })
    fill(input(/^Page that it opens/), 'meridian')
    called('Send', '.insert-sheet button').click()
    await until(() => focused()?.matches('[name$="buttons.0.url"]'))
    same(await faults(), [])
    await press('Escape')
    await until(() => !isThere('.insert-sheet'))
    so(isThere('.conversation-head') && focused()?.id !== 'conversation-list', 'Escape closed the dialog and nothing else')
    await insert('Cards')
    same(input(/^Title/).value, 'Lofoten')
    fill(input(/^Page that it opens/), 'https://meridian.example/lofoten')
    called('Send', '.insert-sheet button').click()
    await until(() => lastOf(stage, MIRA)[0]?.type === 'cards')
    same(lastOf(stage, MIRA), [{ type: 'cards', cards: [{ title: 'Lofoten', buttons: [{ label: 'Look', url: 'https://meridian.example/lofoten' }] }] }])
    await until(() => focused()?.matches('.composer textarea'))
    await insert('Cards')
    same(input(/^Title/).value, '', 'what was sent is not there again')
  })

  it('CW-6 sends the card of a colleague, and remembers how they are reached', async () => {
    const stage = await show('conversation')
    await insert('Contact card')
    const who = input('Who') as unknown as HTMLSelectElement
    same(who.value, ANN)
    who.value = BEN
    who.dispatchEvent(new Event('change', { bubbles: true }))
    await until(() => texts('.insert-preview b').join() === 'Ben Okafor')
    fill(input(/^Phone/), 'none')
    called('Send', '.insert-sheet button').click()
    await until(() => focused()?.matches('[name$=phone]'))
    fill(input(/^Phone/), '+44 20 7946 0958')
    called('Send', '.insert-sheet button').click()
    await until(() => lastOf(stage, MIRA)[0]?.type === 'contact')
    same(lastOf(stage, MIRA), [{ type: 'contact', of: 'member', name: 'Ben Okafor', phone: '+44 20 7946 0958' }])
    await until(() => focused()?.matches('.composer textarea'))
    await insert('Contact card')
    const again = input('Who') as unknown as HTMLSelectElement
    same(input(/^Phone/).value, '')
    again.value = BEN
    again.dispatchEvent(new Event('change', { bubbles: true }))
    await until(() => input(/^Phone/).value === '+44 20 7946 0958')
  })

  it('CW-6 sends a form, in Chinese and on a phone too', async () => {
    await setViewport({ width: 360, height: 740 })
    const stage = await show('conversation', { language: 'zh-CN' })
    called('插入').click()
    await until(() => isThere('.insert-menu [role=menuitem]'))
    all('.insert-menu [role=menuitem]').at(-1)?.click()
    await until(() => isThere('.insert-sheet .form-field'))
    await until(() => isThere('.insert-preview .field input'))
    same(await faults(), [])
    so($('.insert-sheet').scrollWidth <= $('.insert-sheet').clientWidth, 'nothing sticks out at the side')
    called('发送', '.insert-sheet button').click()
    await until(() => lastOf(stage, MIRA)[0]?.type === 'form')
    same(lastOf(stage, MIRA), [{ type: 'form', fields: [{ kind: 'name', label: '', isRequired: true }, { kind: 'email', label: '', isRequired: true }] }])
  })

  it('CW-7 brings a refused message back into its dialog', async () => {
    const stage = await show('conversation')
    stage.server.refuse('message:send', 'conversation_held_elsewhere')
    await insert('Quick replies')
    fill(input('Button, 1'), 'Yes')
    called('Send', '.insert-sheet button').click()
    await until(() => isThere('.message-refused'))
    called('Edit', '.message-refused button').click()
    await until(() => isThere('.insert-sheet[open]'))
    same(input('Button, 1').value, 'Yes')
    same(isThere('.message-refused'), false)
    stage.server.refuse('message:send', undefined)
    called('Send', '.insert-sheet button').click()
    await until(() => lastOf(stage, MIRA)[0]?.type === 'choices')
  })

  it('CW-5 puts an emoji in at the caret', async () => {
    await show('conversation')
    fill($('textarea'), 'Hello')
    called('Insert an emoji').click()
    await until(() => isThere('.panel-emoji [role=gridcell] button, .panel-emoji [role=grid] button, .panel-emoji [role=option], .panel-emoji [role=gridcell]'))
    ;(document.querySelector<HTMLElement>('.panel-emoji [role=gridcell] button, .panel-emoji [role=grid] button, .panel-emoji [role=option]') ?? $('.panel-emoji [role=gridcell]')).click()
    await until(() => /^Hello\p{Extended_Pictographic}/u.test($<HTMLTextAreaElement>('.composer textarea').value))
  })
})

describe('while the visitor writes', () => {
  it('CW-8 shows what is written so far, in the place of the dots, until it is sent', async () => {
    const { server } = await show('conversation')
    const typing = (text?: string) => server.push('typing', { conversationId: MIRA, isTyping: true, by: 'visitor', ...(text !== undefined && { text }) })
    typing()
    await until(() => isThere('.typing-dots'))
    typing('Could we <b>also</b>')
    await until(() => texts('.typing-preview p').join() === 'Could we <b>also</b>')
    same(isThere('.typing-dots'), false)
    same(all('.typing-preview [aria-live], .typing-preview [role=status]').length, 0, 'nobody has it read out with every key')
    server.happen(MIRA, { type: 'message', id: 'm-also' as MessageId, from: { kind: 'visitor' }, parts: [{ type: 'text', text: 'Could we also' }] })
    await until(() => !isThere('.typing-preview'))
  })
})

describe('handing over', () => {
  it('AL-14 asks the visitor by keyboard, waits, and calls it off', async () => {
    const stage = await show('conversation')
    $('[role=listbox]').focus()
    await press('h')
    await until(() => focused()?.matches('.colleague input'))
    same(texts('.colleague-name'), ['Ben Okafor'])
    same(await faults(), [])
    await press('Tab')
    await sendKeys({ type: 'Ben knows the boat.' })
    called('Ask the visitor').click()
    await until(() => !isThere('dialog') && isThere('.transfer'))
    same(stage.server.asked.findLast(({ name }) => name === 'transfer:ask')?.payload, { conversationId: MIRA, to: { kind: 'agent', agentId: BEN }, note: 'Ben knows the boat.' })
    so(texts('.thread-note').join().includes('whether Ben Okafor may take over: “Ben knows the boat.”'), 'the thread says so')
    called('Call it off').click()
    await until(() => !isThere('.transfer'))
    await until(() => texts('.thread-note').join().includes('The handover was called off'))
  })

  it('AL-14 says how it came out: declined, no answer, taken over', async () => {
    const { server } = await show('conversation')
    for (const [answer, words] of [['declined', 'would rather stay'], ['expired', 'did not say in time']] as const) {
      server.happen(MIRA, TRANSFER)
      await until(() => isThere('.transfer'))
      server.happen(MIRA, { type: 'transfer-answered', answer })
      await until(() => !isThere('.transfer') && texts('.thread-note').join().includes(words))
    }
    server.happen(MIRA, TRANSFER)
    await until(() => isThere('.transfer'))
    server.push('inbox:removed', { conversationId: MIRA })
    await until(() => texts('.conversation .empty').join().includes('Ben Okafor has it now'))
  })

  it('AL-14 says why it cannot be, and when nobody is there', async () => {
    const { server } = await show('conversation')
    called('Hand over').click()
    await until(() => isThere('.colleague'))
    server.refuse('transfer:ask', 'transfer_impossible')
    called('Ask the visitor').click()
    await until(() => texts('dialog [role=alert]').join().includes('Choose another one'))
    server.push('agent:changed', { id: BEN, name: 'Ben Okafor', role: 'agent', isOnline: false, isAccepting: true, isPresent: true, current: 2, cap: 10 })
    await until(() => texts('dialog').join().includes('No colleague can receive'))
    same(all('dialog button').map((button) => button.textContent), ['Cancel'])
    await press('Escape')
    await until(() => !isThere('dialog'))
  })

  it('AL-14 goes to a group too, with a word that only colleagues see', async () => {
    const stage = await show('group-choices')
    called('Hand over').click()
    await until(() => texts('.colleagues legend').includes('Or to a group'))
    so(texts('.sheet').join().includes('Whoever you choose is asked first'), 'it says who is asked')
    so(texts('.colleague').some((text) => text.includes('Sailing') && text.includes('1 of 2 can receive')), 'how many of the group could')
    all('.colleague input').at(-1)!.click()
    fill(input(/^A word to who takes over/), 'She is afraid of waves.')
    same(await faults(), [])
    called('Ask', 'dialog .button').click()
    await until(() => !isThere('dialog') && isThere('.transfer'))
    same(stage.server.asked.findLast(({ name }) => name === 'transfer:ask')?.payload, { conversationId: MIRA, to: { kind: 'group', groupId: 'g-sail' }, brief: 'She is afraid of waves.' })
    so(texts('.whisper').join().includes('You, to colleagues only'), 'the brief stands as a whisper')
    so(texts('.transfer').join().includes('Asked to take over: Sailing'), 'it says who is asked')
  })

  for (const answer of ['Take over', 'Decline'] as const) {
    it(`AL-14 asks a colleague, who sees the talk and says: ${answer}`, async () => {
      const { server } = await show('asked')
      PREVIEWS['asked']?.after?.(server)
      await until(() => isThere('.note-actions'))
      so(texts('.item').join().includes('Asked of you'), 'it stands in the list')
      so(texts('.transfer').join().includes('Ben Okafor asks you to take this conversation over'), 'who asks')
      so(texts('.whisper').join().includes('I have to leave'), 'why')
      same(isThere('.composer'), false, 'nothing is written before one has it')
      same(await faults(), [])
      called(answer, '.note-actions button').click()
      await until(() => !isThere('.note-actions'))
      same(server.asked.findLast(({ name }) => name === 'transfer:answer')?.payload, { conversationId: 'c-ben', isAccepted: answer === 'Take over' })
      const { state } = server.headOf('c-ben' as ConversationId)
      same(state.status === 'held' && state.agent.id, answer === 'Take over' ? ANN : BEN)
      if (answer === 'Take over') return until(() => isThere('.composer'))
      await until(() => texts('main h2').join() === 'You have declined')
      called('Back to the list', 'main .button').click()
      await until(() => !texts('main h2').includes('You have declined'))
    })
  }

  it('AL-14 lets supervisors take over after a question, or give it to somebody at once', async () => {
    const { server } = await show('owner')
    called('Give to…').click()
    await until(() => texts('dialog').join().includes('nobody is asked'))
    same(texts('.colleague-name'), ['Ann Lindqvist'], 'not to who holds it')
    same(isThere('dialog [id$=-note]'), false, 'the visitor is told nothing')
    called('Give', 'dialog .button').click()
    await until(() => !isThere('dialog'))
    same(server.asked.findLast(({ name }) => name === 'conversation:reassign')?.payload, { conversationId: 'c-ben', to: { kind: 'agent', agentId: ANN } })
    await until(() => texts('.thread-note').join().includes('Ann Lindqvist took over: it was handed over'))

    called('Take over', '.take-over').click()
    await until(() => texts('.question').join().includes('Ann Lindqvist no longer has it then'))
    same(await faults(), [])
    called('Take over', '.question button').click()
    await until(() => !isThere('.take-over'))
    await until(() => texts('.thread-note').includes('You took over'))
  })

  for (const width of [1440, 1200, 900, 700, 360]) {
    it(`lets nothing in the head of a supervised conversation lie over anything else at ${width} pixels`, async () => {
      await setViewport({ width, height: 800 })
      await show('owner')
      await until(() => isThere('.take-over'))
      const parts = all('.conversation-now > :last-child, .conversation-holder, .conversation-head .button, .conversation-head > .icon-button').filter(({ offsetWidth }) => offsetWidth > 0)
      so(parts.length >= 4, 'they are there')
      const [lefts, rights] = [parts.map((part) => part.getBoundingClientRect().left), parts.map((part) => part.getBoundingClientRect().right)]
      const tops = parts.map((part) => part.getBoundingClientRect().top)
      same(parts.filter((_, at) => (rights[at - 1] ?? 0) > (lefts[at] ?? 0) + 1 && Math.abs((tops[at - 1] ?? 0) - (tops[at] ?? 0)) < 24).map(({ className }) => className), [])
      so($('.conversation-who h2').offsetWidth >= 100, 'who it is can be read')
    })
  }

  it('AL-12 says that a conversation waits again after who held it has gone', async () => {
    const { server } = await show('owner')
    await until(() => isThere('.take-over'))
    server.happen('c-ben' as ConversationId, { type: 'queued', reason: 'queue' })
    await until(() => texts('.thread-note').at(-1) === 'In the queue')
    await until(() => texts('.conversation-holder').join() === 'Nobody is answering yet')
  })

  it('AL-14 whispers from the composer: by a switch', async () => {
    const { server } = await show('conversation')
    const box = () => $<HTMLTextAreaElement>('.composer textarea')
    ;(called('Only colleagues see this', 'label').querySelector('input') as HTMLInputElement).click()
    await until(() => box().getAttribute('aria-label') === 'Write to colleagues' || box().placeholder === 'Write to colleagues')
    so(focused() === box(), 'one goes on writing')
    await sendKeys({ type: 'She has paid twice' })
    await press('Enter')
    await until(() => texts('.whisper-text').includes('She has paid twice'))
    same(server.asked.some(({ name }) => name === 'message:send'), false, 'nothing goes to the visitor')
    same(server.asked.some(({ name }) => name === 'typing:set'), false, 'nor that somebody writes')
    same(box().value, '')
    server.refuse('whisper:send', 'unavailable')
    await sendKeys({ type: 'Again' })
    await press('Enter')
    await until(() => box().value === 'Again')
    same(await faults(), [])
  })

  it('AL-14 lets who looks on whisper alone', async () => {
    await show('owner')
    so(texts('.whisper-switch').join().includes('To answer the visitor, take over'), 'somebody else holds it')
    same(isThere('.whisper-switch input'), false)
  })

  it('AL-10 AL-12 says why it moved, and what the visitor was told', async () => {
    const { server } = await show('conversation')
    server.happen(MIRA, { type: 'noted', note: 'moving-on', because: 'overdue', text: 'One moment' })
    server.happen(MIRA, { type: 'assigned', agent: { id: ANN, name: 'Ann Lindqvist' }, previous: BEN, reason: 'overdue' })
    await until(() => texts('.thread-note').includes('You took over: the visitor had waited too long for an answer'))
    so(texts('.thread-note').includes('The visitor was told: “One moment”'), 'the notice')
  })

  it('AL-18 says that one was set to not accepting, until it is closed', async () => {
    const { server } = await show('conversation')
    server.push('agent:paused', { missed: 3 })
    await until(() => texts('.toast[role=alert]').join().includes('You missed 3 conversations in a row'))
    called('Close', '.toast button').click()
    await until(() => !isThere('.toast'))
  })
})

describe('ratings', () => {
  it('SV-4 says that a visitor was little satisfied, until it is closed', async () => {
    const { server } = await show('conversation')
    server.push('survey:low', { conversationId: MIRA, score: 1, agent: 'Ben Okafor' })
    await until(() => texts('.toast[role=alert]').join().includes('A visitor rated a conversation with Ben Okafor 1 of 5.'))
    called('Close', '.toast button').click()
    await until(() => !isThere('.toast'))
  })

  it('SV-4 leads from there to the conversation, and from several to what was answered', async () => {
    const { server } = await show('owner')
    server.push('survey:low', { conversationId: MIRA, score: 1 })
    await until(() => texts('.toast').join().includes('A visitor rated a conversation 1 of 5.'))
    called('Open it').click()
    await until(() => location.hash === `#conversation=${MIRA}` && !isThere('.toast'))
    for (const id of ['c-23', 'c-li', 'c-li']) server.push('survey:low', { conversationId: id as ConversationId, score: 2 })
    await until(() => texts('.toast').join().includes('2 conversations were rated low.'))
    called('Show them').click()
    await until(() => location.hash === '#settings=survey-results' && !isThere('.toast'))
  })

  it('SV-1 where agents choose whom to ask, they can do so at the end', async () => {
    const { server } = await show('agents-ask')
    called('End conversation').click()
    await until(() => isThere('.question'))
    same(await faults(), [])
    input('Ask the visitor how it was').click()
    await drawn()
    called('End conversation', '.question button').click()
    await until(() => server.headOf(MIRA).state.status === 'ended')
    same(server.asked.map(({ name }) => name).filter((name) => name === 'survey:ask' || name === 'conversation:end'), ['survey:ask', 'conversation:end'])
  })

  it('SV-1 asks nobody at the end who is asked already, by itself or by an agent', async () => {
    await show('conversation')
    called('End conversation').click()
    await until(() => isThere('.question'))
    same(isThere('.end-asks'), false)
  })

  it('SV-1 offers no question where the survey is switched off, from that moment on', async () => {
    const { server } = await show('conversation')
    so(isThere('.ask-rating'), 'it is there')
    server.push('survey:changed', {})
    await until(() => !isThere('.ask-rating'))
    server.push('survey:changed', { asksForRating: 'agent' })
    await until(() => isThere('.ask-rating'))
  })

  it('SV-4 finds a conversation that the list has no room for', async () => {
    const { server } = await show('conversation')
    server.push('inbox:removed', { conversationId: MIRA })
    await until(() => server.asked.some(({ name }) => name === 'inbox:entry'))
    await until(() => isThere('.conversation-head'))
  })

  it('SV-3 shows the reasons that were given', async () => {
    const { server } = await show('conversation')
    server.happen(MIRA, { type: 'rated', score: 2, reasons: ['Slow'], comment: 'An hour' })
    await until(() => isThere('.rating') && $('.rating').title === 'Slow · An hour')
    await until(() => texts('.thread-note').includes('Rated 2 of 5: Slow · “An hour”'))
  })

  it('SV-1 asks once, and shows the answer in head, list and card', async () => {
    const { server } = await show('conversation')
    called('Ask how it was').click()
    await until(() => $('.ask-rating').ariaDisabled === 'true')
    await until(() => texts('[role=status]').includes('The visitor is asked how it was'))
    so(texts('.visitor-card').join().includes('Asked; can be answered until'), 'the card says until when')
    $('.ask-rating').click()
    same(server.asked.filter(({ name }) => name === 'survey:ask').length, 1)
    server.happen(MIRA, { type: 'rated', score: 4, comment: 'Friendly' })
    await until(() => texts('.conversation-head .rating').join().includes('Rated 4 of 5'))
    so(texts('.visitor-card').join().includes('Friendly'), 'the card has the comment')
    so(texts('.thread-note').join().includes('Rated 4 of 5: “Friendly”'), 'the thread says so')
    $('[role=listbox]').focus()
    await until(() => texts(`#row-${MIRA} .rating`).join().includes('Rated 4 of 5'))
  })

  it('says why it cannot be asked', async () => {
    const { server } = await show('conversation')
    server.refuse('survey:ask', 'survey_closed')
    called('Ask how it was').click()
    await until(() => texts('.toast').join().includes('cannot be rated any more'))
  })
})

describe('after the end', () => {
  it('CW-12 writes to somebody who has left, and goes along into the next conversation', async () => {
    const stage = await show('reach')
    same($<HTMLTextAreaElement>('textarea').ariaLabel?.startsWith('Write to Noah Keller (reachable until'), true)
    same($<HTMLTextAreaElement>('textarea').placeholder, 'Write to Noah Keller')
    $('textarea').focus()
    await sendKeys({ type: 'The dates are out' })
    await press('Enter')
    const next = `${REACHABLE}-next` as ConversationId
    await until(() => location.hash === `#conversation=${next}`)
    await until(() => texts('.message-text').includes('The dates are out'))
    same(lastOf(stage, next), [{ type: 'text', text: 'The dates are out' }])
    await until(() => focused()?.matches('textarea'))
    so(texts('.conversation-head').join().includes('End'), 'the next one is open')
    await until(() => texts('.message-text').includes('Next week. I will tell you here.'))
    $(`#row-${REACHABLE}`).click()
    await until(() => texts('.conversation-ended').join().includes('went on in a later conversation'))
    same(isThere('.composer'), false)
    called('Go there').click()
    await until(() => location.hash === `#conversation=${next}`)
  })

  it('CW-12 says that somebody cannot be answered any more, also when that comes out by writing', async () => {
    await show('out-of-reach')
    so(texts('.conversation-ended').join().includes('left too long ago'), 'it says so')
    same(isThere('.composer'), false)
    page.stage?.strike()
    const { server } = await show('reach')
    server.refuse('message:send', 'out_of_reach')
    $('textarea').focus()
    await sendKeys({ type: 'Still there?' })
    await press('Enter')
    await until(() => texts('.message-refused').join().includes('left too long ago'))
  })

  it('CW-13 marks a message that was left, with the contact', async () => {
    await show('left')
    called(/^Waiting/, '[role=tab]').click()
    await until(() => isThere(`#row-${LEFT} .is-left`))
    same(texts(`#row-${LEFT} .item-contact`), ['lea.moreau@mail.example'])
    so(texts(`#row-${LEFT} .item-text`).join().includes('group of fourteen'), 'the row has the message too')
    same(isThere(`#row-${LEFT} .waiting-ring`), false)
    so(texts('.conversation-holder').join().includes('Left a message while nobody was there'), 'the head says so')
  })
})

describe('who this is', () => {
  it('CW-27 tells what is proven from what is only said', async () => {
    await show('rich')
    const card = () => texts('.visitor-card').join()
    so(card().includes('Proven') && card().includes('customer-2841') && !card().includes('Says to be'), 'Ida is proven')
    same(texts('.visitor-tags .tag'), ['Sailing club', 'Newsletter'])
    so(card().includes('tour: Lofoten · seats: 2'), 'what the page has told')
    so(card().includes('A cabin for two') && card().includes('I agree that my answers are kept'), 'the form before the chat')
    $(`#row-${MIRA}`).click()
    await until(() => card().includes('Says to be'))
    same(isThere('.proven'), false)
  })

  it('CW-15 gives the data, and deletes it after a clear question', async () => {
    const stage = await show('rich-owner')
    await until(() => isThere('.visitor-data'))
    const asked = () => stage.api.asked.map(({ request }) => request).filter((request) => request.includes('visitors'))
    let given = ''
    const { click } = HTMLAnchorElement.prototype
    HTMLAnchorElement.prototype.click = function () {
      given = this.download
    }
    try {
      called('Export data').click()
      await until(() => given !== '')
    } finally {
      HTMLAnchorElement.prototype.click = click
    }
    same(given, 'visitor-28.json')
    called('Delete data').click()
    await until(() => isThere('dialog[open]'))
    same(await faults(), [])
    so(focused()?.textContent === 'Keep it', 'the harmless answer has the focus')
    await press('Enter')
    await until(() => !isThere('dialog'))
    same(asked(), ['GET /api/visitors/v28/data'])
    called('Delete data').click()
    await until(() => isThere('dialog[open]'))
    called('Delete for good').click()
    await until(() => texts('.toast').join().includes('Everything about Ida Berg has been deleted'))
    same(asked().at(-1), 'DELETE /api/visitors/v28')
    stage.server.push('inbox:removed', { conversationId: RICH })
    await until(() => !isThere(`#row-${RICH}`))
  })

  it('CW-15 says why it could not be', async () => {
    const stage = await show('rich-owner')
    await until(() => isThere('.visitor-data'))
    stage.api.refuse('GET /api/visitors/v28/data', fail('rate_limited'))
    called('Export data').click()
    await until(() => texts('.visitor-data [role=alert]').join().includes('Wait a moment'))
    stage.api.refuse('DELETE /api/visitors/v28', fail('not_found'))
    called('Delete data').click()
    await until(() => isThere('dialog[open]'))
    called('Delete for good').click()
    await until(() => texts('.visitor-data [role=alert]').join().includes('nothing here'))
  })

  it('CW-15 is not for agents', async () => {
    await show('rich')
    await drawn()
    same(isThere('.visitor-data'), false)
  })
})

describe('files from the desk', () => {
  const real = globalThis.fetch
  /** How the server's uploads answer. */
  let held: (() => void)[] = []
  let requests: string[] = []
  let refusal: object | undefined
  beforeEach(() => {
    held = []
    requests = []
    refusal = undefined
    let count = 0
    globalThis.fetch = async (address, init) => {
      if (typeof address !== 'string' || !address.startsWith('/api/uploads')) return real(address, init)
      requests.push(`${init?.method} ${address}`)
      if (init?.method === 'POST') return Response.json(refusal ?? { ok: true, value: { id: `f-up-${++count}`, offset: 0 } })
      if (init?.method === 'DELETE') return Response.json({ ok: true, value: null })
      await new Promise<void>((resolve) => held.push(resolve))
      const id = address.split('/').at(-1) as FileId
      const { size } = new Blob([init?.body as ArrayBuffer])
      return Response.json({ ok: true, value: { id, offset: size, file: { id, name: 'plan.txt', type: 'text/plain', size } } })
    }
  })
  afterEach(() => {
    globalThis.fetch = real
  })
  const plan = () => new File(['The plan'], 'plan.txt', { type: 'text/plain' })
  const carrying = (...files: readonly File[]) => {
    const transfer = new DataTransfer()
    for (const file of files) transfer.items.add(file)
    return transfer
  }
  const letGo = async () => {
    await until(() => held.length > 0)
    for (const go of held.splice(0)) go()
  }

  it('CW-5 takes a file that is let go over the talk, and sends it with the words', async () => {
    const stage = await show('conversation')
    const box = $('.talk')
    box.dispatchEvent(new DragEvent('dragenter', { bubbles: true, dataTransfer: carrying(plan()) }))
    await until(() => isThere('.talk-drop'))
    box.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carrying(plan()) }))
    await until(() => isThere('.chip'))
    same(isThere('.talk-drop'), false)
    same(await faults(), [])
    fill($('.composer textarea'), 'Here is the plan')
    await press('Enter')
    await until(() => texts('.message-own .part-name').includes('plan.txt'))
    same(lastOf(stage, MIRA).some(({ type }) => type === 'file'), false, 'it waits for its file')
    await letGo()
    await until(() => lastOf(stage, MIRA).length === 2)
    same(lastOf(stage, MIRA).map((part) => (part.type === 'file' ? part.file.id : part.type === 'text' ? part.text : '')), ['f-up-1', 'Here is the plan'])
    same(requests, ['POST /api/uploads', 'PATCH /api/uploads/f-up-1'])
  })

  it('CW-7 sends what waits for its file though one looks at another conversation', async () => {
    const stage = await show('conversation')
    $('.composer textarea').dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: carrying(plan()) }))
    await until(() => isThere('.chip'))
    called('Send').click()
    await until(() => texts('.message-own .part-name').includes('plan.txt'))
    $('#row-c-19').click()
    await until(() => texts('.conversation-head h2').join() === 'Visitor 19')
    same(texts('.part-name').includes('plan.txt'), false)
    await letGo()
    await until(() => lastOf(stage, MIRA)[0]?.type === 'file')
  })

  it('CW-5 says why a file is not taken, and keeps it and the words in the composer', async () => {
    const stage = await show('conversation')
    refusal = failTalk('file_type_refused')
    fill($('.composer textarea'), 'Look at this')
    $('.talk').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carrying(plan()) }))
    await until(() => texts('.chip-refused').join().includes('Files of this kind are not taken here'))
    called('Send').click()
    await drawn()
    same($<HTMLTextAreaElement>('.composer textarea').value, 'Look at this')
    same(stage.server.asked.some(({ name }) => name === 'message:send'), false)
    called('Remove plan.txt').click()
    await until(() => !isThere('.chip'))
    called('Send').click()
    await until(() => lastOf(stage, MIRA)[0]?.type === 'text')
  })
})
