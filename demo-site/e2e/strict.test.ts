/** Everything that a visitor can do, on a page with the strictest policy there is, and in a browser that keeps nothing. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MICROPHONE, SOMEWHERE, beforeScripts, denyStorage, lookBack, openWindow, sayEverything, seesText, shareAgent, shareWorld, watchPolicy, windowIn } from './harness/index.ts'

describe('everything that a visitor can do', () => {
  const world = shareWorld({ launch: { args: [...MICROPHONE] } })
  const ann = shareAgent(world)

  it('CW-25 breaks no rule of the strictest policy, and asks for nothing to be allowed', async () => {
    const visitor = await world.visitor(SOMEWHERE)
    const violations = await watchPolicy(visitor.context)
    const reports: string[] = []
    visitor.context.on('request', (request) => void (request.url().endsWith('/csp-reports') && reports.push(request.postData() ?? '')))

    const page = await visitor.open('/strict')
    await sayEverything(page, await openWindow(page), ann)
    assert.deepEqual(await violations(page), [])
    const answer = await page.reload()
    await seesText(windowIn(page), '❤️')
    await lookBack(windowIn(page))
    assert.deepEqual(await violations(page), [])
    assert.deepEqual(reports, [])
    assert.deepEqual(visitor.troubles, [])

    const { origin } = new URL(world.wire.origin)
    assert.equal(
      answer?.headers()['content-security-policy']?.replaceAll(/'nonce-[\w-]+'/g, 'NONCE').replaceAll(origin, 'SERVER').replaceAll(origin.replace('http', 'ws'), 'SOCKET'),
      "default-src 'none'; script-src NONCE; style-src NONCE; connect-src SERVER SOCKET; img-src 'self' SERVER; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; report-uri /csp-reports",
    )
  })

  it('CW-30 can be done where every storage is denied, and the page hears nothing of it', async () => {
    const visitor = await world.visitor(SOMEWHERE)
    await denyStorage(visitor.context)
    await beforeScripts(visitor.context, () => {
      const heard: string[] = []
      Object.defineProperty(globalThis, 'heard', { value: heard, enumerable: false })
      for (const type of ['error', 'unhandledrejection']) addEventListener(type, (event) => heard.push(event instanceof PromiseRejectionEvent ? String(event.reason) : String(event)))
    })
    const page = await visitor.open('/tours')
    await sayEverything(page, await openWindow(page), ann)
    assert.deepEqual(await page.evaluate(() => Reflect.get(globalThis, 'heard') as readonly string[]), [])
    assert.deepEqual(visitor.troubles, [])
  })
})
