// @ts-check
import { whenFoyer } from './when-foyer.js'

const status = document.getElementById('invitations-status')
const happenings = document.getElementById('happenings')
const AWAY = 'The desk cannot be reached, so nobody will be asked here yet.'

/** What each event means to whoever reads this page. */
const SENTENCES = {
  'invitation:shown': 'An invitation is here.',
  'invitation:accepted': 'Taken up: the window opens, and its words are the first message.',
  'invitation:declined': 'Declined. Your other tabs know it by now.',
  'open': 'The window is open: no invitation comes.',
  'close': 'The window is closed again.',
}

/** @param {string} sentence */
function say(sentence) {
  if (status) status.textContent = sentence
}

/**
 * @param {string} name
 * @param {string} sentence
 */
function print(name, sentence) {
  const line = document.createElement('li')
  const word = document.createElement('code')
  word.textContent = name
  line.append(word, ` ${sentence}`)
  happenings?.prepend(line)
}

whenFoyer(
  (Foyer) => {
    say('Listening. The first ten seconds on a page are yours.')
    for (const [name, sentence] of Object.entries(SENTENCES)) Foyer.on(name, () => print(name, sentence))
  },
  () => say(AWAY),
)

/**
 * @param {string} id
 * @param {(foyer: any) => Promise<unknown>} run
 */
function onPress(id, run) {
  document.getElementById(id)?.addEventListener('click', () => {
    whenFoyer(
      async (Foyer) => {
        try {
          await run(Foyer)
        } catch (error) {
          say(error instanceof Error ? error.message : String(error))
        }
      },
      () => say(AWAY),
    )
  })
}

onPress('compared', async (Foyer) => {
  await Foyer.track('journeys compared', { journeys: ['lofoten-light', 'azores-two-lakes'] })
  print('Foyer.track', 'The desk knows. An invitation comes as soon as it disturbs nothing.')
})
onPress('stranger', async (Foyer) => {
  await Foyer.forget()
  location.reload()
})
