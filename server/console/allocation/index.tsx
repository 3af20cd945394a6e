/** Pages of the settings on who receives whom (AL-1 to AL-19): fetched when somebody comes to the first of them. */
import type { ComponentType } from 'preact'
import { useSheet } from '../forms/index.ts'
import { AgentsPage } from './agents.tsx'
import { allocationCss } from './allocation.css.ts'
import { GroupsPage } from './groups.tsx'
import { RoutingPage } from './routing.tsx'
import { SharingPage } from './sharing.tsx'
import { AllocationWordsContext, useLoadedWords } from './words.ts'

export interface PageProps {
  /** One thing of the page, by its id. */
  readonly open?: string | undefined
}

/** A page with its words and its looks. */
function dressed(Page: ComponentType<PageProps>): ComponentType<PageProps> {
  return (props) => {
    useSheet(allocationCss)
    const words = useLoadedWords()
    return words ? <AllocationWordsContext.Provider value={words}><Page {...props} /></AllocationWordsContext.Provider> : null
  }
}

export const Groups = dressed(GroupsPage)
export const Agents = dressed(AgentsPage)
export const SharingOut = dressed(SharingPage)
export const Routing = dressed(RoutingPage)
