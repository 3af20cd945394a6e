import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { VISITORS_API, failForm } from '@foyer/sdk/protocol'
import type { InvitationChange, InvitationDraft, InvitationOrder, ManualInvitationsChange } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { freshPages } from '../testing/page.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { NOW } from '../testing/samples.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'

const page = freshPages()
async function show(name = 'invitations', options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS[name] ?? {}, ...options })
  await until(() => document.querySelector(name === 'invitations' ? '.result-table' : '.save-bar'))
  await drawn()
  return page.stage
}
const sent = <Body,>(request: string) => page.stage?.api.asked.findLast((asked) => asked.request === request)?.body as Body
const names = () => texts('.rule-name bdi')
const problems = () => texts('.field-problem').filter((text) => text !== '')
const state = () => texts('.save-state').join()
async function choose(select: HTMLElement, value: string) {
  ;(select as HTMLSelectElement).value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await drawn()
}
async function save() {
  called('Save', 'button').click()
  await drawn()
}

describe('IV-5 the list of invitations', () => {
  it('IV-5 says of each in one sentence who, to whom, what follows a refusal and at which hours', async () => {
    await show()
    same(names(), ['Sailing tours', 'Leaving the basket', 'Everybody'])
    const [first = '', second = '', third = ''] = texts('.invitation-says')
    so(first.startsWith('Visitors who have looked at the page for 20 seconds, who are on /tours/sailing/*, and who are from Portugal. '), first)
    so(first.includes('Received by: Group Boats.') && first.includes('asked again after 60 minutes, at most 2 times') && first.includes('Only while somebody can receive.'), first)
    so(second.includes('who are about to leave') && second.includes('never asked again') && second.includes('At any hour.'), second)
    so(third.startsWith('Everybody who visits.'), third)
  })

  it('IV-5 moves one by the keyboard, and saves the order', async () => {
    await show()
    $('[data-at="2"] .grip').focus()
    await sendKeys({ press: 'ArrowUp' })
    await sendKeys({ press: 'ArrowUp' })
    await until(() => sent<InvitationOrder>(`PUT ${VISITORS_API.invitationOrder}`)?.ids.join() === 'i3,i1,i2')
    same(names(), ['Everybody', 'Sailing tours', 'Leaving the basket'])
    so(document.activeElement?.matches('[data-at="0"] .grip'), 'the focus goes along')
    await until(() => texts('[role=status]').join().includes('The order is saved.'))
  })

  it('IV-5 shows what is there now when somebody else was quicker', async () => {
    const { api } = await show()
    api.refuse(`PUT ${VISITORS_API.invitationOrder}`, failForm('changed_meanwhile'))
    $('[data-at="1"] .grip').focus()
    await sendKeys({ press: 'ArrowUp' })
    await until(() => texts('[role=status]').join().includes('Somebody else has changed the invitations'))
    same(names(), ['Sailing tours', 'Leaving the basket', 'Everybody'])
  })

  it('IV-5 switches one, and changes nothing else of it', async () => {
    await show()
    input('Invite by “Everybody”').click()
    await until(() => !all('[data-at="2"]')[0]?.classList.contains('is-off'))
    const { draft } = sent<InvitationChange>(`PUT ${VISITORS_API.invitation('i3')}`)
    same([draft.isOn, draft.name, draft.variants.length], [true, 'Everybody', 1])
  })

  it('IV-5 asks before it deletes one, and gives the focus to the next', async () => {
    await show()
    called('Delete Sailing tours').click()
    await until(() => document.querySelector('dialog[open]'))
    same(await faults(), [])
    called('Delete').click()
    await until(() => names().length === 2)
    await until(() => document.activeElement?.matches('[data-at="0"] .rule-open'))
  })

  it('IV-9 says of variants which one is better, and nothing of one alone', async () => {
    await show()
    const [first, second] = all('.result')
    same([...(first?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.children].map((cell) => cell.textContent)), [['Variant A', '1,000', '140', '310', '14%'], ['Variant B', '1,000', '95', '402', '9.5%']])
    so(first?.querySelector('.result-verdict')?.textContent?.includes('Variant A is accepted more often'), 'it says so')
    so(!second?.querySelector('.result-verdict'), 'one alone is compared with nothing')
  })

  it('IV-7 counts down until manual invitations can be switched again, and switches them then', async () => {
    await show()
    so(texts('#manual-rule').join().includes('4:05'), texts('#manual-rule').join())
    const button = called('Switch off', '.manual button')
    same(button.ariaDisabled, 'true')
    button.click()
    await drawn()
    so(sent(`PUT ${VISITORS_API.manualInvitations}`) === undefined, 'nothing is asked')
    page.stage?.strike()
    const later = () => NOW + 16 * 60_000
    await show('invitations', { now: later })
    same(called('Switch off', '.manual button').ariaDisabled, 'false')
  })
})

