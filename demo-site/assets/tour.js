// @ts-check
import { opensChat } from './ask.js'

opensChat('ask-about-tour', 'ask-otherwise')

const dates = document.getElementById('dates')
document.getElementById('see-dates')?.addEventListener('click', () => {
  if (dates instanceof HTMLDialogElement) dates.showModal()
})
