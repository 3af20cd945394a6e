import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bridge } from './bridge.ts'
import { createEmitter } from './emitter.ts'
import type { FoyerEvents } from './events.ts'

function made() {
  const emitter = createEmitter<FoyerEvents>(() => undefined)
  const document = new EventTarget()
  const page = { document } as unknown as Window & Record<string, unknown[]>
  return { ...emitter, document, page, bridge: (options: unknown) => bridge({ on: (name, listener) => emitter.on(name, listener) }, page, options as never) }
}

describe('CW-28 the bridge', () => {
  it('pushes every event to the data layer of the page, without what people write and who they are', () => {
    const { page, emit, bridge: begin } = made()
    begin({ dataLayer: true })
    emit('open', {})
    emit('survey:submitted', { conversationId: 'c1' as never, score: 5, comment: 'My name is Mia' })
    emit('message:received', { conversationId: 'c1' as never, id: 'm1' as never, from: { kind: 'machine' }, parts: [{ type: 'text', text: 'Hello' }] })
    assert.deepEqual(page['dataLayer'], [
      { event: 'foyer:open' },
      { event: 'foyer:survey:submitted', conversationId: 'c1', score: 5 },
      { event: 'foyer:message:received', conversationId: 'c1', id: 'm1' },
    ])
  })

  it('pushes to an array of another name, and to the one that a tag manager has put there since', () => {
    const { page, emit, bridge: begin } = made()
    begin({ dataLayer: 'layer' })
    emit('open', {})
    const pushed: unknown[] = []
    page['layer'] = { push: (one: unknown) => pushed.push(one) } as never
    emit('close', {})
    assert.deepEqual(pushed, [{ event: 'foyer:close' }])
  })

  it('tells the document, with all that the event says, until it is undone', () => {
    const { document, emit, bridge: begin, page } = made()
    const heard: unknown[] = []
    document.addEventListener('foyer:unread', (event) => heard.push((event as CustomEvent).detail, event.bubbles))
    const stop = begin({ dom: true })
    emit('unread', { count: 2 })
    stop()
    emit('unread', { count: 3 })
    assert.deepEqual(heard, [{ count: 2 }, true])
    assert.equal('dataLayer' in page, false)
  })

  it('does both as the script tag says it', () => {
    const { document, emit, bridge: begin, page } = made()
    const heard: string[] = []
    document.addEventListener('foyer:open', ({ type }) => heard.push(type))
    begin('dataLayer dom')
    emit('open', {})
    assert.deepEqual([heard, page['dataLayer']], [['foyer:open'], [{ event: 'foyer:open' }]])
  })

  for (const wrong of [undefined, {}, { dataLayer: 3 }, { dataLayer: '' }, { dom: 'yes' }, 'nothing']) {
    it(`CW-22 refuses ${JSON.stringify(wrong)}`, () => assert.throws(() => made().bridge(wrong), { code: 'invalid_option' }))
  }
})
