/**
 * The entry chunk: joins the SDK, which knows nothing visible, with the parts that it fetches when they are wanted.
 * The loader imports it by name and takes `foyer`.
 */
import { createFoyer } from '@foyer/sdk/api'
import { defineChat } from './inline/foyer-chat.define.ts'
import { chooseLanguage } from './shell/words/choose-language.ts'

export const foyer = createFoyer(
  {
    loadReception: () => import('./reception/index.ts'),
    loadWindow: () => import('./chat-window/index.ts'),
    chooseLanguage: (wish, setting) => chooseLanguage('auto', wish, [setting, document.documentElement.lang, ...navigator.languages]),
  },
  import.meta.url,
)

defineChat(foyer)
