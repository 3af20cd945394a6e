/** The areas of the desk, with words: only those that work and that this member may enter. At its end, the member. */
import { useRef, useState } from 'preact/hooks'
import { Face } from './face.tsx'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import type { Area } from './place.ts'
import { useDismissal } from './popover.tsx'
import { Brand } from './sign-in.tsx'
import { useSurroundings } from './surroundings.ts'

export interface RailProps {
  readonly unread: number
  readonly area: Area
  readonly areas: readonly Area[]
  /** Also pressed where one is there already: back to the list. */
  onArea(area: Area): void
  onShortcuts(): void
}

const ICONS: Readonly<Record<Area, IconName>> = { conversations: 'conversations', visitors: 'visitors', ratings: 'star', reception: 'bell', settings: 'settings' }

export function Rail({ unread, area, areas, onArea, onShortcuts }: RailProps) {
  const { words } = useSurroundings()
  return (
    <nav class="rail" aria-label={words.areas}>
      <Brand />
      <ul>
        {areas.map((each) => {
          const count = each === 'conversations' ? unread : 0
          return (
            <li key={each}>
              <button type="button" class="area" {...(each === area && { 'aria-current': 'page' })} onClick={() => onArea(each)}>
                <span class="area-icon">
                  <Icon name={ICONS[each]} mirrors={each === 'conversations'} />
                  {count > 0 && <span class="badge" aria-hidden="true">{count > 99 ? '99+' : count}</span>}
                </span>
                <span>{words[each]}</span>
                {count > 0 && <span class="unseen">, {words.unreadCount(count)}</span>}
              </button>
            </li>
          )
        })}
      </ul>
      <button type="button" class="area is-end" onClick={onShortcuts} title={`${words.shortcuts} (?)`}>
        <span class="area-icon"><Icon name="keyboard" /></span>
        <span class="unseen">{words.shortcuts}</span>
      </button>
    </nav>
  )
}

export interface AccountProps {
  readonly name: string
  readonly email: string
  readonly picture?: string | undefined
  onShortcuts(): void
  /** To what one's visitors read first. */
  onGreeting(): void
  onSignOut(): void
}

/** Own picture; behind it the language and the way out. */
export function Account(props: AccountProps) {
  const { words } = useSurroundings()
  const [isOpen, setOpen] = useState(false)
  return (
    <div class="account">
      <button type="button" class="account-button" aria-expanded={isOpen} title={props.name} onClick={() => setOpen(!isOpen)}>
        <Face name={props.name} picture={props.picture} size="small" />
        <span class="unseen">{words.account(props.name)}</span>
      </button>
      {isOpen && <AccountPanel {...props} onClose={() => setOpen(false)} />}
    </div>
  )
}

function AccountPanel({ name, email, onShortcuts, onGreeting, onSignOut, onClose }: AccountProps & { onClose(): void }) {
  const { words } = useSurroundings()
  const box = useRef<HTMLDivElement>(null)
  useDismissal(box, onClose, '.account-button')
  return (
    <div class="account-panel" ref={box}>
      <p class="account-name" dir="auto">{name}</p>
      <p class="quiet">{email}</p>
      <LanguageSwitch />
      <button type="button" class="menu-item" onClick={() => { onClose(); onGreeting() }}>
        <Icon name="greeting" size={18} /> {words.ownGreeting}
      </button>
      <button type="button" class="menu-item" onClick={() => { onClose(); onShortcuts() }}>
        <Icon name="keyboard" size={18} /> {words.shortcuts}
      </button>
      <button type="button" class="menu-item" onClick={onSignOut}>
        <Icon name="sign-out" size={18} mirrors /> {words.signOut}
      </button>
    </div>
  )
}
