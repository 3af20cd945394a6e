// @ts-check
import { whenFoyer } from './when-foyer.js'

const status = document.getElementById('inline-status')
whenFoyer(
  () => {
    if (status) status.textContent = ''
  },
  () => {
    if (status) status.textContent = 'The desk cannot be reached just now. Please ring us on +44 1632 960142.'
  },
)
