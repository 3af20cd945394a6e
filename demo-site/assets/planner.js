// @ts-check
/**
 * A small single-page application: each view is a <template> of the page, each step an entry in the
 * browser's history. The answers live in that entry, so that going back and forth brings them along
 * and nothing is kept when the tab is closed.
 */
import { whenFoyer } from './when-foyer.js'

const place = document.getElementById('view')
const pageTitle = document.title

/** @typedef {{ season?: string, way?: string, company?: string }} Answers */

const SEASONS = { spring: 'in spring', summer: 'in summer', autumn: 'in autumn', winter: 'in winter' }
const WAYS = { feet: 'on foot', rails: 'by rail', water: 'on the water' }
const COMPANY = { one: 'just me', two: 'two of us', more: 'a few of us' }

/** Which journey we would suggest; the first that fits wins. */
const SUGGESTIONS = [
  { way: 'rails', slug: 'night-train-to-istanbul' },
  { way: 'water', season: 'summer', slug: 'lofoten-light' },
  { way: 'water', slug: 'azores-two-lakes' },
  { season: 'winter', slug: 'atlas-to-the-sands' },
  { season: 'summer', slug: 'dolomites-hut-to-hut' },
  { slug: 'kumano-on-foot' },
]

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.origin !== location.origin || !/^\/planner(\/|$)/.test(link.pathname)) return
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  go(link.pathname, link.pathname === '/planner' ? {} : answers())
})

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !form.dataset.question) return
  event.preventDefault()
  const { question, next } = form.dataset
  const chosen = { ...answers(), [question]: String(new FormData(form).get(question)) }
  // The entry we leave remembers the answer too, so that going back shows it.
  history.replaceState({ answers: chosen }, '')
  go(`/planner/${next}`, chosen)
})

addEventListener('popstate', () => render(true))

/** @returns {Answers} */
function answers() {
  return history.state?.answers ?? {}
}

/**
 * @param {string} path
 * @param {Answers} next
 */
function go(path, next) {
  history.pushState({ answers: next }, '', path)
  render(true)
}

/** @param {boolean} moveFocus */
function render(moveFocus) {
  const name = location.pathname.split('/')[2] || 'start'
  const template = document.getElementById(`view-${name}`)
  if (!(template instanceof HTMLTemplateElement) || !place) return

  const view = /** @type {DocumentFragment} */ (template.content.cloneNode(true))
  const heading = view.querySelector('h2')
  if (name === 'plan') fillPlan(view)
  const chosen = answers()[/** @type {keyof Answers} */ (name)]
  const input = chosen && view.querySelector(`input[value="${CSS.escape(chosen)}"]`)
  if (input instanceof HTMLInputElement) input.checked = true
  place.replaceChildren(view)

  document.title = name === 'start' ? pageTitle : `${heading?.textContent} · ${pageTitle}`
  for (const link of document.querySelectorAll('[data-view]')) {
    if (link instanceof HTMLElement && link.dataset.view === name) link.setAttribute('aria-current', 'step')
    else link.removeAttribute('aria-current')
  }
  if (moveFocus) heading?.focus()
}

/** @param {DocumentFragment} view */
function fillPlan(view) {
  const { season, way, company } = answers()
  const wish = [
    season && SEASONS[/** @type {keyof typeof SEASONS} */ (season)],
    way && WAYS[/** @type {keyof typeof WAYS} */ (way)],
    company && COMPANY[/** @type {keyof typeof COMPANY} */ (company)],
  ].filter(Boolean).join(', ')
  const suggestion = SUGGESTIONS.find((one) => (!one.way || one.way === way) && (!one.season || one.season === season))
  const known = document.querySelector(`#journeys a[href="/tours/${suggestion?.slug}"]`)
  const sentence = view.querySelector('[data-slot="sentence"]')
  const tour = view.querySelector('[data-slot="tour"]')
  const status = view.querySelector('[data-slot="status"]')
  const plan = `${wish || 'Somewhere, some time'}. We would suggest “${known?.textContent}”.`
  if (sentence) sentence.textContent = plan.charAt(0).toUpperCase() + plan.slice(1)
  if (tour instanceof HTMLAnchorElement && known instanceof HTMLAnchorElement) {
    tour.href = known.href
    tour.textContent = `Look at “${known.textContent}”`
  }

  view.querySelector('[data-action="send"]')?.addEventListener('click', () => {
    whenFoyer(
      async (Foyer) => {
        Foyer.open()
        try {
          await Foyer.send(`My plan: ${wish || 'somewhere, some time'}. You suggest “${known?.textContent}”. What do you think?`)
          if (status) status.textContent = 'Your plan is in the chat. So will be the answer.'
        } catch {
          if (status) status.textContent = 'The desk did not take the plan. It stays here; please try again in a moment.'
        }
      },
      () => {
        if (status) status.textContent = 'The desk cannot be reached just now. Your plan stays here; please try again in a moment.'
      },
    )
  })
}

render(false)
