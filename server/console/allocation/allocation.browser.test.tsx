import { emulateMedia, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands'
import { ALLOCATION_API, API, failForm, ok } from '@foyer/sdk/protocol'
import type { AgentChange, AllocationChange, GroupChange, GroupDraft, HoursChange, MemberId, RoutingChange } from '@foyer/sdk/protocol'
import { MAIN, SAILING, sampleAgents, sampleGroups, sampleRules } from '../testing/allocation-samples.ts'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { freshPages } from '../testing/page.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'

const page = freshPages()
const SHOWN = ['groups', 'group', 'new-group', 'agents', 'agent', 'sharing', 'routing', 'hours'] as const

async function show(name: (typeof SHOWN)[number], options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS[name] ?? {}, ...options })
  await until(() => document.querySelector('.save-bar, .things'))
  await drawn()
  return page.stage
}
const state = () => texts('.save-state').join()
const problems = () => texts('.field-problem').filter((text) => text !== '')
const sent = <Body,>(request: string) => page.stage?.api.asked.findLast((asked) => asked.request === request)?.body as Body
const press = (key: string) => sendKeys({ press: key })
const focused = () => document.activeElement as HTMLElement
const names = () => texts('.thing-name bdi')
const rules = () => texts('.routing-open strong')

async function save() {
  await until(() => all('.save-bar .is-main').length > 0)
  $('.save-bar .is-main').click()
  await until(() => !state().includes('Saving'))
}
async function write(field: string | RegExp, text: string) {
  fill(input(field), text)
  await drawn()
}
async function choose(field: string | RegExp, value: string) {
  const select = input(field)
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await drawn()
}

/** Unfolds a rule. */
const open = (name: string) => all('.routing-open').find((button) => button.textContent?.startsWith(name))?.click()

describe('the pages on who receives whom, seen by a screen reader and in any room', () => {
  for (const name of SHOWN) {
    for (const language of ['en', 'zh-CN']) {
      for (const colorScheme of ['light', 'dark'] as const) {
        it(`finds nothing wrong with: ${name}, ${language}, ${colorScheme}`, async () => {
          await emulateMedia({ colorScheme })
          await show(name, { language })
          same(await faults(), [])
        })
      }
    }
    for (const width of [1440, 720, 360]) {
      it(`lets nothing stick out at ${width} pixels: ${name}`, async () => {
        await setViewport({ width, height: 800 })
        await show(name)
        same(sticksOut(), [])
      })
    }
  }

  it('finds nothing wrong where a rule lies open, hours are own ones, and a group is asked about', async () => {
    await show('routing')
    open('Guests with a booking')
    await until(() => all('.routing-condition').length === 2)
    same(await faults(), [])
    page.stage?.strike()
    await show('group')
    input('Hours of its own').click()
    await until(() => all('.own-hours').length > 0)
    same(await faults(), [])
    page.stage?.strike()
    await show('groups')
    called('Delete Sailing').click()
    await until(() => document.querySelector('dialog[open]'))
    same(await faults(), [])
  })
})

