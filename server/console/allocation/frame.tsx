/** What the pages with a list and one thing of it have in common. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { CopyBox } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import type { SettingsPage } from '../place.ts'
import { useTools } from '../shell/tools.ts'
import { useAllocationWords } from './words.ts'

export interface ThingHeadProps {
  readonly title: string
  /** Of the list that it belongs to. */
  readonly page: SettingsPage
  readonly tag?: string | undefined
}

/** One thing of a list: its name, and the way back. It takes the focus, for the list is gone. */
export function ThingHead({ title, page, tag }: ThingHeadProps) {
  const { place } = useTools()
  const words = useAllocationWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  return (
    <header class="thing-head">
      <button type="button" class="icon-button" aria-label={words.back} title={words.back} onClick={() => place.go({ area: 'settings', page })}><Icon name="back" mirrors /></button>
      <h2 tabIndex={-1} ref={heading} dir="auto">{title}</h2>
      {tag !== undefined && <span class="tag">{tag}</span>}
    </header>
  )
}

/** What was opened is not there. */
export function NoSuchThing({ page }: { readonly page: SettingsPage }) {
  const { place } = useTools()
  const words = useAllocationWords()
  return (
    <div class="empty">
      <Icon name="problem" size={32} />
      <h2>{words.noSuch}</h2>
      <button type="button" class="button" onClick={() => place.go({ area: 'settings', page })}>{words.back}</button>
    </div>
  )
}

/** The call with which a page's own code asks for this receiver. */
export function ReceiverCall({ kind, id, says }: { readonly kind: 'group' | 'agent'; readonly id: string; readonly says: string }) {
  return (
    <div class="field">
      <p class="field-hint">{says}</p>
      <CopyBox text={`Foyer.startConversation({ receiver: { ${kind}: '${id}' } })`} label={says} />
    </div>
  )
}
