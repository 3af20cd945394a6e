import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { API, fail, failForm, ok } from '@foyer/sdk/protocol'
import type { NewIdentityKey, SiteChange } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { freshPages } from '../testing/page.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { SITE } from '../testing/settings-samples.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'

const page = freshPages()
async function show(options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS['website'] ?? {}, ...options })
  await until(() => all('.proof-key-list > li').length > 0)
  await drawn()
  return page.stage
}
const rows = () => texts('.proof-key-name bdi')
const sent = (request: string) => page.stage?.api.asked.findLast((asked) => asked.request === request)?.body
const POST = `POST ${API.identityKeys(SITE)}`

async function write(field: string, text: string) {
  fill(input(field), text)
  await drawn()
}
async function makeSecret(name = 'Till') {
  called('Add a key').click()
  await until(() => all('.proof-key-form').length > 0)
  await write('Name', name)
  called('Make the key').click()
}

describe('CW-27 the keys of a site', () => {
  it('CW-27 are listed with what they are and when they were used', async () => {
    await show()
    same(rows(), ['Shop server', 'Shop server, from October'])
    so(texts('.proof-key-facts')[0]?.includes('last used'), 'it says when')
    so(texts('.proof-key-facts')[1]?.includes('not used yet'), 'it says that it was not')
  })

  it('CW-27 are made with a secret, which is shown once, and of which nothing stays on the page', async () => {
    await show()
    await makeSecret()
    await until(() => texts('.proof-key-form h4').length > 0)
    same(sent(POST), { name: 'Till', algorithm: 'HS256' } satisfies NewIdentityKey)
    const [secret = '', code = ''] = texts('.proof-key-form .copy-box code')
    same(secret, 'N0tAR3alS3cretN0tAR3alS3cretN0tAR3alS3cretX')
    so(code.includes("kid: 'key-3'"), 'the code names the key')
    so(!code.includes(secret), 'the code has the secret from elsewhere')
    so(document.activeElement === $('.proof-key-form h4'), 'the focus is where one reads on')
    called('I have copied it').click()
    await until(() => all('.proof-key-form').length === 0)
    await until(() => document.activeElement === called('Add a key'))
    so(!document.body.textContent?.includes(secret), 'it is gone')
    same(rows().at(-1), 'Till')
  })

  it('CW-27 are taken as public keys, and a wrong one says why at its field', async () => {
    await show()
    called('Add a key').click()
    await until(() => all('.proof-key-form').length > 0)
    so(document.activeElement === input('Name'), 'the name is asked for first')
    await write('Name', 'Own pair')
    input(/^With its own key pair \(ES256\)/).click()
    await until(() => all('.proof-key-form textarea').length > 0)
    await write('Public key', 'nonsense')
    called('Take the key').click()
    await until(() => input('Public key').getAttribute('aria-invalid') === 'true')
    same(rows().length, 2)
    await write('Public key', '-----BEGIN PUBLIC KEY-----')
    called('Take the key').click()
    await until(() => rows().length === 3)
    same(sent(POST), { name: 'Own pair', algorithm: 'ES256', publicKey: '-----BEGIN PUBLIC KEY-----' } satisfies NewIdentityKey)
    same(all('.proof-key-form').length, 0)
  })

  it('CW-27 are made by Enter too, without saving the form around them, and not without a name', async () => {
    const { api } = await show()
    called('Add a key').click()
    await until(() => all('.proof-key-form').length > 0)
    so(document.activeElement === input('Name'), 'the name is asked for first')
    await sendKeys({ press: 'Enter' })
    await until(() => input('Name').getAttribute('aria-invalid') === 'true')
    await sendKeys({ type: 'Till' })
    await sendKeys({ press: 'Enter' })
    await until(() => texts('.proof-key-form h4').length > 0)
    same(api.asked.filter(({ request }) => request.startsWith('PUT')).length, 0)
    so(!texts('.save-state').join().includes('changed'), 'nothing of the form has changed')
  })

  it('CW-27 say below them what was refused and is of no field, and are left as they were by Cancel', async () => {
    const { api } = await show()
    api.refuse(POST, failForm('too_long', { message: 'A site has at most 10 keys.' }))
    await makeSecret()
    await until(() => texts('.proof-key-form > .field-problem').join().includes('at most 10 keys'))
    called('Cancel').click()
    await until(() => all('.proof-key-form').length === 0)
    same(rows().length, 2)
  })

  it('CW-27 are deleted once one has said so twice', async () => {
    const { api } = await show()
    called('Delete the key Shop server', 'button').click()
    await until(() => all('dialog[open]').length > 0)
    same(await faults(), [])
    called('Delete the key', 'dialog button').click()
    await until(() => rows().length === 1)
    so(api.asked.some(({ request }) => request === `DELETE ${API.identityKeys(SITE)}/0199c0de-key1`), 'the server was told')
    so(texts('[role=status]').join().includes('“Shop server” has been deleted'), 'it is said')
  })

  it('CW-27 stay where the server does not delete them, and go where somebody else was quicker', async () => {
    const { api } = await show()
    const remove = async (name: string) => {
      called(`Delete the key ${name}`, 'button').click()
      await until(() => all('dialog[open]').length > 0)
      called('Delete the key', 'dialog button').click()
    }
    const request = `DELETE ${API.identityKeys(SITE)}/0199c0de-key1`
    api.refuse(request, fail('unavailable'))
    await remove('Shop server')
    await until(() => texts('.proof-keys > .field-problem').join() !== '')
    same(rows().length, 2)
    api.refuse(request, fail('not_found'))
    await remove('Shop server')
    await until(() => rows().length === 1)
    same(texts('.proof-keys > .field-problem').join(), '')
  })

  it('CW-27 say that nobody can be proven where there is none', async () => {
    page.stage = await setStage(page.app, { preview: PREVIEWS['website'] ?? {} })
    page.stage.api.on(`GET ${API.identityKeys(SITE)}`, () => ok([]))
    await until(() => texts('.proof-keys .quiet').join().includes('nobody can be proven'))
  })

  for (const language of ['en', 'zh-CN']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`CW-27 have no fault while one is made: ${language}, ${colorScheme}`, async () => {
        await emulateMedia({ colorScheme })
        await show({ language })
        $('.proof-keys > .button').click()
        await until(() => all('.proof-key-form').length > 0)
        same(await faults(), [])
        fill($<HTMLInputElement>('.proof-key-form input'), 'Till')
        await drawn()
        $('.proof-key-actions .is-main').click()
        await until(() => texts('.proof-key-form h4').length > 0)
        same(await faults(), [])
      })
    }
  }

  for (const width of [1440, 720, 360]) {
    it(`CW-27 stay in their place at ${width} pixels`, async () => {
      await setViewport({ width, height: 800 })
      await show()
      await makeSecret('A name of many words, as long as one may write it for a server in the basement of the second house')
      await until(() => texts('.proof-key-form h4').length > 0)
      same(sticksOut(), [])
      same($('.area-pane').scrollWidth, $('.area-pane').clientWidth)
    })
  }
})

describe('CW-26 what may be remembered', () => {
  it('CW-26 is one of three, with what each means, and is saved with the site', async () => {
    await show()
    const choice = (name: RegExp) => input(name)
    so(choice(/^Remember visitors/).checked, 'that is how it is')
    choice(/^Nothing until they click/).click()
    await until(() => all('.save-bar .is-main').length > 0)
    called('Save').click()
    await until(() => sent(`PUT ${API.site(SITE)}`) !== undefined)
    same((sent(`PUT ${API.site(SITE)}`) as SiteChange).consent, 'none')
  })
})