describe('the page of groups', () => {
  it('AL-7 lists the main group first, which cannot be deleted', async () => {
    await show('groups')
    same(names(), ['Reception', 'Sailing'])
    same(texts('.thing .tag'), ['Main group'])
    so(!all('button').some(({ ariaLabel }) => ariaLabel === 'Delete Reception'), 'the main group has no way out')
  })

  it('AL-6 makes a group, and goes on where its id is', async () => {
    await show('groups')
    called('New group').click()
    await until(() => all('.picker-row').length > 0)
    same([state(), texts('.save-bar .is-main').join()], ['Not created yet', 'Create the group'], 'nothing is said to be saved that is not there')
    await write('Name', 'Azores')
    await save()
    same(problems(), ['A group needs at least one agent. Choose who receives.'])
    called(/Ben Okafor/).click()
    await drawn()
    so(!texts('.page-section').join().includes('Overdue after'), 'alone there is nobody to move on to')
    called(/李文/).click()
    await drawn()
    called('Move on when overdue').click()
    await until(() => texts('.indented').join().includes('Overdue after'))
    await save()
    await until(() => texts('.copy-box code').join().includes("group: 'g-3'"))
    same(sent<GroupDraft>(`POST ${ALLOCATION_API.groups}`), {
      name: 'Azores', agentIds: ['ben', 'li'] as MemberId[], rules: { ownerFirst: false, skills: [], overdue: { minutes: 5, notice: '' } },
    })
    called('Back to the list').click()
    await until(() => names().includes('Azores'))
    so(focused().textContent?.startsWith('Azores'), 'one goes on in the list where one was')
  })

  it('AL-6 keeps what a group sets apart, and takes the notice away with the second agent', async () => {
    await show('group')
    await write('Name', 'Front desk')
    called('By numberWhoever holds the fewest conversations. Fair where all work alike.').click()
    await drawn()
    await write(/^Skill$/, 'english')
    await press('Enter')
    await drawn()
    same(texts('.chip span'), ['english'])
    await save()
    const { revision, draft } = sent<GroupChange>(`PUT ${ALLOCATION_API.group(MAIN)}`)
    same([revision, draft.name, draft.rules.sharing, draft.rules.skills, draft.rules.overdue?.minutes], [3, 'Front desk', 'number', ['english'], 5])
    called('Choose none').click()
    await drawn()
    called(/Ann Lindqvist/).click()
    await drawn()
    await save()
    so(!('overdue' in sent<GroupChange>(`PUT ${ALLOCATION_API.group(MAIN)}`).draft.rules), 'nobody is there to move on to')
  })

  it('AL-6 finds agents by name and by skill', async () => {
    await show('group')
    fill(input('Search agents'), 'swed')
    await until(() => all('.picker-row').length === 1)
    same(texts('.picker-name bdi'), ['Ann Lindqvist'])
    fill(input('Search agents'), 'nobody')
    await until(() => texts('.picker').join().includes('Nobody of this name'))
  })

  it('AL-6 says so where nobody of the group has what it asks for', async () => {
    await show('group')
    await write(/^Skill$/, 'Klingon')
    await press('Enter')
    await until(() => texts('.list-complaint').join().includes('Nobody of the group has Klingon'))
  })

  it('AL-8 says what leads to a group, and asks where that shall lead', async () => {
    await show('groups')
    called('Delete Sailing').click()
    await until(() => document.querySelector('dialog[open]'))
    same(texts('.removal-facts li'), ['Components: Sailing button', 'Rules and replies: Sailing trips and When no rule fits', '2 open conversations'])
    await press('Escape')
    await until(() => !document.querySelector('dialog'))
    same(names().length, 2)
    called('Delete Sailing').click()
    await until(() => document.querySelector('dialog[open]'))
    same(input('From now on they lead to').value, MAIN)
    called('Delete the group').click()
    await until(() => names().length === 1)
    same(sent(`DELETE ${ALLOCATION_API.group(SAILING)}`), { revision: 1, leadTo: MAIN })
    so(texts('[role=status]').join().includes('Sailing is deleted.'), 'it is said')
  })

  it('AL-8 shows a group that somebody else has changed meanwhile, and loses nothing', async () => {
    const { api } = await show('group')
    await write('Name', 'Mine')
    api.refuse(`PUT ${ALLOCATION_API.group(MAIN)}`, failForm('changed_meanwhile'))
    api.on(`GET ${ALLOCATION_API.groups}`, () => ({ ok: true, value: [{ id: MAIN, name: 'Theirs', isMain: true, revision: 9, agentIds: ['ann'], rules: { ownerFirst: false, skills: [] } }] }))
    await save()
    await until(() => state().includes('Somebody else has changed this meanwhile'))
    called('Show their version').click()
    await until(() => input('Name').value === 'Theirs')
    called('Back to my changes').click()
    await until(() => input('Name').value === 'Mine')
  })

  it('AL-6 says that a group is gone to who comes by an old address', async () => {
    page.stage = await setStage(page.app, { preview: { as: 'owner', hash: '#settings=groups&open=g-gone' } })
    await until(() => texts('.empty h2').join().includes('not there any more'))
  })
})

