// @ts-check
/** Runs the examples of the reference against the chat of this page, says what came back, and finds names. */
import { EVENTS, examples } from './examples.js'
import { whenFoyer } from './when-foyer.js'

/** Long enough for a conversation, short enough for any phone. */
const LINES_KEPT = 100

/** What the example that ran last has left behind. */
let end = () => {}

for (const button of document.querySelectorAll('[data-run]')) {
  if (!(button instanceof HTMLElement)) continue
  button.hidden = false
  button.addEventListener('click', () => {
    const box = /** @type {HTMLElement} */ (button.closest('.example'))
    whenFoyer(
      (Foyer) => run(Foyer, box, String(button.dataset.run)),
      () => printer(box)('error', 'Foyer', 'The desk cannot be reached, so nothing can run here yet.'),
    )
  })
}

/**
 * @param {any} Foyer
 * @param {HTMLElement} box of the example
 * @param {string} id
 */
async function run(Foyer, box, id) {
  end()
  const print = printer(box)
  const undo = /** @type {HTMLElement} */ (box.querySelector('[data-undo]'))
  const output = /** @type {HTMLElement} */ (box.querySelector('.output'))
  const { things, cookieBanner } = layOut(box)

  /** @type {(() => void)[]} */
  let ears = []
  // Whoever runs the example of an event hears of it from that.
  const listen = () => {
    stopListening()
    ears = Object.entries(EVENTS).filter(([its]) => its !== id).map(([, event]) => Foyer.on(event, (/** @type {unknown} */ detail) => print('event', event, detail)))
  }
  const stopListening = () => ears.splice(0).forEach((stop) => stop())
  end = () => {
    stopListening()
    takeBack()
    things.remove()
  }
  let takeBack = () => {}

  output.dataset.state = 'running'
  listen()
  try {
    const value = await examples[/** @type {keyof typeof examples} */ (id)](Foyer, { ...console, log: (/** @type {unknown[]} */ ...values) => values.forEach((each) => print('said', 'console.log', each)) }, cookieBanner)
    if (typeof value === 'function') {
      takeBack = () => {
        value()
        undo.hidden = true
        takeBack = () => {}
      }
      undo.hidden = false
      undo.onclick = () => {
        takeBack()
        print('answer', 'Undone', 'What the example has begun is over.')
      }
    }
    print('answer', 'Result', inWords(value))
    output.dataset.state = 'done'
  } catch (error) {
    const { code, message, remedy } = /** @type {any} */ (error)
    print('error', code ?? 'Error', code ? `${message} ${remedy}` : String(message ?? error))
    output.dataset.state = code ? 'refused' : 'failed'
  }
  // `destroy` takes listeners along.
  listen()
  if (Foyer.getState().status === 'idle') print('said', 'Now', 'Foyer is not started on this page any more. Run the example of init, or reload the page.')
}

/**
 * Puts the elements of the page that an example speaks of below it, fresh, so that none has what an earlier one has given it.
 *
 * @param {HTMLElement} box
 */
function layOut(box) {
  const code = box.querySelector('pre')?.textContent ?? ''
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById('things'))
  const things = /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true))
  for (const thing of things.querySelectorAll('[data-thing]')) if (!code.includes(String(/** @type {HTMLElement} */ (thing).dataset.thing))) thing.remove()
  /** @type {((isAgreed: boolean) => void)[]} */
  const asking = []
  for (const button of things.querySelectorAll('[data-answer]')) {
    button.addEventListener('click', () => asking.forEach((listener) => listener(/** @type {HTMLElement} */ (button).dataset.answer === 'yes')))
  }
  if (things.querySelector('[data-thing]')) box.querySelector('.example-bar')?.after(things)
  return { things, cookieBanner: { onAnswer: (/** @type {(isAgreed: boolean) => void} */ listener) => void asking.push(listener) } }
}

