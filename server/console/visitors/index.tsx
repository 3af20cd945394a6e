/** The area of visitors: who is on the sites now, and what can be done about it. */
import type { VisitorId } from '@foyer/sdk/protocol'
import { useTools } from '../shell/tools.ts'
import { VisitorsWordsContext, useLoadedWords } from './use-words.ts'
import { VisitorsPage } from './visitors-page.tsx'

export { Blocks } from './blocks.tsx'

export function VisitorsArea({ open }: { readonly open: VisitorId | undefined }) {
  const { desk } = useTools()
  const words = useLoadedWords()
  return words && desk ? (
    <VisitorsWordsContext.Provider value={words}>
      <VisitorsPage open={open} desk={desk} />
    </VisitorsWordsContext.Provider>
  ) : null
}
