import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { API, displayUnits, fail, ok } from '@foyer/sdk/protocol'
import type { CompanyChange, HoursChange, SiteChange } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { SITE, TAGS, sampleCompany } from '../testing/settings-samples.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { freshPages } from '../testing/page.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'

const page = freshPages()

async function show(name: 'website' | 'window' | 'texts' | 'company' | 'hours', options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS[name] ?? {}, ...options })
  await until(() => document.querySelector('.save-bar'))
  await drawn()
  return page.stage
}
const state = () => texts('.save-state').join()
const problems = () => texts('.field-problem').filter((text) => text !== '')
const sent = <Body,>(request: string) => page.stage?.api.asked.findLast((asked) => asked.request === request)?.body as Body
const press = (key: string) => sendKeys({ press: key })
const focused = () => document.activeElement as HTMLInputElement

async function save() {
  await until(() => all('.save-bar .is-main').length > 0)
  called('Save').click()
  await until(() => !state().includes('Saving'))
}

describe('the settings, seen by a screen reader and in any room', () => {
  for (const page of ['website', 'window', 'texts', 'company', 'hours'] as const) {
    for (const language of ['en', 'zh-CN']) {
      for (const colorScheme of ['light', 'dark'] as const) {
        it(`finds nothing wrong with: ${page}, ${language}, ${colorScheme}`, async () => {
          await emulateMedia({ colorScheme })
          await show(page, { language })
          same(await faults(), [])
        })
      }
    }

    // 200 % zoom of a desktop is 720 pixels wide.
    for (const width of [1440, 1100, 720, 360]) {
      it(`lets nothing stick out at ${width} pixels: ${page}`, async () => {
        await setViewport({ width, height: 800 })
        await show(page)
        same(sticksOut(), [])
        same($('.area-pane').scrollWidth, $('.area-pane').clientWidth)
      })
    }
  }

  it('finds nothing wrong where much is said: a refused field, a conflict, findings', async () => {
    const { api } = await show('website')
    fill(input('Address of a page'), 'https://meridian.example/tours')
    called('Check the page').click()
    await until(() => all('.finding').length === 2)
    fill(input('Origin, 1'), 'meridian.example')
    await save()
    await until(() => problems().length === 1)
    same(await faults(), [])
    const current = { revision: 9, name: 'Other', origins: [], theme: { accent: '#000000', scheme: 'system' }, language: 'auto', id: SITE, key: 'k' }
    api.on(`PUT ${API.site(SITE)}`, () => ({ ...fail('invalid_input'), code: 'changed_meanwhile' }))
    api.on(`GET ${API.sites}`, () => ok([current]))
    await save()
    await until(() => texts('.save-bar').join().includes('Show their version'))
    same(await faults(), [])
  })
})

