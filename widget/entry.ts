/**
 * The entry chunk: joins the SDK, which knows nothing visible, with the parts that it asks for when they are wanted.
 * The loader imports it by name and takes `core`.
 *
 * Reception is in it, for nearly every page shows something: by itself it would be 400 bytes more for these, and a
 * request that what is seen first waits for. It draws nothing before it is asked for. The elements come by themselves.
 */
import { createCore } from '@foyer/sdk/api'
import type { Language } from '@foyer/sdk/protocol'
import { defineChat } from './inline/foyer-chat.define.ts'
import { createReception } from './reception/index.ts'
import { fetchParts, partsOf } from './reception/load.ts'
import { chooseLanguage } from './shell/words/choose-language.ts'

/** Chosen before reception is wanted. */
let language: Language = 'en'

/** For the elements: named here, or the build would give it a file that only they share. */
export { ReceptionElement } from './reception/index.ts'

export const core = createCore(
  {
    async loadReception(components) {
      await fetchParts(components.flatMap((component) => partsOf(component, language)))
      return { createReception }
    },
    loadWindow: () => import('./chat-window/index.ts'),
    loadNeighbours: () => import('./shell/neighbours.ts'),
    chooseLanguage: (wish, setting) => (language = chooseLanguage('auto', wish, [setting, document.documentElement.lang, ...navigator.languages])),
  },
  import.meta.url,
)

defineChat(core)
