// @ts-check
import { whenFoyer } from './when-foyer.js'

const status = document.getElementById('own-handler')
let clicks = 0
// The page's own handler: it runs beside the reception's, which it knows nothing of.
document.getElementById('talk-to-us')?.addEventListener('click', () => {
  clicks += 1
  if (status) status.textContent = `The page’s own handler has run ${clicks === 1 ? 'once' : `${clicks} times`}.`
})

whenFoyer((Foyer) => Foyer.bind('[data-ask-guide]'))

const bring = document.getElementById('bring-guide')
const place = document.getElementById('guide')
const template = document.getElementById('guide-card')
bring?.addEventListener('click', () => {
  const isThere = place?.hasChildNodes() ?? false
  if (isThere) place?.replaceChildren()
  else if (template instanceof HTMLTemplateElement) place?.replaceChildren(template.content.cloneNode(true))
  bring.setAttribute('aria-expanded', String(!isThere))
})