describe('AL-13a hours of a group and of an agent', () => {
  it('AL-13a begin as the company’s, and are refused at the span that is wrong', async () => {
    await show('group')
    called('Hours of its own').click()
    await until(() => all('.own-hours .day').length === 7)
    same(input('Monday, span 1, from').value, '09:00')
    fill(input('Monday, span 1, to'), '08:00')
    await drawn()
    await save()
    same(problems(), ['These hours are not in order. Let each span end after it begins, and no two overlap.'])
    fill(input('Monday, span 1, to'), '12:00')
    await drawn()
    await save()
    same(sent<GroupChange>(`PUT ${ALLOCATION_API.group(MAIN)}`).draft.rules.hours?.week[0], [[540, 720], [840, 1080]])
  })

  it('AL-13a are taken away from an agent, who then works as the group', async () => {
    await show('agent')
    so((called('Hours of their own') as HTMLInputElement).checked, 'they are on')
    called('Hours of their own').click()
    await until(() => all('.own-hours').length === 0)
    await save()
    same(sent<AgentChange>(`PUT ${ALLOCATION_API.agent('omar' as MemberId)}`).hours, null)
  })

  it('AL-13a lets a single day differ, beginning as the week has it', async () => {
    await show('hours')
    fill(input('Date of a day that differs'), '2026-12-24')
    await drawn()
    called('Add a day that differs').click()
    await until(() => all('.single-days .day').length === 1)
    so(focused().ariaLabel?.includes('December 24, 2026'), 'one goes on at the new day')
    fill(input(/December 24, 2026, span 1, to/), '13:00')
    await drawn()
    await save()
    same(sent<HoursChange>(`PUT ${API.hours}`).hours.days, { '2026-12-24': [[540, 780]] })
    called(/^Remove .*December 24, 2026/).click()
    await until(() => all('.single-days .day').length === 0)
    await save()
    so(!('days' in sent<HoursChange>(`PUT ${API.hours}`).hours), 'none are left')
  })
})

describe('the page of agents', () => {
  it('AL-16 lists what each holds of how many, and what is apart', async () => {
    await show('agents')
    same(names(), ['Ann Lindqvist', 'Ben Okafor', 'Olga Petrova', 'Omar Haddad', 'Sofía Navarro-Castellanos de la Fuente', '李文', 'Tom Becker'])
    same(texts('.load-figure > [aria-hidden]').slice(0, 2), ['5 of 10', '2 of 4'])
    same(texts('.thing:has([data-id=olga]) .tag'), ['emergency'])
  })

  it('AL-3 says of who stands in no group whom they receive all the same', async () => {
    const { api, strike } = await show('agents')
    const [main] = sampleGroups()
    api.on(`GET ${ALLOCATION_API.groups}`, () => ok([{ ...main!, agentIds: ['ann'] as MemberId[] }]))
    api.on(`GET ${ALLOCATION_API.agents}`, () => ok(sampleAgents().map((agent) => ({ ...agent, isEmergency: agent.id === ('ben' as MemberId) }))))
    strike()
    await show('agents', { api })
    const said = (id: string) => $(`[data-id=${id}]`).textContent ?? ''
    so(said('ann').includes('in Reception'), 'who stands in one')
    so(said('ben').includes('receives in an emergency'), 'an emergency agent')
    so(said('olga').includes('receives only who is led to them alone'), 'anybody else')
  })

  it('AL-2 gives an agent a cap and skills, and says nothing of what did not change', async () => {
    await show('agents')
    $('[data-id=ann]').click()
    await until(() => document.querySelector('.save-bar'))
    same(focused().textContent, 'Ann Lindqvist')
    called('A cap of their own').click()
    await until(() => all('.indented').length > 0)
    await write('At most', '6')
    await write('Skill', 'Everything about sailing,')
    same(problems(), ['24 of at most 20. A Chinese, Japanese or Korean character counts as two.'])
    called('Remove Everything about sailing').click()
    await drawn()
    same(problems(), [])
    await write('Skill', 'Danish, Norwegian')
    await save()
    same(sent(`PUT ${ALLOCATION_API.agent('ann' as MemberId)}`), { revision: 1, cap: 6, isEmergency: false, skills: ['English', 'Swedish', 'Sailing', 'Danish', 'Norwegian'], hours: null } satisfies AgentChange)
  })
})

