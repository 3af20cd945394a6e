// @ts-check
import { whenFoyer } from './when-foyer.js'

const EVENTS = [
  'ready', 'open', 'close', 'component:shown', 'component:clicked', 'component:closed',
  'conversation:started', 'conversation:queued', 'conversation:assigned', 'conversation:transferred', 'conversation:ended',
  'message:sent', 'message:received', 'message:failed', 'unread', 'connection', 'error',
]

/** Long enough to scroll back over a conversation, short enough for any phone. */
const LINES_KEPT = 200

const log = document.getElementById('event-log')
const status = document.getElementById('sdk-status')

whenFoyer(
  (Foyer) => {
    if (status) status.textContent = 'Listening to every event.'
    for (const name of EVENTS) Foyer.on(name, (/** @type {unknown} */ detail) => print('event', name, detail))
  },
  () => {
    if (status) status.textContent = 'The desk cannot be reached, so nothing will answer here yet.'
  },
)

/** What each button calls. */
const calls = {
  open: (/** @type {any} */ Foyer) => Foyer.open(),
  close: (/** @type {any} */ Foyer) => Foyer.close(),
  hide: (/** @type {any} */ Foyer) => Foyer.hide(),
  show: (/** @type {any} */ Foyer) => Foyer.show(),
  send: (/** @type {any} */ Foyer, /** @type {string} */ text) => Foyer.send(text),
  identify: (/** @type {any} */ Foyer) => Foyer.identify({ id: 'mara-demo', name: 'Mara Lindqvist', email: 'mara@example.com' }),
  getState: (/** @type {any} */ Foyer) => Foyer.getState(),
  unreadCount: (/** @type {any} */ Foyer) => Foyer.unreadCount(),
}

for (const control of document.querySelectorAll('[data-call]')) {
  if (!(control instanceof HTMLElement)) continue
  const name = /** @type {keyof typeof calls} */ (control.dataset.call)
  control.addEventListener(control instanceof HTMLFormElement ? 'submit' : 'click', (event) => {
    event.preventDefault()
    const text = control instanceof HTMLFormElement ? String(new FormData(control).get('text')) : ''
    whenFoyer((Foyer) => run(Foyer, name, text), () => print('error', `Foyer.${name}`, 'The desk cannot be reached.'))
  })
}

document.getElementById('clear')?.addEventListener('click', () => log?.replaceChildren())

/**
 * @param {any} Foyer
 * @param {keyof typeof calls} name
 * @param {string} text
 */
async function run(Foyer, name, text) {
  try {
    print('answer', `Foyer.${name}`, await calls[name](Foyer, text))
  } catch (error) {
    const { code, message } = /** @type {any} */ (error)
    print('error', `Foyer.${name}`, code ? `${code}: ${message}` : String(message ?? error))
  }
}

/**
 * @param {'event' | 'answer' | 'error'} kind
 * @param {string} name
 * @param {unknown} detail
 */
function print(kind, name, detail) {
  const line = document.createElement('li')
  line.className = `log-${kind}`
  const word = document.createElement('code')
  word.textContent = name
  line.append(word)
  if (detail !== undefined) line.append(` ${show(detail)}`)
  log?.prepend(line)
  while (log && log.children.length > LINES_KEPT) log.lastElementChild?.remove()
}

/** @param {unknown} detail */
function show(detail) {
  if (typeof detail === 'string') return detail
  try {
    return JSON.stringify(detail)
  } catch {
    return String(detail)
  }
}
