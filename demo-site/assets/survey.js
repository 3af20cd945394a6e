// @ts-check
import { opensChat } from './ask.js'
import { whenFoyer } from './when-foyer.js'

opensChat('talk-to-us', 'talk-otherwise')

const said = document.getElementById('said')
/** @param {string} sentence */
const say = (sentence) => {
  if (said) said.textContent = sentence
}

whenFoyer((Foyer) => {
  say(said?.dataset.before ?? '')
  Foyer.on('survey:shown', () => say('You are being asked now.'))
  Foyer.on('survey:submitted', (/** @type {{ score: number, reasons?: string[] }} */ { score, reasons = [] }) => {
    say(`You gave us ${score} of 5${reasons.length > 0 ? `: ${reasons.join(', ').toLowerCase()}` : ''}. Thank you.`)
  })
})
