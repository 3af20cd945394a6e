import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { ALLOCATION_API, LIMITS, failForm, failTalk } from '@foyer/sdk/protocol'
import type { RepliesChange, ReplyTestRequest } from '@foyer/sdk/protocol'
import { picture, serveFiles } from '@foyer/widget/extras/testing/files.ts'
import type { FileServer } from '@foyer/widget/extras/testing/files.ts'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { freshPages } from '../testing/page.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'

const page = freshPages()
async function show(options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS['replies'] ?? {}, ...options })
  await until(() => document.querySelector('.save-bar'))
  await drawn()
  return page.stage
}
const unfold = (at: number) => all('.rule-open')[at]?.click()
const press = (key: string) => sendKeys({ press: key })
const names = () => texts('.rule-name bdi')
const state = () => texts('.save-state').join()
const sent = <Body,>(request: string) => page.stage?.api.asked.findLast((asked) => asked.request === request)?.body as Body
const saved = () => sent<RepliesChange>(`PUT ${ALLOCATION_API.replies}`)
const problems = () => texts('.field-problem').filter((text) => text !== '')
const focused = () => document.activeElement as HTMLElement
async function save() {
  called('Save', 'button').click()
  await until(() => state().includes('All changes saved'))
}
async function write(field: string, text: string) {
  fill(input(field), text)
  await drawn()
}
async function addKeyword(text: string) {
  input('Keyword').focus()
  await sendKeys({ type: text })
  await press('Enter')
  await until(() => texts('.chip').some((chip) => chip.includes(text)))
}

