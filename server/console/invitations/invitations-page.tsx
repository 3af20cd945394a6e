/** Invitations (IV-5, IV-7, IV-9): all of them by priority, how they do, one of them, and those that agents send. */
import { useCallback } from 'preact/hooks'
import { Loaded } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import type { PageProps } from './frame.tsx'
import { InvitationEditor } from './invitation-editor.tsx'
import { InvitationList } from './invitation-list.tsx'
import { ManualEditor } from './manual.tsx'
import { MANUAL, NEW } from './place-names.ts'
import { useInvitationsWords } from './use-words.ts'
import { loadWorld } from './world.ts'

export function InvitationsPage({ open }: PageProps) {
  const { api } = useTools()
  const load = useCallback(() => loadWorld(api), [api, open])
  return (
    <Loaded key={open} load={load}>
      {(world) => {
        if (open === undefined) return <InvitationList world={world} />
        if (open === MANUAL) return <ManualEditor world={world} />
        const record = world.record.invitations.find(({ id }) => id === open)
        return record || open === NEW ? <InvitationEditor world={world} record={record} /> : <NoSuch />
      }}
    </Loaded>
  )
}

function NoSuch() {
  const { place } = useTools()
  const words = useInvitationsWords()
  return (
    <div class="empty">
      <Icon name="problem" size={32} />
      <h2>{words.noSuch}</h2>
      <button type="button" class="button" onClick={() => place.go({ area: 'settings', page: 'invitations' })}>{words.back}</button>
    </div>
  )
}
