/** The program inside the frame of the maker's live preview: says that it is there, and shows what it is sent. */
import { createSamplePage } from './sample-page.ts'
import { messageOf } from './scene.ts'
import type { FromFrame, ToFrame } from './scene.ts'
import { createStage } from './stage.ts'

const { origin } = location
const tell = (message: FromFrame) => parent.postMessage(message, origin)
const page = createSamplePage(document)
const stage = createStage({ onAct: (act) => tell({ type: 'foyer-preview-act', act }) })

addEventListener('message', (event) => {
  const message = messageOf<ToFrame>(event, { origin, source: parent })
  if (message?.type !== 'foyer-preview-scene') return
  const { scene } = message
  page.show(scene)
  stage.show(scene)
})

// Nothing in here leads anywhere: neither the messenger's link, nor the call, nor the button of a card.
document.addEventListener(
  'click',
  (event) => {
    if (event.composedPath().some((target) => target instanceof HTMLAnchorElement)) event.preventDefault()
  },
  { capture: true },
)
document.addEventListener('foyer-preview-bound', () => tell({ type: 'foyer-preview-act', act: 'opened' }))

tell({ type: 'foyer-preview-ready' })
