import { render } from 'preact'
import { setViewport } from '@web/test-runner-commands'
import type { InvitationLook } from '@foyer/sdk/protocol'
import { formsCss } from '../forms/index.ts'
import { InvitationPreview } from '../invitations/preview.tsx'
import type { Device } from '../invitations/device-switch.tsx'
import { receptionCss } from '../reception/reception.css.ts'
import { adoptStyles } from '../styles.ts'
import { $, same, so, texts, until } from '../testing/look.ts'
import { sampleSite } from '../testing/settings-samples.ts'
import { FrameAddressContext } from './frame.tsx'

const FRAME = new URL('../testing/preview-frame.html', import.meta.url).href
const LOOK: InvitationLook = { title: 'Hello {visitor}', text: 'Sailing from {place}? Ask {company}.', position: 'bottom-end', buttons: ['chat', 'messenger', 'phone', 'later'], closesAfterSeconds: 3 }

let app: HTMLElement

function show(device: Device, desktop: InvitationLook = LOOK) {
  render(
    <FrameAddressContext.Provider value={FRAME}>
      <InvitationPreview desktop={desktop} mobile={{ ...LOOK, title: 'On the phone', position: 'bottom-sheet' }} device={device} site={sampleSite()} company="Meridian Travel" />
    </FrameAddressContext.Provider>,
    app,
  )
}

const frame = () => $<HTMLIFrameElement>('iframe').contentDocument as Document
/** The element itself, through all shadow roots. */
function card(): ShadowRoot | undefined {
  const within = (root: Document | ShadowRoot): ShadowRoot | undefined => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'foyer-invitation') return element.shadowRoot ?? undefined
      const found = element.shadowRoot && within(element.shadowRoot)
      if (found) return found
    }
    return undefined
  }
  return within(frame())
}
const said = () => card()?.textContent ?? ''
const buttons = () => [...(card()?.querySelectorAll<HTMLElement>('button, a') ?? [])]

describe('IV-9 the preview of an invitation', () => {
  beforeEach(async () => {
    await setViewport({ width: 1440, height: 900 })
    adoptStyles(document)
    for (const css of [formsCss, receptionCss]) {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    }
    app = document.createElement('div')
    document.body.append(app)
  })
  afterEach(() => {
    render(null, app)
    app.remove()
    document.adoptedStyleSheets = []
  })

  it('IV-9 shows the element itself, with names in the place of placeholders, and every change at once', async () => {
    show('desktop')
    await until(() => said().includes('Hello Mira Santos'))
    so(said().includes('Sailing from Lisbon? Ask Meridian Travel.'), said())
    show('desktop', { ...LOOK, title: 'Ahoy' })
    await until(() => said().includes('Ahoy'))
    so(!said().includes('Hello'), 'one at a time')
  })

  it('IV-9 shows the phone’s look in a frame as wide as a phone', async () => {
    show('mobile')
    await until(() => said().includes('On the phone'))
    same($<HTMLIFrameElement>('iframe').contentWindow?.innerWidth, 390)
  })

  it('IV-9 says where its buttons lead, and leads nowhere', async () => {
    show('desktop')
    await until(() => buttons().length > 0)
    const address = frame().location.href
    buttons().find((button) => button.localName === 'button' && button.textContent?.includes('Chat'))?.click()
    await until(() => texts('.preview-act').join() === 'Opens the chat')
    for (const link of buttons().filter((button) => button.localName === 'a')) link.click()
    same(frame().location.href, address)
    so(said().includes('Hello'), 'it stays')
  })
})