describe('IV-5 IV-9 one invitation', () => {
  it('IV-5 makes one: conditions one by one, receiver, refusal', async () => {
    await show('new-invitation')
    await save()
    await until(() => problems().length > 0)
    so(document.activeElement === input('Name'), 'the name is missing')
    fill(input('Name'), 'Prices')
    await choose(input('Condition'), 'include')
    called('Add the condition').click()
    await until(() => document.activeElement?.matches('[data-kind=include] input'))
    fill(document.activeElement as HTMLInputElement, 'prices')
    await drawn()
    await save()
    await until(() => problems().join().includes('no pattern'))
    fill($('[data-kind=include] input'), '/prices')
    await drawn()
    called('Take out: Time on the site').click()
    await drawn()
    so(document.activeElement?.matches('.condition-new select'), 'one goes on where one adds')
    await choose(input('Condition'), 'sources')
    called('Add the condition').click()
    await drawn()
    await save()
    await until(() => problems().join().includes('Say at least one'))
    fill($('[data-kind=sources] input'), 'Google,')
    await drawn()
    all('[data-field=afterRefusal\\.kind] input')[1]?.click()
    await drawn()
    await save()
    await until(() => names().includes('Prices'))
    const draft = sent<InvitationDraft>(`POST ${VISITORS_API.invitations}`)
    same([draft.conditions, draft.afterRefusal, draft.receiver.kind, draft.onlyStaffed], [{ include: ['/prices'], sources: ['google'] }, { kind: 'again', minutes: 60, times: 1 }, 'group', true])
  })

  it('IV-9 copies the computer’s look to the phone, and refuses what is too long at its place', async () => {
    await show('invitation')
    fill(input('Heading'), 'A heading that is far too long')
    await drawn()
    called('Take over for the phone').click()
    await drawn()
    all('.device-row .segment input')[1]?.click()
    await drawn()
    same(input('Heading').value, 'A heading that is far too long')
    await save()
    await until(() => problems().join().includes('longer than it may be'))
    so($('.device-row .segment:first-of-type input').matches(':checked'), 'the first place that is wrong is shown')
    so(document.activeElement === input('Heading'), 'and has the focus')
  })

  it('IV-9 evens shares by a press, and refuses those that are not 100', async () => {
    await show('invitation')
    called('Add a variant').click()
    await drawn()
    same(texts('.variant-open'), ['Variant A', 'Variant B', 'Variant C'])
    same(all('.variant input').map((each) => (each as HTMLInputElement).value), ['34', '33', '33'])
    fill(input('Share of Variant A'), '60')
    await drawn()
    so(texts('[role=status]').join().includes('Together 126 %'), 'the sum is said')
    await save()
    await until(() => problems().join().includes('must be 100'))
    await until(() => document.activeElement === input('Share of Variant A'))
    const { top, bottom } = $('.variant .problem').getBoundingClientRect()
    so(top > 0 && bottom < innerHeight && bottom > top, `what is wrong can be seen: ${top} to ${bottom} of ${innerHeight}`)
    called('Make them even').click()
    await drawn()
    await save()
    await until(() => state().includes('All changes saved'))
    same(sent<InvitationChange>(`PUT ${VISITORS_API.invitation('i1')}`).draft.variants.map(({ share, name }) => [name, share]), [['Variant A', 34], ['Variant B', 33], ['Variant C', 33]])
  })

  it('IV-9 knows no other placeholders', async () => {
    await show('invitation')
    fill(input('Heading'), '{vistor}')
    await drawn()
    await save()
    await until(() => problems().join().includes('There is no such placeholder'))
  })

  it('IV-9 wants to know where a messenger’s button and a number lead', async () => {
    await show('invitation')
    input('Phone call').click()
    await drawn()
    await save()
    await until(() => document.activeElement === input('Phone number'))
    fill(input('Phone number'), '+351 210 000 000')
    await drawn()
    await save()
    await until(() => state().includes('All changes saved'))
    same(sent<InvitationChange>(`PUT ${VISITORS_API.invitation('i1')}`).draft.phone, '+351 210 000 000')
  })

  it('IV-5 lets somebody else’s change be seen first', async () => {
    const { api } = await show('invitation')
    fill(input('Name'), 'Mine')
    await drawn()
    api.refuse(`PUT ${VISITORS_API.invitation('i1')}`, failForm('changed_meanwhile'))
    const { value } = (await api.get<{ invitations: readonly { id: string }[] }>(VISITORS_API.invitations)) as { value: { invitations: readonly { id: string }[] } }
    api.on(`GET ${VISITORS_API.invitations}`, () => ({ ok: true, value: { ...value, invitations: value.invitations.map((one) => (one.id === 'i1' ? { ...one, revision: 9, onlyStaffed: false } : one)) } }))
    await save()
    await until(() => state().includes('Somebody else'))
    called('Show their version').click()
    await until(() => input('Name').value === 'Sailing tours')
  })

  it('IV-7 keeps the looks of manual ones, and leaves their switch alone', async () => {
    await show('manual-invitations')
    same(texts('[data-field="desktop.buttons"] .test-tick'), ['Chat', 'Later'])
    so(document.querySelector('[data-field="desktop.text"]'), 'what an agent begins with')
    all('.segment input')[1]?.click()
    await until(() => document.querySelector('[data-field="mobile.title"]'))
    so(!document.querySelector('[data-field="mobile.text"]'), 'it is the same on a phone')
    all('.segment input')[0]?.click()
    await until(() => document.querySelector('[data-field="desktop.title"]'))
    fill(input('Heading'), 'Hello!')
    await drawn()
    await save()
    await until(() => state().includes('All changes saved'))
    const change = sent<ManualInvitationsChange>(`PUT ${VISITORS_API.manualInvitations}`)
    same([change.isOn, change.desktop.title, change.mobile.title, change.desktop.text], [true, 'Hello!', '{agent}', ''])
  })
})

describe('the pages of invitations, seen by a screen reader and in any room', () => {
  for (const name of ['invitations', 'invitation', 'manual-invitations']) {
    for (const [language, colorScheme, width] of [['en', 'light', 1440], ['zh-CN', 'dark', 360]] as const) {
      it(`finds nothing wrong with: ${name}, ${language}, ${colorScheme}, ${width} px`, async () => {
        await setViewport({ width, height: 800 })
        await emulateMedia({ colorScheme })
        await show(name, { language })
        same(await faults(), [])
        same(sticksOut(), [])
      })
    }
  }
})
