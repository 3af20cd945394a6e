import { describe, it } from 'node:test'
import assert from 'node:assert/strict'
import type { ComponentId, SiteKey } from '@foyer/sdk/protocol'
import { bindingOf, elementOf, inlineOf, tagOf } from './paste.ts'

describe('what the owner pastes', () => {
  it('RC-7 is one tag for all components', () => {
    assert.equal(tagOf('https://foyer.example/foyer.js', 'pk_1' as SiteKey), '<script async src="https://foyer.example/foyer.js" data-site="pk_1"></script>')
  })

  it('RC-18 puts the chat into a box of the page', () => assert.equal(inlineOf('c1' as ComponentId), '<foyer-chat component="c1"></foyer-chat>'))

  it('RC-6 has the id that the selector names, and the shown name as text', () => {
    assert.equal(elementOf({ selectors: ['#talk'], shownName: 'Us & "you"<' }), '<button type="button" id="talk">Us &amp; &quot;you&quot;&lt;</button>')
    for (const selector of ['.talk', '#a b', '#a"b', '']) assert.equal(elementOf({ selectors: [selector], shownName: 'x' }), undefined)
  })

  it('RC-6 binds from code, whatever the selector holds', () => {
    assert.equal(bindingOf('c1' as ComponentId, { selectors: ['a[href="/x"]'] }), 'Foyer.bind("a[href=\\"/x\\"]", { component: "c1" })')
  })
})
