// @ts-check
import { whenFoyer } from './when-foyer.js'

/**
 * Makes a button of the page open the chat. Where the desk cannot be reached, a sentence says what
 * else one can do.
 *
 * @param {string} buttonId
 * @param {string} statusId
 */
export function opensChat(buttonId, statusId) {
  const button = document.getElementById(buttonId)
  const status = document.getElementById(statusId)
  button?.addEventListener('click', () => {
    whenFoyer(
      (Foyer) => {
        if (status) status.textContent = ''
        Foyer.open()
      },
      () => {
        if (status) status.textContent = status.dataset.sentence ?? 'The desk cannot be reached just now. Please ring us on +44 1632 960142.'
      },
    )
  })
}
