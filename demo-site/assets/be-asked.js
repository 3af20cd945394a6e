// @ts-check
import { whenFoyer } from './when-foyer.js'

const status = document.getElementById('talk-otherwise')
const away = () => {
  if (status) status.textContent = status.dataset.sentence ?? ''
}

// The desk hears of it, and an invitation of the demo's workspace waits for it.
document.getElementById('be-asked')?.addEventListener('click', () => whenFoyer((Foyer) => Foyer.track('word asked for').catch(away), away))