describe('the website page', () => {
  it('RC-7 RC-17 shows the tag, the newest or one that never changes, and copies it', async () => {
    await show('website')
    same(texts('.copy-box code'), ['<script async src="https://desk.meridian.example/foyer.js" data-site="meridian-main"></script>'])
    input(/^This version, for good/).click()
    await until(() => texts('.copy-box code').join().includes('integrity='))
    so(texts('.copy-box code').join().includes(String(TAGS[1]?.integrity)), 'the value is there')
    let copied = ''
    const before = Object.getOwnPropertyDescriptor(navigator, 'clipboard')
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text: string) => (copied = text) } })
    called('Copy: The tag').click()
    await until(() => texts('.copy [role=status]').includes('Copied'))
    same(copied, texts('.copy-box code').join())
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.reject(new Error('denied')) } })
    called('Copy: The tag').click()
    await until(() => texts('.copy-failed').length === 1)
    same(String(getSelection()), copied, 'it is selected for copying by hand')
    if (before) Object.defineProperty(navigator, 'clipboard', before)
    else Reflect.deleteProperty(navigator, 'clipboard')
  })

  it('edits the origins by keyboard alone: adds, writes, removes, saves', async () => {
    await show('website')
    input('Origin, 2').focus()
    await press('Enter')
    await until(() => focused().ariaLabel === 'Origin, 3')
    await sendKeys({ type: 'http://localhost:4180' })
    await press('Enter')
    await until(() => focused().ariaLabel === 'Origin, 4')
    await press('Tab')
    await press('Tab')
    await until(() => focused().textContent?.includes('Add an origin'))
    called('Remove https://meridian.example').focus()
    await press('Enter')
    await until(() => focused().value === 'https://*.meridian.example')
    await until(() => state().includes('Unsaved changes'))
    called('Save').focus()
    await press('Enter')
    await until(() => state().includes('All changes saved'))
    same(sent<SiteChange>(`PUT ${API.site(SITE)}`), {
      revision: 4, name: 'meridian.example', origins: ['https://*.meridian.example', 'http://localhost:4180'], theme: { accent: '#1b6b80', scheme: 'system' }, language: 'auto', consent: 'full',
    })
    same(all('.list-item').length, 2, 'the empty line is gone')
  })

  it('makes several lines of what is pasted at once, and says what is no origin', async () => {
    await show('website')
    const pasted = new DataTransfer()
    pasted.setData('text', 'https://one.example\nhttps://two.example/path, three.example')
    input('Origin, 2').focus()
    focused().dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }))
    await until(() => all('.list-item').length === 4)
    same(all('.list-item input').map((each) => (each as HTMLInputElement).value), ['https://meridian.example', 'https://one.example', 'https://two.example/path', 'three.example'])
    same(texts('.list-complaint').map((text) => text.trim()), ['Only the beginning counts: leave out what follows the name.', 'Begin with https://'])
  })

  it('names the origin that was refused, focuses it, and keeps what was typed', async () => {
    await show('website')
    fill(input('Origin, 2'), 'shop example')
    await save()
    await until(() => problems().length === 1)
    await until(() => focused().ariaLabel === 'Origin, 2')
    same([focused().value, focused().ariaInvalid], ['shop example', 'true'])
    so(document.getElementById(focused().getAttribute('aria-describedby')?.split(' ')[0] ?? '')?.textContent?.includes('This is no origin.'), `the sentence belongs to the field: ${problems().join()}`)
    so(state().includes('Not saved. See the marked field.'), 'the bar says so too')
    fill(input('Origin, 2'), 'https://shop.example')
    await until(() => state().includes('Unsaved changes'))
    await save()
    await until(() => state().includes('All changes saved'))
  })

  it('CW-3 shows colour, scheme and language in a real window at once', async () => {
    await show('website')
    const window = () => $('.preview-window').shadowRoot
    const accent = () => getComputedStyle(window()?.querySelector('.place') ?? document.body).getPropertyValue('--accent')
    await until(() => window()?.querySelector('.message-own'))
    same(accent(), '#1b6b80')
    input('Plum').click()
    await until(() => accent() === '#7a3f8f')
    fill(input('Colour code'), '#ffcc00')
    await until(() => accent() === '#ffcc00')
    so(texts('.colour-sample').join().includes('13.9'), 'black on yellow is counted')
    fill(input('Colour code'), '#ffcc0')
    await drawn()
    same(accent(), '#ffcc00', 'half a colour changes nothing')
    input('Always dark').click()
    await until(() => getComputedStyle(window()?.querySelector('.place') ?? document.body).colorScheme === 'dark')
    const language = input('Language of reception and window')
    language.value = 'ar'
    language.dispatchEvent(new Event('change', { bubbles: true }))
    await until(() => window()?.querySelector('.window')?.getAttribute('dir') === 'rtl')
    so($('.preview-window').inert, 'nothing in it can be pressed')
  })

  it('refuses what is no colour at its field', async () => {
    const { api } = await show('website')
    api.refuse(`PUT ${API.site(SITE)}`, { ok: false, code: 'bad_colour', message: 'This is no colour.', remedy: 'Choose one.', field: 'theme.accent' })
    fill(input('Colour code'), 'teal')
    await save()
    await until(() => problems().join().includes('This is no colour.'))
    same([focused().value, focused().name], ['teal', 'theme.accent'])
  })

  it('RC-20 says what is wrong with a page and what to do, and takes an origin over by a press', async () => {
    await show('website')
    fill(input('Address of a page'), 'meridian.example/tours')
    focused().select()
    await press('Enter')
    await until(() => all('.finding').length === 2)
    same(sent(`POST ${API.siteCheck(SITE)}`), { address: 'https://meridian.example/tours' }, 'a scheme is added')
    same(texts('.finding-says'), [
      'Pages of https://meridian.example may not use this site.',
      'The page’s content security policy does not let the script load (script-src).',
    ])
    same(texts('.finding code'), ["script-src 'self' https://desk.meridian.example"])
    so(texts('.finding').join().includes('It is in the list above now'), `an origin that is allowed meanwhile is not added twice: ${texts('.finding').join()}`)
    called('Remove https://meridian.example').click()
    await until(() => texts('.finding .button').join().includes('Allow https://meridian.example'))
    called('Allow https://meridian.example').click()
    await until(() => all('.list-item input').some((each) => (each as HTMLInputElement).value === 'https://meridian.example'))
    so(!sent(`PUT ${API.site(SITE)}`), 'Enter in the address has saved nothing')
  })

  it('RC-20 says that all is well, and when a visitor was there', async () => {
    const { api } = await show('website')
    const open = api.keepBack(`POST ${API.siteCheck(SITE)}`)
    called('Check the page').click()
    await until(() => texts('.page-check .button').includes('Opening the page…'))
    open()
    await until(() => document.querySelector('.check-outcome.is-good'))
    so(texts('.check-outcome').join().includes('All is well on this page.'), 'it is said plainly')
    so(/was greeted 10 Mar, 11:20|was greeted Mar 10, 11:20/.test(texts('.check-outcome').join()), `the time is said: ${texts('.check-outcome').join()}`)
  })

  it('RC-20 names what is no address, at the field', async () => {
    const { api } = await show('website')
    api.refuse(`POST ${API.siteCheck(SITE)}`, { ok: false, code: 'address_private', message: 'This address is not on the open internet.', remedy: 'Give the address as visitors reach it.', field: 'address' })
    fill(input('Address of a page'), 'http://10.0.0.1')
    called('Check the page').click()
    await until(() => problems().length === 1)
    same([focused().value, problems()], ['http://10.0.0.1', ['This address is not on the open internet. Give the address as visitors reach it.']])
  })
})

