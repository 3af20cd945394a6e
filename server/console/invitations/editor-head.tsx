/** One invitation's name, and the way back to all of them. It takes the focus, for the list is gone. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useInvitationsWords } from './use-words.ts'

export function EditorHead({ title, lead }: { readonly title: string; readonly lead?: string }) {
  const { place } = useTools()
  const words = useInvitationsWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  return (
    <header class="invitation-head">
      <button type="button" class="icon-button" aria-label={words.back} title={words.back} onClick={() => place.go({ area: 'settings', page: 'invitations' })}><Icon name="back" mirrors /></button>
      <h2 tabIndex={-1} ref={heading} dir="auto">{title}</h2>
      {lead !== undefined && <p class="quiet">{lead}</p>}
    </header>
  )
}
