import { Component, createRef } from 'preact'
import { arrowUp } from '../../icons/index.ts'
import type { PartWords } from '../../shell/words/index.ts'
import { Icon } from './icon.tsx'
import { offer } from './offer.ts'

export interface ComposerProps {
  readonly words: Pick<PartWords, 'message' | 'placeholder' | 'send' | 'charactersLeft' | 'charactersOver'>
  /** What is written so far. The owner keeps it, and keeps it also when it is refused (CW-5). */
  readonly text: string
  /** The most characters (UTF-16 code units) a message may have, blanks at its ends not counted. */
  readonly limit: number
  /** Why the last attempt was refused, in the reader's language. */
  readonly notice?: string | undefined
  onInput(text: string): void
  /** Asked when the text is not blank; without the blanks at its ends. It may still be too long. */
  onSend(text: string): void
}

/** From here on the characters left are counted aloud. */
const COUNTED_FROM = 200

/**
 * Where one writes. Grows to six lines; Enter sends, Shift+Enter and Ctrl+Enter start a new line, and the Enter that
 * ends a composition of an input method does neither (CW-4).
 */
export class Composer extends Component<ComposerProps> {
  #field = createRef<HTMLTextAreaElement>()

  override componentDidMount() {
    offer(this.props.ref, this)
  }

  override componentWillUnmount() {
    offer(this.props.ref, null)
  }

  focus(): void {
    this.#field.current?.focus({ preventScroll: true })
  }

  /** A key that was pressed inside the field. */
  #press = (event: KeyboardEvent) => {
    // Safari ends a composition before it tells of the key that ended it; 229 is how one knows even so.
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return
    if (event.shiftKey || event.altKey) return
    event.preventDefault()
    if (event.ctrlKey) this.#breakLine()
    else this.#send()
  }

  /** Ctrl+Enter does nothing in a text field by itself. `execCommand` keeps the field's own undo. */
  #breakLine() {
    const field = this.#field.current
    if (!field || document.execCommand('insertText', false, '\n')) return
    field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end')
    this.props.onInput(field.value)
  }

  #send = () => {
    const bare = this.props.text.trim()
    if (bare) this.props.onSend(bare)
    this.focus()
  }

  override render({ words, text, limit, notice }: ComposerProps) {
    const length = text.trim().length
    const left = limit - length
    const count = left < 0 ? words.charactersOver(-left) : left <= COUNTED_FROM ? words.charactersLeft(left) : ''
    return (
      <div class="composer">
        <div class={left < 0 || notice ? 'composer-field composer-refused' : 'composer-field'}>
          {/* The copy of the text behind the field makes the field as high as the text. */}
          <div class="composer-grow" data-text={text}>
            <textarea
              ref={this.#field}
              rows={1}
              // Empty, it has the direction of the window, and its placeholder too.
              dir={text ? 'auto' : undefined}
              enterkeyhint="send"
              aria-label={words.message}
              aria-invalid={left < 0}
              aria-describedby="composer-about"
              placeholder={words.placeholder}
              value={text}
              onInput={(event) => this.props.onInput(event.currentTarget.value)}
              onKeyDown={this.#press}
            />
          </div>
          <button
            type="button"
            class="composer-send"
            data-ready={length > 0}
            disabled={length === 0}
            aria-disabled={left < 0}
            aria-label={words.send}
            // The field keeps the focus, and a phone its keyboard.
            onPointerDown={(event) => event.preventDefault()}
            onClick={this.#send}
          >
            <Icon path={arrowUp} />
          </button>
        </div>
        <div class={left < 0 || notice ? 'composer-about composer-refusal' : 'composer-about'} id="composer-about">
          {/* A refusal is announced, the count only on asking. */}
          <span role="status">{notice}</span>
          {count && <span>{count}</span>}
        </div>
      </div>
    )
  }
}