describe('the company page', () => {
  it('OR-4 shows the panel as visitors meet it, at once', async () => {
    await show('company')
    const panel = () => $('.as-seen > div').shadowRoot?.textContent ?? ''
    so(panel().includes('Rua do Norte 14, 1200-286 Lisbon, Portugal'), 'the address is in one line')
    fill(input(/^Short name/), '')
    await until(() => panel().includes('Meridian Travel Ltd'))
    fill(input(/^City/), '里斯本')
    fill(input(/^Street/), '北街14号')
    await until(() => panel().includes('Portugal里斯本北街14号 1200-286'))
    fill(input(/^Company name/), '<img src=x onerror=alert(1)>')
    await until(() => panel().includes('<img src=x'))
    same($('.as-seen > div').shadowRoot?.querySelectorAll('img[src=x]').length, 0)
  })

  it('OR-4 bears the company’s new name at the head as soon as it is saved', async () => {
    await show('company')
    fill(input('Company name'), 'Meridian & Daughters')
    await save()
    await until(() => texts('.bar-name').join() === 'Meridian & Daughters')
  })

  it('counts units as one types, twice for Chinese, and says when it is too long', async () => {
    await show('company')
    const count = () => texts('.field-count [aria-hidden]').join()
    fill(input(/^Short name/), 'Meridian')
    await drawn()
    same(count(), '', 'no count while there is room')
    fill(input(/^Short name/), '子午线旅行社有限公司')
    await until(() => count() === '20 of 24')
    fill(input(/^Short name/), '子午线旅行社有限责任公司总部')
    await until(() => count() === '28 of 24 · 4 too many')
    same(displayUnits(input(/^Short name/).value), 28)
    await until(() => texts('.field-foot [role=status]').includes('This is longer than it may be.'))
    await save()
    await until(() => problems().join().includes('The short name may be 24 units long.'))
    same([focused().name, focused().value], ['shortName', '子午线旅行社有限责任公司总部'])
  })

  it('saves by Enter, and knows the new revision', async () => {
    await show('company')
    fill(input(/^Company name/), ' Meridian Sails ')
    await press('Enter')
    await until(() => state().includes('All changes saved'))
    same(sent<CompanyChange>(`PUT ${API.company}`).revision, 2)
    same([sent<CompanyChange>(`PUT ${API.company}`).profile.name, input(/^Company name/).value], ['Meridian Sails', 'Meridian Sails'])
    fill(input(/^Company name/), 'Meridian Sails Ltd')
    await press('Enter')
    await until(() => sent<CompanyChange>(`PUT ${API.company}`).revision === 3)
    await until(() => state().includes('All changes saved'))
  })

  it('keeps what is typed while an earlier change is being saved', async () => {
    const { api } = await show('company')
    const open = api.keepBack(`PUT ${API.company}`)
    fill(input(/^Company name/), 'Meridian Sails')
    await press('Enter')
    await until(() => state().includes('Saving'))
    fill(input(/^City/), 'Porto')
    open()
    await until(() => state().includes('Unsaved changes'))
    same([input(/^Company name/).value, input(/^City/).value], ['Meridian Sails', 'Porto'])
  })

  it('says what is wrong where no field is to blame, and keeps what was typed', async () => {
    const { api } = await show('company')
    api.refuse(`PUT ${API.company}`, fail('not_reachable'))
    fill(input(/^City/), 'Porto')
    await save()
    await until(() => state().includes('Not saved. The server cannot be reached.'))
    same(input(/^City/).value, 'Porto')
    called('Discard').click()
    await until(() => state().includes('All changes saved'))
    same(input(/^City/).value, 'Lisbon')
  })

  it('says it in the member’s language', async () => {
    const { api } = await show('company', { language: 'zh-CN' })
    api.refuse(`PUT ${API.company}`, { ok: false, code: 'bad_address', message: 'This is no address.', remedy: 'Write it whole.', field: 'profile.homePage' })
    fill(input(/^主页/), 'meridian')
    await press('Enter')
    await until(() => problems().join().includes('这不是有效的地址。'))
    so($('.area-pane').scrollTop > 0, 'the field was brought into view')
    same([scrollY, document.body.scrollTop], [0, 0], 'the page itself stays where it is')
  })

  it('shows the version of whoever was quicker, and puts mine over theirs where I typed', async () => {
    const { api } = await show('company')
    fill(input(/^City/), 'Porto')
    await until(() => state().includes('Unsaved changes'))
    // Somebody else, from the same revision.
    const { revision, logoPath: _, ...profile } = sampleCompany()
    await api.put(API.company, { revision, profile: { ...profile, city: 'Faro', name: 'Meridian & Daughters' } })
    await save()
    await until(() => state().includes('Somebody else has changed this meanwhile.'))
    same(input(/^City/).value, 'Porto')
    called('Show their version').click()
    await until(() => input(/^City/).value === 'Faro')
    so(input(/^City/).matches(':disabled'), 'it is to be looked at')
    called('Back to my changes').click()
    await until(() => input(/^City/).value === 'Porto')
    same(input(/^Company name/).value, 'Meridian & Daughters', 'what I did not touch is theirs')
    await save()
    await until(() => state().includes('All changes saved'))
    same([sent<CompanyChange>(`PUT ${API.company}`).revision, sent<CompanyChange>(`PUT ${API.company}`).profile.city], [3, 'Porto'])
  })

  it('takes their version over mine by a press', async () => {
    const { api } = await show('company')
    fill(input(/^City/), 'Porto')
    const { revision, logoPath: _, ...profile } = sampleCompany()
    await api.put(API.company, { revision, profile: { ...profile, city: 'Faro' } })
    await save()
    await until(() => texts('.save-bar').join().includes('Show their version'))
    called('Show their version').click()
    await until(() => texts('.save-bar').join().includes('Keep theirs'))
    called('Keep theirs').click()
    await until(() => state().includes('All changes saved'))
    same(input(/^City/).value, 'Faro')
  })

  it('RC-5 sends a picture that is dropped, and says why one is refused', async () => {
    const { api } = await show('company')
    const drop = (file: File) => {
      const data = new DataTransfer()
      data.items.add(file)
      $('.drop-zone').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    }
    drop(new File([new Uint8Array(2_000_001)], 'large.png', { type: 'image/png' }))
    await until(() => problems().join().includes('The picture is larger than 2 MB.'))
    so(!api.asked.some(({ request }) => request === `POST ${API.images}`), 'nothing is sent in vain')
    drop(new File(['x'], 'notes.txt', { type: 'text/plain' }))
    await until(() => problems().join().includes('This is no picture that can be read.'))
    same($<HTMLImageElement>('.picture-preview').getAttribute('src'), '/v1/images/logo-1', 'the one before stays')
    const open = api.keepBack(`POST ${API.images}`)
    drop(new File(['x'], 'logo.png', { type: 'image/png' }))
    await until(() => document.querySelector('progress'))
    open()
    await until(() => $<HTMLImageElement>('.picture-preview').getAttribute('src') === '/v1/images/img-1')
    same(problems(), [])
    await save()
    same(sent<CompanyChange>(`PUT ${API.company}`).profile.logo, 'img-1')
    called('Remove Logo').click()
    await until(() => !document.querySelector('.picture-preview'))
    await save()
    same(sent<CompanyChange>(`PUT ${API.company}`).profile.logo, '')
  })
})

