import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createPageTitle } from './title.ts'

describe('the title of a page', () => {
  it('CW-9 says the number of unread messages, and takes it back', () => {
    const page = { title: 'Tours' }
    const title = createPageTitle(page)
    title.show(2)
    assert.equal(page.title, '(2) Tours')
    title.show(3)
    assert.equal(page.title, '(3) Tours')
    title.show(0)
    assert.equal(page.title, 'Tours')
  })

  it('keeps a title that the page has set in the meantime', () => {
    const page = { title: 'Tours' }
    const title = createPageTitle(page)
    title.show(2)
    page.title = 'Booked'
    title.show(0)
    assert.equal(page.title, 'Booked')
    title.show(1)
    assert.equal(page.title, '(1) Booked')
  })

  it('tells the page’s own title whatever it shows', () => {
    const page = { title: 'Tours' }
    const title = createPageTitle(page)
    title.show(2)
    assert.equal(title.own(), 'Tours')
  })

  it('does not touch a title that it has nothing to say in', () => {
    let writes = 0
    const title = createPageTitle({
      get title() {
        return 'Tours'
      },
      set title(_text) {
        writes++
      },
    })
    title.show(0)
    assert.equal(writes, 0)
  })
})
