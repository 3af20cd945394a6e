/** What every area beside the conversations may use: the server, where one is, and what was typed before a sign-in. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Api } from '../api.ts'
import type { DeskClient } from '../desk-client.ts'
import type { Memory } from '../memory.ts'
import type { Place } from '../place.ts'
import type { FormDrafts } from '../forms/drafts.ts'

export interface Tools {
  readonly api: Api
  readonly place: Place
  /** What goes on at the desk; absent where an area stands alone, as in tests. */
  readonly desk?: DeskClient
  /** What this device remembers; absent where an area stands alone, as in tests. */
  readonly memory?: Memory
  /** Of this member. */
  readonly drafts: FormDrafts
  /** The company has another name now: the desk bears it. */
  onCompanyName(name: string): void
}

export const ToolsContext = createContext<Tools | undefined>(undefined)

export function useTools(): Tools {
  const tools = useContext(ToolsContext)
  if (!tools) throw new Error('There are no tools here: put the area into a ToolsContext.')
  return tools
}