describe('AR-1 keyword rules', () => {
  it('AR-1 are listed in their order, and moved by keyboard', async () => {
    await show()
    same(names(), ['Opening hours', 'Prices', 'Complaints'])
    called(/^Move Prices/).focus()
    await press('ArrowUp')
    await until(() => names()[0] === 'Prices')
    so(focused().ariaLabel?.startsWith('Move Prices'), 'the grip keeps the focus')
    so(texts('[role=status]').join().includes('Prices is number 1 of 3'), 'it is said')
    await save()
    same(saved().rules.map(({ id }) => id), ['r2', 'r1', 'r3'])
  })

  it('AR-1 are dragged to their place', async () => {
    await show()
    const grip = called(/^Move Opening hours/)
    const middle = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      return [Math.round(left + width / 2), Math.round(top + height / 2)] as const
    }
    const [x, y] = middle(grip)
    const at = (type: string, clientY: number) => grip.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, pointerId: 1, clientX: x, clientY }))
    // No pointer of the browser's is down: what catches it is a double.
    grip.setPointerCapture = () => undefined
    at('pointerdown', y)
    await drawn()
    at('pointermove', middle($('[data-at="2"] .grip'))[1] + 20)
    await until(() => names()[2] === 'Opening hours')
    at('lostpointercapture', y)
    await drawn()
    same(names(), ['Prices', 'Complaints', 'Opening hours'])
  })

  it('AR-1 are added with keywords as chips, an answer and where it leads', async () => {
    await show()
    called('Add a rule').click()
    await until(() => focused().matches('.rule.is-open input'))
    await write('Name', 'Dogs')
    await addKeyword('dog')
    await addKeyword('cat')
    await press('Backspace')
    await until(() => texts('.rule.is-open .chip').length === 1)
    input(/^begins with one/).click()
    await drawn()
    await write('Text', 'Dogs are welcome on board.')
    input('Then the conversation goes to').value = 'agent:m-ben'
    input('Then the conversation goes to').dispatchEvent(new Event('change', { bubbles: true }))
    await until(() => texts('.rule.is-open .insert-window').join().includes('welcome on board'))
    await save()
    const { id, ...made } = saved().rules[3]!
    so(id.length > 8, 'it has an id of its own')
    same(made, {
      name: 'Dogs', keywords: ['dog'], matching: 'starts-with', isOn: true, speaksWhenHeld: false,
      answer: { parts: [{ type: 'text', text: 'Dogs are welcome on board.' }], leadsTo: { kind: 'agent', agentId: 'm-ben' } },
    })
  })

  it('AR-1 are duplicated, switched and deleted, and come back until one saves', async () => {
    await show()
    called('Duplicate Prices').click()
    await until(() => names().length === 4)
    same(names()[2], 'Prices (copy)')
    called('Prices answers', 'input').click()
    await drawn()
    called('Delete Complaints').click()
    await until(() => names().length === 3)
    same([names(), texts('.rule.is-off .rule-name bdi')], [['Opening hours', 'Prices', 'Prices (copy)'], ['Prices']])
    called('Discard').click()
    await until(() => names().length === 3 && names()[2] === 'Complaints')
  })

  it('AR-1 answer with buttons and with cards, and show them as visitors see them', async () => {
    await show()
    unfold(0)
    await until(() => all('.rule.is-open').length > 0)
    input('Cards with a picture').click()
    await until(() => all('.insert-card').length === 1)
    await write('Title', 'Our house')
    await until(() => texts('.rule.is-open .insert-window').join().includes('Our house'))
    await save()
    same(saved().rules[0]?.answer.parts, [{ type: 'text', text: 'We are here on weekdays from 9 to 18, Lisbon time.' }, { type: 'cards', cards: [{ title: 'Our house' }] }])
    same(saved().rules[1]?.answer.parts[1], { type: 'choices', choices: [{ label: 'Lofoten', value: 'Lofoten' }, { label: 'Azores', value: 'Azores' }] })
  })

  describe('with pictures and files', () => {
    let server: FileServer
    beforeEach(() => void (server = serveFiles()))
    afterEach(() => server.restore())
    const choose = (...files: readonly File[]) => {
      const list = new DataTransfer()
      for (const file of files) list.items.add(file)
      const chosen = $<HTMLInputElement>('.rule.is-open .files-field input[type=file]')
      chosen.files = list.files
      chosen.dispatchEvent(new Event('change', { bubbles: true }))
    }
    const inList = () => texts('.rule.is-open .answer-file bdi')
    const arrived = (count: number) => until(() => inList().length === count && all('.rule.is-open .answer-file progress').length === 0)
    const open = async (at: number) => {
      unfold(at)
      await until(() => all('.rule.is-open .file-add').length > 0)
    }

    it('AR-1 take a picture and a material, show them as visitors see them, and in the list and the test box', async () => {
      await show()
      await open(0)
      choose(await picture('map.png'), new File(['%PDF-1.7'], 'Plan.pdf', { type: 'application/pdf' }))
      await arrived(2)
      await until(() => document.querySelector('.rule.is-open .insert-window .part-picture img[alt="map.png"]'))
      so(texts('.rule.is-open .insert-window .part-file').join().includes('Plan.pdf'), 'the material is a card to download')
      await until(() => document.querySelector('.rule.is-open .rule-files img'))
      so(texts('.rule.is-open .rule-files').join().includes('with 2 files'), 'the row says so')
      fill(input('A visitor writes'), 'when?')
      await until(() => document.querySelector('.test-box .insert-window .part-picture img'))
      same(await faults(), [])
      await save()
      const files = saved().rules[0]!.answer.parts.flatMap((part) => (part.type === 'file' ? [part.file] : []))
      same(files.map(({ id, name }) => [id, name]), [['served-1', 'map.png'], ['served-2', 'Plan.pdf']])
      same(saved().rules[0]!.answer.parts.map(({ type }) => type), ['text', 'file', 'file'])
    })

    it('AR-1 may be all that is said, and are taken out again', async () => {
      await show()
      await open(0)
      await write('Text', '')
      choose(await picture('map.png'))
      await arrived(1)
      await save()
      same(saved().rules[0]!.answer.parts.map(({ type }) => type), ['file'])
      called('Remove map.png').click()
      await arrived(0)
      so(focused().matches('.file-add'), 'the focus stays in the field')
      called('Save', 'button').click()
      await until(() => problems().join().includes('answers nothing and leads nowhere'))
    })

    it('AR-1 go on while one looks at another rule, and arrive in their own', async () => {
      await show()
      server.isReachable = false
      await open(0)
      choose(await picture('map.png'))
      await until(() => texts('.rule.is-open .answer-file').join().includes('No connection'))
      await open(1)
      await until(() => texts('.rule.is-open .rule-name bdi').join() === 'Prices')
      server.isReachable = true
      dispatchEvent(new Event('online'))
      await until(() => all('[data-at="0"] .rule-files').length === 1)
      same(all('[data-at="1"] .rule-files').length, 0)
    })

    it('AR-1 stand in the order in which they were chosen, and are moved by keyboard', async () => {
      await show()
      await open(0)
      choose(new File([new Uint8Array(2 * LIMITS.chunkBytes)], 'large.pdf', { type: 'application/pdf' }), await picture('small.png', 8, 8))
      await arrived(2)
      same(inList(), ['large.pdf', 'small.png'])
      called(/^Move small.png/).focus()
      await press('ArrowUp')
      await until(() => inList()[0] === 'small.png')
      so(focused().ariaLabel?.startsWith('Move small.png'), 'the grip keeps the focus')
    })

    it('AR-1 that are refused say why, and are not saved; too many are not taken', async () => {
      await show()
      await open(0)
      server.refuses = 'file_disguised'
      choose(await picture('map.png'))
      await until(() => all('.answer-file [role=alert]').length === 1)
      same(state().includes('Unsaved'), false)
      same(await faults(), [])
      called('Remove map.png').click()
      server.refuses = undefined
      choose(...(await Promise.all(Array.from({ length: 9 }, (_, n) => picture(`map-${n}.png`)))))
      await arrived(8)
      so(problems().join().includes('at most 8 files'), 'it says how many there may be')
      same(all('.rule.is-open .file-add').length, 0)
    })

    it('AR-1 one that is gone from the server is said at its field', async () => {
      const { api } = await show()
      await open(0)
      choose(await picture('map.png'))
      await arrived(1)
      api.refuse(`PUT ${ALLOCATION_API.replies}`, failTalk('file_gone', { field: 'rules.0.answer.parts.1' }))
      called('Save', 'button').click()
      await until(() => texts('.files-field .field-problem').join().includes('This file is not there any more'))
    })
  })

  it('AR-1 that are not whole are refused with the field named, unfolded and focused', async () => {
    await show()
    unfold(1)
    await until(() => all('.rule.is-open').length > 0)
    await write('Name', '')
    called('Done').click()
    await until(() => all('.rule.is-open').length === 0)
    called('Save', 'button').click()
    await until(() => problems().length === 1)
    so(focused() === input('Name'), 'the field has the focus')
    await write('Name', 'Prices')
    called('Remove price').click()
    await drawn()
    called('Remove how much').click()
    await drawn()
    called('Save', 'button').click()
    await until(() => problems().join().includes('Write at least one keyword.'))
    same(saved(), undefined, 'nothing was sent')
    same(await faults(), [])
  })

  it('AR-1 shows a refusal of the server at the rule that it names', async () => {
    const { api } = await show()
    called('Complaints answers', 'input').click()
    api.refuse(`PUT ${ALLOCATION_API.replies}`, failForm('receiver_gone', { field: 'rules.2.answer.leadsTo.agentId' }))
    await drawn()
    called('Save', 'button').click()
    await until(() => problems().length === 1)
    so(texts('.rule.is-open .rule-name bdi').join() === 'Complaints', 'it is unfolded')
    so(problems()[0]?.includes('Choose another agent or group'), 'it says what to do')
  })

  it('AR-1 are found by their name or a keyword among many', async () => {
    const { api } = await show()
    const { revision, ...rest } = (await api.get<RepliesChange>(ALLOCATION_API.replies) as { value: RepliesChange }).value
    const many = Array.from({ length: 1_000 }, (_, i) => ({ ...rest.rules[0]!, id: `m${i}`, name: `Rule ${i}`, keywords: [`word${i}`] }))
    await api.put(ALLOCATION_API.replies, { revision, ...rest, rules: many })
    page.stage?.strike()
    await show({ api })
    same(names().length, 100)
    fill(input('Find a rule'), 'word77')
    await until(() => names().length === 11)
    same(all('.grip').length, 0, 'what is not in sight cannot be passed')
  })
})

