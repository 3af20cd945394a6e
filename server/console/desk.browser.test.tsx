import { sendKeys, setViewport } from '@web/test-runner-commands'
import { plainText } from '@foyer/sdk/protocol'
import type { ConversationId, MessageId } from '@foyer/sdk/protocol'
import { $, all, drawn, faults, same, so, texts, until } from './testing/look.ts'
import { PREVIEWS } from './testing/previews.ts'
import { ANN, MIRA } from './testing/samples.ts'
import { setStage } from './testing/stage.tsx'
import type { Stage, StageOptions } from './testing/stage.tsx'

const C23 = 'c-23' as ConversationId
let stage: Stage | undefined
let app: HTMLElement

const press = (key: string) => sendKeys({ press: key })
const focused = () => document.activeElement

async function show(name: string, options: Partial<StageOptions> = {}): Promise<Stage> {
  stage = await setStage(app, { preview: PREVIEWS[name] ?? {}, ...options })
  await until(() => document.querySelector('[role=option], .list .empty, .sign-in-card'))
  return stage
}

async function write(text: string): Promise<void> {
  $('textarea').focus()
  await sendKeys({ type: text })
}

before(() => {
  document.documentElement.lang = 'en'
})

beforeEach(async () => {
  await setViewport({ width: 1440, height: 900 })
  app = document.createElement('div')
  app.id = 'app'
  document.body.append(app)
})

afterEach(() => {
  stage?.strike()
  app.remove()
  document.adoptedStyleSheets = []
})

describe('the desk, seen by a screen reader', () => {
  for (const name of ['sign-in', 'list', 'conversation', 'owner', 'waiting', 'ended', 'offline', 'empty', 'gone', 'hostile', 'not-accepting']) {
    it(`finds nothing wrong with: ${name}`, async () => {
      const { server } = await show(name)
      if (PREVIEWS[name]?.open) await until(() => document.querySelector('.message, .empty h2'))
      PREVIEWS[name]?.after?.(server)
      await drawn()
      same(await faults(), [])
    })
  }

  it('finds nothing wrong in Chinese, with a question, with the account, and with the sheet open', async () => {
    await show('conversation', { language: 'zh-CN' })
    await until(() => document.querySelector('.message'))
    same(document.documentElement.lang, 'zh-Hans-CN')
    $('.switch[aria-checked=true]').click()
    await until(() => document.querySelector('.question'))
    same(await faults(), [], 'question')
    await press('Escape')
    $('.account-button').click()
    await drawn()
    same(await faults(), [], 'account')
    await press('Escape')
    $('.rail .is-end').click()
    await until(() => document.querySelector('dialog[open]'))
    same(await faults(), [], 'sheet')
  })

  it('finds nothing wrong on a phone', async () => {
    await setViewport({ width: 360, height: 700 })
    await show('conversation')
    await until(() => document.querySelector('.message'))
    same(await faults(), [])
    so(document.documentElement.scrollWidth <= 360, 'nothing sticks out at the side')
  })

  it('says of each message who wrote it, also of a colleague’s', async () => {
    await show('owner')
    await until(() => document.querySelector('.message'))
    same(texts('.message-bubble > .unseen'), ['Jonas Weber: ', 'Ben Okafor: '])
  })

  it('announces a conversation that came in, and a message elsewhere', async () => {
    const { server } = await show('conversation')
    await until(() => document.querySelector('.message'))
    server.happen(C23, { type: 'message', id: 'm1' as MessageId, from: { kind: 'visitor' }, parts: [{ type: 'text', text: 'Hello?' }] })
    await until(() => texts('[role=status]').includes('New message from Visitor 23'))
    server.happen('c-25' as ConversationId, { type: 'assigned', agent: { id: ANN, name: 'Ann Lindqvist' } })
    await until(() => texts('[role=status]').includes('New conversation: Visitor 25'))
  })
})