describe('the page of sharing out', () => {
  it('AL-1 shows both ways by an example that follows the choice', async () => {
    await show('sharing')
    same(texts('.is-next dt'), ['Ann'])
    called(/^By number/).click()
    await until(() => texts('.is-next dt').join() === 'Ben')
    so(texts('.sharing-steps li').includes('Of the group, who holds the fewest.'), 'the steps follow')
    await save()
    const { revision, rules: saved } = sent<AllocationChange>(`PUT ${ALLOCATION_API.allocation}`)
    const { revision: _, ...before } = sampleRules()
    same([revision, saved], [2, { ...before, sharing: 'number' }])
  })

  it('AL-2 adds, edits and takes away a cap for a named agent, each at once', async () => {
    const { api } = await show('sharing')
    const ann = `PUT ${ALLOCATION_API.agent('ann' as MemberId)}`
    await choose('Add an exception: Agent', 'ann')
    called('Add an exception').click()
    await until(() => all('input').some(({ ariaLabel }) => ariaLabel === 'Cap of Ann Lindqvist'))
    same(sent(ann), { cap: 10, revision: 1 })
    await write('Cap of Ann Lindqvist', '3')
    await press('Enter')
    await until(() => texts('.thing-news').join().includes('Saved for Ann Lindqvist') && sent<AgentChange>(ann).cap === 3)
    called('Take away the cap of Ann Lindqvist').click()
    await until(() => sent<AgentChange>(ann).cap === null)
    await until(() => focused().matches('.add-cap'))
    same(api.asked.filter(({ request }) => request === `PUT ${ALLOCATION_API.allocation}`).length, 0)
    so(!state().includes('Unsaved'), 'the form is as it was')
  })

  it('AL-2 bounds a cap before it is sent', async () => {
    await show('sharing')
    await write('Cap of Ben Okafor', '0')
    await press('Enter')
    await until(() => sent<AgentChange>(`PUT ${ALLOCATION_API.agent('ben' as MemberId)}`)?.cap === 1)
  })

  it('AL-3 names emergency agents, and the steps name them too', async () => {
    await show('sharing')
    so(texts('.sharing-steps li').some((step) => step.includes('Olga Petrova')), 'she is among the steps')
    await choose('Add an emergency agent: Agent', 'li')
    called('Add an emergency agent').click()
    await until(() => texts('.sharing-steps li').some((step) => step.includes('Olga Petrova and 李文')))
    called('Olga Petrova is no emergency agent any more').click()
    await until(() => !texts('.sharing-steps li').some((step) => step.includes('Olga')))
  })

  it('AL-2 makes an exception over what somebody else has changed of that agent', async () => {
    const { api } = await show('sharing')
    await api.put(ALLOCATION_API.agent('ann' as MemberId), { revision: 1, skills: ['Danish'] })
    await choose('Add an exception: Agent', 'ann')
    called('Add an exception').click()
    await until(() => sent<AgentChange>(`PUT ${ALLOCATION_API.agent('ann' as MemberId)}`).revision === 2)
    await until(() => all('input').some(({ ariaLabel }) => ariaLabel === 'Cap of Ann Lindqvist'))
  })

  it('AL-13 refuses a warning that would come before the silence has begun', async () => {
    await show('sharing')
    await write('A conversation ends after a silence of', '5')
    await write('Minutes before the end', '9')
    await save()
    same(problems(), ['The warning must come after the silence has begun: let it be fewer minutes than the silence.'])
    so(focused() === input('Minutes before the end'), 'the focus is there')
  })

  it('AL-9 leaves the memory out of the steps once it is off', async () => {
    await show('sharing')
    const remembers = () => texts('.sharing-steps li').some((step) => step.includes('24 hours'))
    so(remembers(), 'it is among the steps')
    called('Back to the same agent').click()
    await until(() => !remembers())
    await save()
    same(sent<AllocationChange>(`PUT ${ALLOCATION_API.allocation}`).rules.memoryHours, 0)
  })
})

