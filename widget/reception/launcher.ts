import { close, speech } from '../icons/first.ts'
import { addSheet } from '../shell/sheet.ts'
import type { ReceptionWords } from '../shell/words/reception.ts'
import { launcherStyles } from './launcher.styles.ts'
import { html, nothing, render } from './templates.ts'

/** What a launcher shows. */
export interface LauncherView {
  /** The component's shown name. */
  readonly name: string
  readonly words: ReceptionWords
  /** Messages that the visitor has not read. */
  readonly unread: number
  /** The window is open. */
  readonly isOpen: boolean
  /** The window is wanted and on its way. */
  readonly isBusy: boolean
}

/** A count that has no end is no count any more. */
const MOST_SHOWN = 99

/**
 * The round button: opens and closes the chat window, and says how much is unread.
 *
 * It is drawn by Lit's templates without Lit's element class: all that it shows is one property, set from above, and that
 * class would be a fifth of what a page pays for before the first click.
 *
 * @event foyer-open-request - the visitor wants the window
 * @event foyer-close-request - the visitor wants it gone
 * @csspart button - the button
 * @csspart badge - the count of unread messages
 * @cssproperty --accent - fill; with `--accent-hover`, `--accent-pressed`, `--accent-edge` and `--on-accent`
 */
export class FoyerLauncher extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open', delegatesFocus: true })

  constructor() {
    super()
    addSheet(this.#root, launcherStyles)
  }

  /** Set as a whole with each change, and drawn at once. */
  set view({ name, words, unread, isOpen, isBusy }: LauncherView) {
    const label = words.launcher(name, unread)
    const ask = () => {
      this.dispatchEvent(new CustomEvent(isOpen ? 'foyer-close-request' : 'foyer-open-request', { bubbles: true, composed: true }))
    }
    const icon = html`<svg viewBox="0 0 24 24" class=${isOpen ? 'close' : 'speech'} aria-hidden="true"><path d=${isOpen ? close : speech} /></svg>`
    const badge = html`<b part="badge" aria-hidden="true">${unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}</b>`
    render(
      html`<button part="button" title=${name} aria-label=${label} aria-haspopup="dialog" aria-expanded=${isOpen} aria-busy=${isBusy} @click=${ask}>${icon}${unread ? badge : nothing}</button><span role="status">${unread ? label : nothing}</span>`,
      this.#root,
    )
  }
}