describe('AR-2 AR-3 what else is answered', () => {
  it('AR-2 answers what no rule answers, and leads on to a human', async () => {
    await show()
    input('Answer what no rule answers').click()
    await until(() => all('[data-field="noMatch.answer"]').length > 0)
    called('Save', 'button').click()
    await until(() => problems().join().includes('answers nothing and leads nowhere'))
    const leads = $<HTMLSelectElement>('[data-field="noMatch.answer.leadsTo"] select')
    leads.value = 'on'
    leads.dispatchEvent(new Event('change', { bubbles: true }))
    await drawn()
    await save()
    same(saved().noMatch, { isOn: true, answer: { parts: [], leadsTo: 'group' } })
  })

  it('AR-3 keeps the words for a human by language; without any, the built-in ones hold', async () => {
    await show()
    const language = $<HTMLSelectElement>('.human-words select')
    language.value = 'de'
    language.dispatchEvent(new Event('change', { bubbles: true }))
    await until(() => document.querySelector('[data-field="humanWords.de"]'))
    const before = texts('[data-field="humanWords.de"] .chip').length
    so(before > 0, 'the built-in ones stand there')
    input('Word').focus()
    await sendKeys({ type: 'Chef,' })
    await until(() => texts('[data-field="humanWords.de"] .chip').length === before + 1)
    await save()
    so(saved().humanWords.de?.includes('Chef'), 'the new one is kept')
  })
})

