import { emulateMedia, setViewport } from '@web/test-runner-commands'
import type { Stage } from './stage.tsx'

export interface TestPage {
  /** Where the console is drawn. */
  app: HTMLElement
  /** What a test has set; taken down after it. */
  stage: Stage | undefined
}

/** An empty page as large as a desk for each test of a file, of which nothing stays. */
export function freshPages(): TestPage {
  const page: TestPage = { app: document.createElement('div'), stage: undefined }
  beforeEach(async () => {
    await setViewport({ width: 1440, height: 900 })
    page.app = document.createElement('div')
    page.app.id = 'app'
    document.body.append(page.app)
  })
  afterEach(async () => {
    page.stage?.strike()
    page.app.remove()
    document.adoptedStyleSheets = []
    await emulateMedia({ colorScheme: 'light' })
  })
  return page
}
