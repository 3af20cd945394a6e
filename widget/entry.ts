/**
 * The entry chunk: joins the SDK, which knows nothing visible, with the parts that it fetches when they are wanted.
 * The loader imports it by name and takes `core`.
 */
import { createCore } from '@foyer/sdk/api'
import type { Language } from '@foyer/sdk/protocol'
import { defineChat } from './inline/foyer-chat.define.ts'
import { fetchParts, partsOf } from './reception/load.ts'
import { chooseLanguage } from './shell/words/choose-language.ts'

/** Chosen before reception is wanted. */
let language: Language = 'en'

export const core = createCore(
  {
    // All that it needs is asked for at once: no part waits for another.
    loadReception: async ({ components }) => (await Promise.all([import('./reception/index.ts'), fetchParts(components.flatMap((component) => partsOf(component, language)))]))[0],
    loadWindow: () => import('./chat-window/index.ts'),
    loadNeighbours: () => import('./shell/neighbours.ts'),
    chooseLanguage: (wish, setting) => (language = chooseLanguage('auto', wish, [setting, document.documentElement.lang, ...navigator.languages])),
  },
  import.meta.url,
)

defineChat(core)
