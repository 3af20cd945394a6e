/**
 * Where the SDK, which knows nothing visible, gets what is seen. The tag and the package start from here.
 *
 * Reception is in it, for nearly every page shows something: by itself it would be 400 bytes more for these, and a
 * request that what is seen first waits for. It draws nothing before it is asked for. The elements come by themselves.
 */
import type { FoyerParts } from '@foyer/sdk/api'
import type { Language } from '@foyer/sdk/protocol'
import { createReception } from './reception/index.ts'
import { fetchParts, load, partsOf } from './reception/load.ts'
import { chooseLanguage } from './shell/words/choose-language.ts'

/** Chosen before reception is wanted. */
let language: Language = 'en'

export const PARTS_OF_FOYER: FoyerParts = {
  async loadReception(components) {
    await fetchParts(components.flatMap((component) => partsOf(component, language)))
    return { createReception }
  },
  loadWindow: () => import('./chat-window/index.ts'),
  later: load as NonNullable<FoyerParts['later']>,
  chooseLanguage: (wish, setting) => (language = chooseLanguage('auto', wish, [setting, document.documentElement.lang, ...navigator.languages])),
}