describe('the page of working hours', () => {
  // The stage's clock: Tuesday 10 March 2026, 14:20 where the test runs.
  it('RC-9 says at once whether it is open now, and when that changes', async () => {
    await show('hours')
    const now = () => texts('.hours-now').join()
    const zone = input('Time zone')
    fill(zone, Intl.DateTimeFormat().resolvedOptions().timeZone)
    await until(() => now().includes('Open now'))
    so(/until 0?6:00 PM|until 18:00/.test(now()), now())
    called('Open on Tuesday', 'input').click()
    await until(() => now().includes('Closed now'))
    so(/opens tomorrow/.test(now()), now())
    called('Open on Tuesday', 'input').click()
    await until(() => now().includes('Open now'))
  })

  it('RC-9 edits the week by keyboard alone', async () => {
    await show('hours')
    called('Open on Saturday', 'input').focus()
    await press('Space')
    await until(() => document.querySelector('[aria-label="Saturday, span 1, from"]'))
    same([input('Saturday, span 1, from').value, input('Saturday, span 1, to').value], ['09:00', '17:00'])
    called('Add a span to Saturday').focus()
    await press('Enter')
    await until(() => focused().ariaLabel === 'Saturday, span 2, from')
    called('Remove span 1 of Saturday').focus()
    await press('Enter')
    await until(() => !document.querySelector('[aria-label="Saturday, span 2, from"]'))
    fill(input('Saturday, span 1, to'), '00:00')
    called('The hours of Saturday on all weekdays').focus()
    await press('Enter')
    await save()
    await until(() => state().includes('All changes saved'))
    const { hours } = sent<HoursChange>(`PUT ${API.hours}`)
    same(hours.week, [...Array.from({ length: 6 }, () => [[1080, 1440]]), []])
  })

  it('gives a day that was closed by mistake its hours back', async () => {
    await show('hours')
    called('Open on Monday', 'input').click()
    await until(() => !document.querySelector('[aria-label="Monday, span 1, from"]'))
    called('Open on Monday', 'input').click()
    await until(() => document.querySelector('[aria-label="Monday, span 2, from"]'))
    await until(() => state().includes('All changes saved'))
  })

  it('names the span that is not in order, and asks nobody', async () => {
    const { api } = await show('hours')
    fill(input('Tuesday, span 1, to'), '08:00')
    await save()
    await until(() => focused().ariaLabel === 'Tuesday, span 1, from')
    same(problems(), ['These hours are not in order. Let each span end after it begins, and no two overlap.'])
    same(focused().ariaInvalid, 'true')
    so(!api.asked.some(({ request }) => request.startsWith('PUT')), 'the server is not asked')
  })

  it('finds a time zone by its name, and says what is none', async () => {
    await show('hours')
    so(document.querySelectorAll('datalist option').length > 300, 'the browser’s own list is there')
    fill(input('Time zone'), 'Lisbon')
    await save()
    await until(() => problems().join().includes('There is no such time zone.'))
    same(focused().value, 'Lisbon')
    fill(input('Time zone'), 'Asia/Shanghai')
    await until(() => texts('.field-hint').some((text) => /^It is .* there now\.$/.test(text)))
    await save()
    same(sent<HoursChange>(`PUT ${API.hours}`).hours.timeZone, 'Asia/Shanghai')
  })

  it('keeps holidays in order, and says which are over', async () => {
    await show('hours')
    called('Add a day').click()
    await until(() => focused().ariaLabel === 'Holiday, 3')
    fill(focused(), '2026-03-01')
    await until(() => texts('.list-complaint').join().includes('This day is over.'))
    fill(input('Holiday, 3'), '2026-05-01')
    await until(() => texts('.list-complaint').length === 0)
    await save()
    await until(() => state().includes('All changes saved'))
    same(sent<HoursChange>(`PUT ${API.hours}`).hours.holidays, ['2026-05-01', '2026-12-25', '2027-01-01'])
  })
})