/** @param {HTMLElement} box */
function printer(box) {
  const output = /** @type {HTMLElement} */ (box.querySelector('.output'))
  const log = /** @type {HTMLElement} */ (output.querySelector('.log'))
  output.hidden = false
  log.replaceChildren()
  return (/** @type {'event' | 'answer' | 'error' | 'said'} */ kind, /** @type {string} */ name, /** @type {unknown} */ detail) => {
    const line = document.createElement('li')
    line.className = `log-${kind}`
    const word = document.createElement('code')
    word.textContent = name
    line.append(word, ` ${typeof detail === 'string' ? detail : asJson(detail)}`)
    log.append(line)
    while (log.children.length > LINES_KEPT) log.firstElementChild?.remove()
    output.scrollTop = output.scrollHeight
  }
}

/** @param {any} value */
function inWords(value) {
  if (value === undefined) return 'Done; there is nothing to return.'
  if (typeof value === 'function') return 'A function that undoes this. The button calls it.'
  if (typeof value?.getState === 'function') return 'A Foyer.'
  return value
}

/** @param {unknown} value */
function asJson(value) {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}

// -- finding names ------------------------------------------------------------------------------------------------

const search = /** @type {HTMLInputElement} */ (document.getElementById('search'))
const found = /** @type {HTMLElement} */ (document.getElementById('found'))
const contents = /** @type {HTMLDetailsElement} */ (document.getElementById('contents'))
const entries = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-entry]')])
const lines = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-of]')])

/** On a phone the page begins with what is on it, and not with a screen of names. */
const NARROW = matchMedia('(max-width: 62rem)')
contents.open = !NARROW.matches
NARROW.addEventListener('change', () => (contents.open = !NARROW.matches))

/** Names first; if none has it, whatever the entries say. */
function matches() {
  const wanted = search.value.trim().toLowerCase()
  if (wanted === '') return entries
  const byName = entries.filter(({ dataset }) => String(dataset.entry).toLowerCase().includes(wanted))
  return byName.length > 0 ? byName : entries.filter((entry) => entry.textContent?.toLowerCase().includes(wanted))
}

function filter() {
  const shown = new Set(matches())
  const names = new Set([...shown].map(({ dataset }) => dataset.entry))
  for (const entry of entries) entry.hidden = !shown.has(entry)
  for (const line of lines) line.hidden = !names.has(line.dataset.of)
  for (const section of document.querySelectorAll('.entries > section, #contents nav > ul > li')) {
    const parts = [...section.querySelectorAll('[data-entry], [data-of]')]
    if (section instanceof HTMLElement) section.hidden = parts.every((part) => part instanceof HTMLElement && part.hidden)
  }
  found.textContent = search.value.trim() === '' ? '' : shown.size === 0 ? 'Nothing has this name, and nothing speaks of it.' : `${shown.size} found. Enter goes to the first.`
  if (search.value !== '') contents.open = true
}

function clear() {
  search.value = ''
  filter()
}

search.addEventListener('input', filter)
document.getElementById('search-form')?.addEventListener('submit', (event) => {
  event.preventDefault()
  const [first] = matches()
  if (!first || search.value.trim() === '') return
  clear()
  location.hash = first.id
  first.focus()
})
search.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') clear()
})
document.addEventListener('keydown', (event) => {
  const isWriting = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], foyer-widget')
  if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  search.focus()
})
// What was filtered out is a target all the same.
addEventListener('hashchange', () => {
  if (document.getElementById(location.hash.slice(1))?.closest('[hidden]')) clear()
  document.getElementById(location.hash.slice(1))?.scrollIntoView()
})
/** The place in the contents moves along with what is read. */
const seen = new Set()
const watcher = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) seen.add(target)
      else seen.delete(target)
    }
    const here = entries.find((entry) => seen.has(entry))
    for (const link of contents.querySelectorAll('[data-of] a')) {
      const isHere = here !== undefined && link.getAttribute('href') === `#${here.id}`
      if (isHere === link.hasAttribute('aria-current')) continue
      link.toggleAttribute('aria-current')
      if (!isHere) continue
      link.setAttribute('aria-current', 'location')
      // Within the contents alone: the page itself is where the reader has put it.
      contents.scrollTop = /** @type {HTMLElement} */ (link).offsetTop - contents.clientHeight / 2
    }
  },
  { rootMargin: '-130px 0px -60% 0px' },
)
for (const entry of entries) watcher.observe(entry)

contents.addEventListener('click', (event) => {
  if (NARROW.matches && event.target instanceof HTMLAnchorElement) contents.open = false
})
