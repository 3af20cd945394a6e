/** The page's title says the number of unread messages while nobody looks at the page (CW-9). */
export interface PageTitle {
  /** The title as the page wrote it. */
  own(): string
  show(unread: number): void
}

/** `page`: the document. A title that the page changes in the meantime is the page's, and is kept. */
export function createPageTitle(page: { title: string }): PageTitle {
  let before = ''
  let shown = ''
  const own = () => (shown && page.title === shown ? before : page.title)
  return {
    own,
    show(unread) {
      before = own()
      shown = unread > 0 ? `(${unread}) ${before}` : ''
      if (page.title !== (shown || before)) page.title = shown || before
    },
  }
}