describe('the page of routing rules', () => {
  it('AL-19 reads each rule as a sentence', async () => {
    await show('routing')
    same(texts('.routing-open .quiet'), [
      'page /tours/lofoten or /sailing/* → to Sailing', 'booking is paid or deposit and within hours → priority 8', 'language Chinese → needs 中文',
    ])
  })

  it('AL-19 puts rules in order by the keyboard, and says so', async () => {
    await show('routing')
    called(/^Move Sailing trips/).focus()
    await press('ArrowDown')
    await until(() => rules()[1] === 'Sailing trips')
    so(focused().ariaLabel?.startsWith('Move Sailing trips'), 'the focus goes along')
    same(texts('.routing-rules + [role=status]'), ['Sailing trips is number 2 of 3 now'])
    await press('ArrowUp')
    await until(() => rules()[0] === 'Sailing trips')
    await press('ArrowUp')
    await drawn()
    same(rules()[0], 'Sailing trips')
  })

  it('AL-19 puts rules in order by dragging', async () => {
    await show('routing')
    const middle = (element: Element): [number, number] => {
      const { left, top, width, height } = element.getBoundingClientRect()
      return [Math.round(left + width / 2), Math.round(top + height / 2)]
    }
    const [x, y] = middle(called(/^Move Sailing trips/))
    await sendMouse({ type: 'move', position: [x, y] })
    await sendMouse({ type: 'down' })
    const [, bottom] = middle(all('.routing-rule')[2]!)
    await sendMouse({ type: 'move', position: [x, bottom + 10] })
    await until(() => rules()[2] === 'Sailing trips')
    so($('.is-dragged').textContent?.includes('Sailing trips'), 'one sees what is dragged')
    await sendMouse({ type: 'up' })
    await until(() => all('.is-dragged').length === 0)
    await save()
    same(sent<RoutingChange>(`PUT ${ALLOCATION_API.routing}`).rules.map(({ name }) => name), ['Guests with a booking', 'Chinese', 'Sailing trips'])
  })

  it('AL-19 makes a rule from nothing, and refuses one that does nothing', async () => {
    await show('routing')
    called('Add a rule').click()
    await until(() => all('.routing-body').length === 1)
    await write('Name', 'Germans')
    await choose('Add a condition', 'language')
    called('Add a condition', 'button').click()
    await until(() => focused().ariaLabel === 'Language')
    await sendKeys({ type: 'German' })
    await press('Enter')
    await drawn()
    await save()
    same(problems(), ['Choose what shall happen: a group, a priority or a skill.'])
    await choose('It goes to', MAIN)
    await save()
    same(sent<RoutingChange>(`PUT ${ALLOCATION_API.routing}`).rules.at(-1), { isOn: true, groupId: MAIN, name: 'Germans', conditions: [{ kind: 'language', languages: ['de'] }] })
  })

  it('AL-19 shows which rule would decide, with rules that are not saved', async () => {
    await show('routing')
    same(texts('.try-outcome strong'), ['No rule holds'])
    await write('Page it begins on', '/sailing/azores')
    await until(() => texts('.try-outcome').join() === 'Sailing trips decidesIt goes to Sailing.')
    called('Sailing trips counts').click()
    await until(() => texts('.try-outcome strong').join() === 'No rule holds')
    called('Chinese counts').click()
    await write('Language', 'Chinese')
    await until(() => texts('.try-outcome strong').join() === 'Chinese decides')
    await write('Language', 'zh-TW')
    same(texts('.try-outcome strong'), ['Chinese decides'], 'a tag does as well')
  })
})
