/** The head of the window: who one talks to, and what can be done with the window itself. */
import type { ComponentChildren, RefObject } from 'preact'
import { unreachable } from '@foyer/sdk/protocol'
import { chevronDown } from '../icons/index.ts'
import type { WindowWords } from '../shell/words/index.ts'
import { addressOf } from './parts/address-of.ts'
import { Avatar } from './parts/avatar.tsx'
import { Icon } from './parts/icon.tsx'
import type { Hindrance, Presence } from './view.ts'

interface HeadProps {
  readonly presence: Presence
  /** While there is one, nobody knows who is here. */
  readonly hindrance: Hindrance['kind']
  readonly company: string
  /** The company's picture stands there until somebody receives. */
  readonly logo: string | undefined
  readonly server: string
  readonly words: WindowWords | undefined
  readonly isPage: boolean
  /** Whether the company's panel is folded out; `undefined` where there is none to fold. */
  readonly isUnfolded: boolean | undefined
  /** The panel is about to be folded out. */
  onNear(): void
  onUnfold(): void
  readonly unfoldRef: RefObject<HTMLButtonElement | null>
  readonly children: ComponentChildren
}

export function Head({ presence, hindrance, company, logo, server, words, isPage, isUnfolded, onNear, onUnfold, unfoldRef, children }: HeadProps) {
  const agent = presence.kind === 'held' ? presence.agent : undefined
  const name = agent?.name ?? company
  const Heading = isPage ? 'h1' : 'h2'
  // A name of another direction still begins beside its face.
  const shown = <bdi>{name}</bdi>
  return (
    // No `header`: outside of sections it would be a second banner of the page.
    <div class={agent ? 'head' : 'head head-company'}>
      <Avatar name={name} picture={addressOf(server, agent ? agent.avatar : logo)} size={40} />
      <div class="who">
        <Heading>
          {isUnfolded === undefined ? (
            shown
          ) : (
            <button
              type="button"
              class="unfold"
              aria-label={`${name}. ${words?.about(company)}`}
              aria-expanded={isUnfolded}
              aria-controls={isUnfolded ? 'company' : undefined}
              ref={unfoldRef}
              onPointerEnter={onNear}
              onFocus={onNear}
              onClick={onUnfold}
            >
              {/* Behind another name it is another arrow, which stands there at once: nothing on the page shifts (RC-13). */}
              {shown} <Icon key={name} path={chevronDown} size={16} />
            </button>
          )}
        </Heading>
        {/* It keeps its place while it is empty: nothing moves when the words come. */}
        <p class={words && presence.kind === 'held' && hindrance === 'none' ? `presence presence-${presence.isHere ? 'here' : 'away'}` : 'presence'}>
          {words && (hindrance === 'offline' ? words.reconnecting : hindrance === 'none' && presenceWords(presence, words))}
        </p>
      </div>
      {children}
    </div>
  )
}

function presenceWords(presence: Presence, words: WindowWords): string {
  switch (presence.kind) {
    case 'idle':
      return words.idle
    case 'waiting':
      return words.waiting
    case 'taking-messages':
      return words.takingMessages
    case 'held':
      return presence.isHere ? words.agentHere : words.agentAway
    default:
      return unreachable(presence)
  }
}

interface ToolProps {
  readonly icon: string
  readonly label: string
  onClick(): void
}

export const Tool = ({ icon, label, onClick }: ToolProps) => (
  <button type="button" class="tool" aria-label={label} title={label} onClick={() => onClick()}>
    <Icon path={icon} />
  </button>
)
