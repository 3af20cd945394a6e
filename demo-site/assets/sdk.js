// @ts-check
import { EVENTS } from './examples.js'
import { whenFoyer } from './when-foyer.js'

const NAMES = Object.values(EVENTS)

/** Long enough to scroll back over a conversation, short enough for any phone. */
const LINES_KEPT = 200

const log = document.getElementById('event-log')
const status = document.getElementById('sdk-status')

whenFoyer(
  (Foyer) => {
    if (status) status.textContent = 'Listening to every event.'
    for (const name of NAMES) Foyer.on(name, (/** @type {unknown} */ detail) => print('event', name, detail))
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
  prove: async (/** @type {any} */ Foyer) => {
    const answer = await fetch('/foyer-proof')
    const { proof, message } = await answer.json()
    if (!answer.ok) throw new Error(message)
    return Foyer.identify({ id: 'user-17', proof })
  },
  forget: (/** @type {any} */ Foyer) => Foyer.forget(),
  consent: (/** @type {any} */ Foyer, /** @type {string} */ level) => Foyer.consent(level),
  getState: (/** @type {any} */ Foyer) => Foyer.getState(),
  unreadCount: (/** @type {any} */ Foyer) => Foyer.unreadCount(),
}

for (const control of document.querySelectorAll('[data-call]')) {
  if (!(control instanceof HTMLElement)) continue
  const name = /** @type {keyof typeof calls} */ (control.dataset.call)
  control.addEventListener(control instanceof HTMLFormElement ? 'submit' : 'click', (event) => {
    event.preventDefault()
    const text = control instanceof HTMLFormElement ? String(new FormData(control).get('text')) : (control.dataset.with ?? '')
    whenFoyer((Foyer) => run(Foyer, name, text), () => print('error', `Foyer.${name}`, 'The desk cannot be reached.'))
  })
}

/** What each box begins; it returns its end. @type {Record<string, (Foyer: any) => () => void>} */
const switches = {
  hook: (Foyer) =>
    Foyer.hook('beforeSend', (/** @type {{ parts: any[] }} */ { parts }) => {
      if (parts.some(({ text }) => /passport/i.test(text ?? ''))) {
        print('answer', 'beforeSend', 'This one is stopped: it mentions a passport.')
        return false
      }
      return { parts: parts.map((part) => (part.type === 'text' ? { ...part, text: part.text.replace(/\bSt\./g, 'Saint') } : part)) }
    }),
  bridge(Foyer) {
    const page = /** @type {any} */ (window)
    const layer = (page.dataLayer ??= [])
    const push = layer.push
    // As tag managers do, to hear of what comes.
    layer.push = (/** @type {any[]} */ ...entries) => {
      for (const { event, ...rest } of entries) print('answer', `dataLayer ${event}`, rest)
      return push.apply(layer, entries)
    }
    const hear = (/** @type {Event} */ event) => print('answer', `CustomEvent ${event.type}`, /** @type {CustomEvent} */ (event).detail)
    for (const name of NAMES) document.addEventListener(`foyer:${name}`, hear)
    const stop = Foyer.bridge({ dataLayer: true, dom: true })
    return () => {
      stop()
      layer.push = push
      for (const name of NAMES) document.removeEventListener(`foyer:${name}`, hear)
    }
  },
}

for (const box of document.querySelectorAll('[data-switch]')) {
  if (!(box instanceof HTMLInputElement)) continue
  const name = String(box.dataset.switch)
  /** @type {(() => void) | undefined} */
  let stop
  box.addEventListener('change', () => {
    stop?.()
    stop = undefined
    if (!box.checked) return print('answer', `Foyer.${name}`, 'It is over.')
    whenFoyer(
      (Foyer) => {
        stop = switches[name]?.(Foyer)
        print('answer', `Foyer.${name}`, 'It has begun.')
      },
      () => print('error', `Foyer.${name}`, 'The desk cannot be reached.'),
    )
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