describe('the desk by keyboard', () => {
  it('moves through the list, opens, writes, sends, and comes back', async () => {
    const { server } = await show('list')
    $('[role=listbox]').focus()
    const cursor = () => $('[role=listbox]').getAttribute('aria-activedescendant')
    same(cursor(), 'row-c-23')
    await press('ArrowDown')
    await press('j')
    await press('k')
    same(cursor(), `row-${MIRA}`)
    await press('Enter')
    await until(() => focused()?.matches('textarea'))
    same($(`#row-${MIRA}`).getAttribute('aria-selected'), 'true')
    await until(() => document.querySelector('.message'))
    await sendKeys({ type: 'Of course' })
    await press('Enter')
    await until(() => texts('.message-text').includes('Of course'))
    same(server.headOf(MIRA).lastMessage?.parts, [{ type: 'text', text: 'Of course' }])
    await press('Escape')
    await until(() => focused()?.matches('[role=listbox]'))
  })

  it('keeps the cursor with its conversation when the order changes', async () => {
    const { server } = await show('list')
    $('[role=listbox]').focus()
    await press('ArrowDown')
    server.happen('c-19' as ConversationId, { type: 'message', id: 'm1' as MessageId, from: { kind: 'visitor' }, parts: [{ type: 'text', text: 'One more thing' }] })
    await until(() => texts('.item-text').includes('One more thing'))
    same($('[role=listbox]').getAttribute('aria-activedescendant'), `row-${MIRA}`)
  })

  it('goes from tab to tab with the arrows', async () => {
    await show('owner')
    // Which one shows, the open conversation decides.
    await until(() => document.querySelector('#tab-all[aria-selected=true]'))
    $('#tab-all').focus()
    await press('ArrowRight')
    same(focused()?.id, 'tab-ended')
    await press('ArrowRight')
    same([focused()?.id, $('#tab-mine').getAttribute('aria-selected')], ['tab-mine', 'true'])
  })

  it('ends the conversation with a letter and a word of confirmation, and leads back to the list', async () => {
    const { server } = await show('conversation')
    await until(() => document.querySelector('.message'))
    $('[role=listbox]').focus()
    await press('e')
    await until(() => focused()?.matches('.question button'))
    await press('Escape')
    await until(() => !document.querySelector('.question'))
    same(server.headOf(MIRA).state.status, 'held')
    await press('e')
    await until(() => focused()?.matches('.question .is-grave'))
    await press('Enter')
    await until(() => document.querySelector('.conversation-ended'))
    same(server.headOf(MIRA).state.status, 'ended')
    await until(() => focused()?.id === 'conversation-list')
  })

  it('shows the sheet of shortcuts, and can do without letters', async () => {
    await show('conversation')
    $('[role=listbox]').focus()
    await press('?')
    await until(() => document.querySelector('dialog[open]'))
    $<HTMLInputElement>('dialog input').click()
    await press('Escape')
    await until(() => !document.querySelector('dialog'))
    await until(() => focused()?.matches('[role=listbox]'))
    await press('?')
    await press('e')
    await drawn()
    so(!document.querySelector('dialog, .question'), 'letters do nothing')
  })

  it('writes letters in the composer', async () => {
    await show('conversation')
    await until(() => document.querySelector('textarea'))
    await write('eij?k')
    same($<HTMLTextAreaElement>('textarea').value, 'eij?k')
    so(!document.querySelector('dialog, .question'), 'no letter was taken for a shortcut')
  })
})

