/**
 * Where invitations stand: among the components of reception, in the same stacks, so that nothing covers anything
 * (RC-11); in the middle of the page, in a stack between those at the sides.
 */
import type { Ground, InvitationRequests, InvitationStand, InvitationView, Reception } from '@foyer/sdk/api'
import type { ComponentId, InvitationPosition, Language } from '@foyer/sdk/protocol'
import { arrived, fetchParts, type Part } from '../reception/load.ts'
import type { FoyerInvitation, InvitationElementView } from './invitation.ts'

/** What a page can style, as of all components. */
const PIECES = 'box button icon picture title text close'.split(' ')
/** From the edges, as the components' default. */
const OFFSET = { inline: 20, block: 20 }
const AT_EDGE = { inline: 0, block: 0 }

export function createStand({ server, reception, language, signal, report }: Pick<Ground, 'server' | 'reception' | 'language' | 'signal' | 'report'>, { onAccept, onDecline, onClose }: InvitationRequests): InvitationStand {
  let wanted: InvitationView | undefined
  let stage: Reception | undefined
  let element: FoyerInvitation | undefined
  let aloud: HTMLElement | undefined
  let said = ''
  /** What had the focus before the invitation did. */
  let origin: HTMLElement | undefined

  function make(): FoyerInvitation {
    const made = document.createElement('foyer-invitation')
    made.part.add('component', 'invitation')
    made.setAttribute('exportparts', PIECES.map((piece) => `${piece},${piece}:invitation-${piece}`).join())
    made.addEventListener('foyer-accept-request', () => onAccept(origin))
    made.addEventListener('foyer-decline-request', onDecline)
    made.addEventListener('foyer-later-request', onClose)
    made.addEventListener('focusin', ({ relatedTarget }) => {
      if (relatedTarget instanceof HTMLElement && relatedTarget !== made) origin = relatedTarget
    })
    return made
  }

  async function draw(): Promise<void> {
    stage = await reception()
    const spoken = wanted?.language ?? language()
    const parts: Part[] = [spoken]
    await fetchParts(wanted?.config.texts ? [...parts, 'own'] : parts)
    if (!wanted || signal.aborted) return
    const { invitation, isMobile, config } = wanted
    const look = isMobile ? invitation.mobile : invitation.desktop
    const own = <Table extends object>(of: Language, table: Table) => arrived.own?.ownWords(table, config.texts?.[of], of) ?? table
    const words = arrived[spoken]?.words
    const view: InvitationElementView = {
      component: {
        id: 'invitation' as ComponentId,
        kind: 'web-chat',
        style: 'card',
        position: 'bottom-end',
        slug: '',
        shownName: look.title,
        offset: look.position === 'bottom-sheet' ? AT_EDGE : OFFSET,
        closedFor: 'visit',
        ...(look.accent && { accent: look.accent }),
      },
      server,
      language: spoken,
      words: words && own(spoken, words),
      own,
      unread: 0,
      isOpen: false,
      isBusy: false,
      look,
      messenger: invitation.messenger,
      phone: invitation.phone,
    }
    element ??= make()
    element.view = view
    const place = placeOf(stage.layer, look.position)
    if (element.parentNode !== place) place.append(element)
    say(`${look.title}. ${look.text}`)
  }

  /** Once, politely, and not again when it moves. */
  function say(text: string): void {
    if (!aloud) {
      aloud = document.createElement('div')
      aloud.className = 'aloud'
      aloud.role = 'status'
      stage?.layer.append(aloud)
    }
    if (text === said) return
    said = text
    const region = aloud
    // What is there when the region comes is not told by all: it comes first.
    requestAnimationFrame(() => (region.textContent = said))
  }

  return {
    show(view) {
      wanted = view
      draw().catch((error: unknown) => signal.aborted || report(error))
    },
    hide() {
      wanted = undefined
      const leaving = element
      if (!leaving) return
      // With it goes the focus, and whoever hears of that comes here again: by then there is nothing left to take away.
      element = undefined
      const hadFocus = stage?.root.activeElement === leaving
      leaving.remove()
      said = ''
      if (aloud) aloud.textContent = ''
      if (hadFocus) origin?.focus({ preventScroll: true })
    },
    destroy() {
      wanted = undefined
      element?.remove()
      aloud?.remove()
    },
  }
}

/** The stack of a position. */
function placeOf(layer: HTMLElement, position: InvitationPosition): Element {
  const stack = (name: string) => layer.querySelector(`.stack.${name}`)
  if (position === 'bottom-sheet') return stack('bottom-bar') ?? layer
  if (position !== 'centre') return stack(position) ?? layer
  const centre = stack('centre')
  if (centre) return centre
  const made = document.createElement('div')
  made.className = 'stack centre'
  // Those at the sides share what is left.
  made.style.flexGrow = '0'
  stack('start')?.after(made)
  return made
}
