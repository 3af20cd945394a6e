import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { watchHistory } from './history.ts'

/** A window as far as it is used: its history's methods are inherited, as in a browser. */
function makePage() {
  const went: string[] = []
  const methods = {
    pushState: (_state: unknown, _unused: string, url: string) => void went.push(`push ${url}`),
    replaceState: (_state: unknown, _unused: string, url: string) => void went.push(`replace ${url}`),
  }
  const history = Object.create(methods) as typeof methods
  const page = Object.assign(new EventTarget(), { history }) as unknown as Window & { history: typeof methods }
  return { page, history, methods, went }
}

describe('watchHistory', () => {
  it('CW-25 hears of each kind of page change, after it', () => {
    const { page, history, went } = makePage()
    const heard: string[][] = []
    watchHistory(page, new AbortController().signal, () => heard.push([...went]))
    history.pushState(null, '', '/a')
    history.replaceState(null, '', '/b')
    page.dispatchEvent(new Event('popstate'))
    assert.deepEqual(heard, [['push /a'], ['push /a', 'replace /b'], ['push /a', 'replace /b']])
  })

  it('CW-24 leaves the history as it was', () => {
    const { page, history, methods } = makePage()
    const life = new AbortController()
    watchHistory(page, life.signal, () => undefined)
    assert.notEqual(history.pushState, methods.pushState)
    life.abort()
    assert.deepEqual(Object.keys(history), [])
    assert.equal(history.pushState, methods.pushState)
  })

  it('gives back what a page had put there before', () => {
    const { page, history } = makePage()
    const pages = () => undefined
    history.pushState = pages
    const life = new AbortController()
    watchHistory(page, life.signal, () => undefined)
    life.abort()
    assert.equal(history.pushState, pages)
  })

  it('leaves a wrapper that came later in its place, and hears nothing more', () => {
    const { page, history, went } = makePage()
    let heard = 0
    const life = new AbortController()
    watchHistory(page, life.signal, () => heard++)
    const ours = history.pushState
    const later: typeof ours = (...args) => ours.apply(history, args)
    history.pushState = later
    life.abort()
    history.pushState(null, '', '/a')
    page.dispatchEvent(new Event('popstate'))
    assert.equal(history.pushState, later)
    assert.deepEqual(went, ['push /a'])
    assert.equal(heard, 0)
  })
})
