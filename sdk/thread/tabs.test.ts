import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFakeBrowser, type FakeBrowser } from '../testing/fake-tabs.ts'
import { settled } from '../testing/fake-clock.ts'
import { createTabs } from './tabs.ts'

function open(browser: FakeBrowser, more: Partial<Parameters<typeof createTabs>[0]> = {}) {
  const fake = browser.openTab()
  const tabs = createTabs({ name: 'test', locks: fake.locks, channel: fake.channel, ...more })
  const heard: unknown[] = []
  const led: boolean[] = []
  tabs.on((message) => heard.push(message))
  tabs.onLeader((isLeader) => led.push(isLeader))
  return { tabs, fake, heard, led }
}

describe('tabs', () => {
  it('CW-10 has one leader, which is the first', async () => {
    const browser = createFakeBrowser()
    const all = [open(browser), open(browser), open(browser)]
    await settled()
    assert.deepEqual(all.map(({ tabs }) => tabs.isLeader), [true, false, false])
    assert.deepEqual(all.map(({ led }) => led), [[true], [], []])
  })

  for (const [how, end] of [
    ['goes', (tab: ReturnType<typeof open>) => tab.tabs.destroy()],
    ['crashes', (tab: ReturnType<typeof open>) => tab.fake.kill()],
  ] as const) {
    it(`CW-10 has the next one lead when the leader ${how}`, async () => {
      const browser = createFakeBrowser()
      const [first, second, third] = [open(browser), open(browser), open(browser)]
      await settled()
      end(first)
      await settled()
      assert.deepEqual([second.tabs.isLeader, third.tabs.isLeader], [true, false])
    })
  }

  it('does not make a tab lead that left the queue', async () => {
    const browser = createFakeBrowser()
    const [first, second, third] = [open(browser), open(browser), open(browser)]
    await settled()
    second.tabs.destroy()
    first.tabs.destroy()
    await settled()
    assert.deepEqual([second.led, third.led], [[], [true]])
  })

  it('can take the lead from one that does not answer, which then waits for it again', async () => {
    const browser = createFakeBrowser()
    const [first, second] = [open(browser), open(browser)]
    await settled()
    second.tabs.takeOver()
    await settled()
    assert.deepEqual([first.led, second.led], [[true, false], [true]])
    second.tabs.destroy()
    await settled()
    assert.equal(first.tabs.isLeader, true)
  })

  it('can give the lead back', async () => {
    const browser = createFakeBrowser()
    const [first, second] = [open(browser), open(browser)]
    await settled()
    first.tabs.stepDown()
    await settled()
    assert.deepEqual([first.tabs.isLeader, second.tabs.isLeader], [false, true])
  })

  it('carries messages to all other tabs of the same name', async () => {
    const browser = createFakeBrowser()
    const [first, second, third] = [open(browser), open(browser), open(browser)]
    const stranger = open(browser, { name: 'other' })
    second.tabs.post({ hello: 1 })
    await settled()
    assert.deepEqual([first.heard, second.heard, third.heard, stranger.heard], [[{ hello: 1 }], [], [{ hello: 1 }], []])
  })

  const denied = (): never => {
    throw new DOMException('Denied', 'SecurityError')
  }
  for (const [what, ports] of [
    ['there are no locks', { locks: undefined }],
    ['there are no channels', { channel: undefined }],
    ['locks throw', { locks: { request: denied } }],
    ['locks are denied', { locks: { request: () => Promise.reject(new DOMException('Denied', 'SecurityError')) } }],
    ['channels throw', { channel: denied }],
  ] as const) {
    it(`CW-10 leads itself, and hears nobody, where ${what}`, async () => {
      const browser = createFakeBrowser()
      const [first, second] = [open(browser, ports), open(browser, ports)]
      assert.deepEqual([first.led, second.led], [[], []])
      await settled()
      assert.deepEqual([first.led, second.led], [[true], [true]])
      first.tabs.post('hello')
      await settled()
      assert.deepEqual(second.heard, [])
    })
  }

  it('falls silent when it is destroyed', async () => {
    const browser = createFakeBrowser()
    const [first, second] = [open(browser), open(browser)]
    await settled()
    second.tabs.destroy()
    first.tabs.post('hello')
    second.tabs.post('hello')
    second.tabs.takeOver()
    await settled()
    assert.deepEqual([first.heard, second.heard, second.led, first.tabs.isLeader], [[], [], [], true])
  })
})