describe('AR-4 the test box', () => {
  const ask = async (text: string) => {
    fill(input('A visitor writes'), text)
    await until(() => $('.test-outcome').ariaBusy === 'false' && texts('.test-by').length > 0)
  }

  it('AR-4 says which rule answers and why, and marks what matched', async () => {
    await show()
    await ask('Hi, WHÈN can I come?')
    same([texts('.test-text mark'), texts('.test-by bdi')], [['WHÈN'], ['Opening hours']])
    so(texts('.test-box .insert-window').join().includes('weekdays from 9 to 18'), 'the answer is shown')
    same(sent<ReplyTestRequest>(`POST ${ALLOCATION_API.replyTest}`), { text: 'Hi, WHÈN can I come?', isFirst: false, isHeld: false })
    called('Show the rule').click()
    await until(() => texts('.rule.is-open .rule-name bdi').join() === 'Opening hours')
    same(await faults(), [])
  })

  it('AR-4 works on rules that are not saved', async () => {
    await show()
    await ask('I want a refund')
    same(texts('.test-by bdi'), [])
    same(texts('.test-why li').slice(0, 3), ['“Opening hours”: none of its keywords fits.', '“Prices”: none of its keywords fits.', '“Complaints” is off.'])
    called('Complaints answers', 'input').click()
    await until(() => texts('.test-by bdi').join() === 'Complaints')
    so(texts('.test-outcome').join().includes('Then it goes to Agent Ben Okafor'), 'it says where it goes')
    same(state().includes('Unsaved'), true)
  })

  it('AR-4 says in Chinese too what was looked at', async () => {
    await show({ language: 'zh' })
    fill(input('访客写道'), 'I want a refund')
    await until(() => texts('.test-why li').length > 2)
    same(texts('.test-why li').slice(0, 3), ['“Opening hours”：没有关键词匹配。', '“Prices”：没有关键词匹配。', '“Complaints”已关闭。'])
  })

  it('AR-4 says what holds on first contact, while a human holds it, and for a word that calls one', async () => {
    await show()
    await ask('Good morning')
    input('It is their first message').click()
    await until(() => texts('.test-by').join().includes('on first contact'))
    input('A human holds the conversation').click()
    await until(() => texts('.test-by').join().includes('Nothing is answered by itself'))
    await ask('agent please')
    await until(() => texts('.test-by').join().includes('A human is called'))
  })
})

describe('the page of automatic replies', () => {
  it('is right for a screen reader, light and dark, and on a phone in Chinese', async () => {
    await show()
    unfold(1)
    await until(() => all('.rule.is-open').length > 0)
    same(await faults(), [])
    page.stage?.strike()
    await setViewport({ width: 360, height: 700 })
    await emulateMedia({ colorScheme: 'dark' })
    await show({ language: 'zh' })
    unfold(1)
    await until(() => all('.rule.is-open').length > 0)
    same(await faults(), [])
    same(sticksOut(), [])
  })
})
