/** The way of a newcomer: visitor and desk in one window, with what the terminal told. */
import { after, before, describe, it } from 'node:test'
import { deskIn, launcherIn, openWorld, seesStatus, seesTexts, signIn, windowIn, write, composerIn } from './harness/index.ts'
import type { World } from './harness/index.ts'

describe('the page that shows visitor and desk side by side', () => {
  let world: World
  before(async () => {
    world = await openWorld({ isPlain: true })
  })
  after(() => world?.close())

  it('leads a newcomer from signing in to an answer that is read', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/side-by-side')
    const [phone, desk] = [page.frameLocator('#visitor'), page.frameLocator('#desk')]
    await signIn(desk, await world.server.signIn('ann'))

    await launcherIn(phone).click()
    const window = windowIn(phone)
    await composerIn(window).waitFor()
    await write(window, 'Is this how it looks?')
    await desk.getByRole('option').filter({ hasText: 'Is this how it looks?' }).click()
    const talk = deskIn(desk)
    await composerIn(talk).waitFor()
    await write(talk, 'This is how it looks.')
    await seesTexts(window, ['Is this how it looks?', 'This is how it looks.'])
    await seesStatus(window, 'Read')
    // Whoever writes at the desk does not look at the phone.
    await seesStatus(talk, 'Delivered')
    await composerIn(window).click()
    await seesStatus(talk, 'Read')
  })
})
