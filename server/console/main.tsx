/** The console in a browser: puts the real world behind the ports, and starts the page. */
import { render } from 'preact'
import { DESK_NAMESPACE, PROTOCOL } from '@foyer/sdk/protocol'
import type { DeskAuth, DeskToServer, ServerToDesk } from '@foyer/sdk/protocol'
import { createLink, deviceIds, deviceLinkPorts, deviceStorage, socketIoLine } from '@foyer/sdk/thread'
import { createApi, sendByRequest } from './api.ts'
import { App, startLanguage } from './app.tsx'
import { createDeskClient } from './desk-client.ts'
import { createMemory } from './memory.ts'
import { createPlace } from './place.ts'
import { createSession } from './session.ts'
import { adoptStyles } from './styles.ts'

const app = document.getElementById('app')
if (!app) throw new Error('The page has no element #app.')

adoptStyles(document)
const ports = deviceLinkPorts()
const storage = deviceStorage()
const newId = deviceIds()
const memory = createMemory(() => localStorage)
const auth: DeskAuth = { protocol: PROTOCOL }
const openLine = socketIoLine({ server: location.origin, namespace: DESK_NAMESPACE, auth: () => auth })

render(
  <App
    session={createSession((address, init) => fetch(address, init))}
    clock={ports.clock}
    memory={memory}
    place={createPlace(window)}
    preferredLanguages={navigator.languages}
    spoken={await startLanguage(memory, navigator.languages)}
    openApi={(onSignedOut) => createApi({ fetchIt: (address, init) => fetch(address, init), send: sendByRequest, onSignedOut })}
    connect={(onSignedOut) =>
      createDeskClient({ link: createLink<DeskToServer, ServerToDesk>(openLine, ports), clock: ports.clock, random: ports.random, storage, newId, onSignedOut })
    }
  />,
  app,
)