describe('at the desk', () => {
  it('DK-1 says why a sign-in was refused, keeps the mail address, and lets one in', async () => {
    await show('sign-in')
    await until(() => focused()?.matches('[name=email]'))
    await press('Enter')
    await until(() => texts('[role=alert]').join().includes('Enter your email'))
    await sendKeys({ type: 'ann@meridian.example' })
    await press('Tab')
    await sendKeys({ type: 'wrong' })
    await press('Enter')
    await until(() => texts('[role=alert]').join().includes('do not match'))
    same($<HTMLInputElement>('[name=email]').value, 'ann@meridian.example')
    so(focused()?.matches('[name=password]'), 'the focus is on the password')
    await sendKeys({ type: 'right' })
    await press('Enter')
    await until(() => document.querySelector('.desk'))
  })

  it('DK-1 asks before it stops accepting, and says what that does', async () => {
    const { server } = await show('list')
    const accepting = $('.switch[aria-label="Accepting new visitors"]')
    accepting.click()
    await until(() => document.querySelector('.question'))
    so($('.question').textContent?.includes('The 5 conversations you hold stay with you'), 'it says what stays')
    same(server.asked.filter(({ name }) => name === 'agent:set').length, 0)
    $('.question [data-first]').click()
    await until(() => accepting.getAttribute('aria-checked') === 'false')
    so(texts('.readiness').join().includes('Nobody new reaches you'), 'the state is said in words')
    await until(() => focused() === accepting)
    accepting.click()
    await until(() => accepting.getAttribute('aria-checked') === 'true')
  })

  it('CW-9 counts what is unread in the title, and clears it by reading', async () => {
    const { server } = await show('list')
    await until(() => document.title === '(4) Foyer desk')
    $(`#row-${MIRA}`).click()
    await until(() => server.headOf(MIRA).marks.agent.unread === 0)
    await until(() => document.title === '(2) Foyer desk')
  })

  it('DK-3 keeps what one writes for each conversation, over a change and over a reload', async () => {
    const { strike, kept } = await show('conversation')
    await until(() => document.querySelector('textarea'))
    await write('Half a sen')
    $('#row-c-23').click()
    await until(() => $<HTMLTextAreaElement>('textarea').value === '')
    await until(() => texts(`#row-${MIRA} .item-draft`).join() === 'Draft')
    strike()
    await show('conversation', { kept })
    await until(() => document.querySelector('textarea'))
    same($<HTMLTextAreaElement>('textarea').value, 'Half a sen')
  })

  it('CW-7 shows why a message was refused, and gives it back for editing', async () => {
    const { server } = await show('conversation')
    await until(() => document.querySelector('.message'))
    server.refuse('message:send', 'conversation_held_elsewhere')
    await write('Mine?')
    await press('Enter')
    await until(() => texts('.message-refused').join().includes('Ask them to hand it over'))
    so(texts(`#row-${MIRA} .item-failed`).join().includes('Not sent'), 'the list says so too')
    all('.message-refused button').at(-1)?.click()
    await until(() => $<HTMLTextAreaElement>('textarea').value === 'Mine?')
    so(!document.querySelector('.message-refused'), 'the refused one is gone')
  })

  it('says that the line is lost, keeps what is written, and sends it when the line is back', async () => {
    const { server } = await show('conversation')
    await until(() => document.querySelector('.message'))
    server.disconnect()
    await until(() => texts('.line-state').join().includes('Reconnecting'))
    so(all('.switch').every((each) => each.ariaDisabled === 'true'), 'the switches wait')
    await write('Kept')
    await press('Enter')
    await until(() => texts('.message-status').join().includes('Kept, goes out by itself'))
    server.connect()
    await until(() => plainText(server.headOf(MIRA).lastMessage?.parts ?? []) === 'Kept')
    so(!document.querySelector('.line-state'), 'the bar is gone')
  })

  it('says why something could not be done, with what to do', async () => {
    const { server } = await show('list')
    server.refuse('agent:set', 'rate_limited')
    $('.switch[aria-label=Online]').click()
    await until(() => document.querySelector('.question'))
    $('.question [data-first]').click()
    await until(() => texts('.toast').join().includes('Too many requests'))
    so(texts('.toast').join().includes('Wait a moment'), 'it says what to do')
    same($('.switch[aria-label=Online]').ariaChecked, 'true')
  })

  it('goes back to the sign-in when the session is over, and says that nothing is lost', async () => {
    const { server } = await show('conversation')
    server.push('signed-out')
    await until(() => document.querySelector('.sign-in-card'))
    so(texts('.sign-in-notice').join().includes('what you wrote is kept'), 'it says so')
  })

  it('DK-2 keeps 5,000 conversations to a handful of elements, wherever one scrolls', async () => {
    await show('many')
    const list = $('[role=listbox]')
    for (const share of [0, 0.5, 1]) {
      list.scrollTop = share * list.scrollHeight
      await drawn()
      const rows = all('[role=option]')
      so(rows.length < 60, `${rows.length} rows are few`)
      const box = list.getBoundingClientRect()
      const middle = document.elementFromPoint(box.x + 40, box.y + box.height / 2)
      so(middle?.closest('[role=option]'), `there is a row in the middle at ${share}`)
    }
    same($('[role=option]').getAttribute('aria-setsize'), '5000')
    list.focus()
    await press('End')
    same(document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.ariaPosInSet, '5000')
  })

  it('shows hostile text as text, and links to no script', async () => {
    await show('hostile')
    await until(() => document.querySelector('.message'))
    same(all('.desk script, .desk img, .message-text b').length, 0)
    same(all('a').filter((link) => /^(javascript|data):/i.test(link.getAttribute('href') ?? '')).length, 0)
    so(texts('.visitor-card').join().includes('<img src=x onerror=alert(1)>'), 'the name stands as it was written')
  })

  it('AL-17 answers "why me?" in plain words', async () => {
    await show('conversation')
    await until(() => document.querySelector('.why'))
    $('.why button').click()
    await until(() => document.querySelector('.trace'))
    same(texts('.trace-decision')[0]?.startsWith('Given to you'), true)
    so(texts('.is-decisive').join().includes('The same agent as last time'), 'the deciding step is named')
    so(texts('.is-decisive .trace-candidates').join().includes('Ann Lindqvist: 4 of 10'), 'candidates have their names and figures')
    so(texts('.trace-because').includes('The visitor had no open conversation.'), 'each step says what it found')
  })

  it('folds the visitor card away, and remembers that', async () => {
    const { strike, kept } = await show('conversation')
    await until(() => document.querySelector('.visitor-card'))
    $('.visitor-card .icon-button').click()
    await until(() => !document.querySelector('.visitor-card'))
    strike()
    await show('conversation', { kept })
    await until(() => document.querySelector('.message'))
    so(!document.querySelector('.visitor-card'), 'it stays folded')
  })

  it('on a phone shows one column, and comes back by the button and by going back', async () => {
    await setViewport({ width: 390, height: 800 })
    await show('list')
    const isSeen = (selector: string) => (document.querySelector(selector)?.getClientRects().length ?? 0) > 0
    $(`#row-${MIRA}`).click()
    await until(() => isSeen('.conversation-head') && !isSeen('.list'))
    $('.conversation-head .only-phone').click()
    await until(() => isSeen('.list') && !isSeen('.conversation'))
    $(`#row-${MIRA}`).click()
    await until(() => isSeen('.conversation-head'))
    history.back()
    await until(() => isSeen('.list') && !isSeen('.conversation'))
  })

  it('changes its language at once, without losing what is written', async () => {
    await show('conversation')
    await until(() => document.querySelector('textarea'))
    await write('Stay')
    $('.account-button').click()
    await until(() => document.querySelector('.account-panel'))
    $('.language-switch [lang^=zh]').click()
    await until(() => document.documentElement.lang.startsWith('zh'))
    same($<HTMLTextAreaElement>('textarea').value, 'Stay')
    so(texts('[role=tab]').join().includes('我的'), 'the tabs are in Chinese')
  })
})
