import { Component, createRef } from 'preact'
import type { ComponentChildren } from 'preact'
import type { Language, LocationPart } from '@foyer/sdk/protocol'
import { arrowUp, attach, emoji, speak } from '../../icons/index.ts'
import type { ExtrasWords, PartWords } from '../../shell/words/index.ts'
import { attachmentsExtra } from './file-tray.ts'
import type { FileTray } from './file-tray.ts'
import { Icon } from './icon.tsx'
import { createExtra, Later } from './later.tsx'
import type { Extra } from './later.tsx'
import { offer } from './offer.ts'

export interface ComposerProps {
  readonly words: Pick<
    PartWords,
    'message' | 'placeholder' | 'send' | 'charactersLeft' | 'charactersOver' | 'attach' | 'emoji' | 'speak' | 'enterSends' | 'enterBreaks' | 'loadFailed' | 'retry'
  >
  /** What is written so far. The owner keeps it, and keeps it also when it is refused (CW-5). */
  readonly text: string
  /** The most characters (UTF-16 code units) a message may have, blanks at its ends not counted. */
  readonly limit: number
  /** Why the last attempt was refused, in the reader's language. */
  readonly notice?: string | undefined
  /** Whether Enter sends, and with Shift or Ctrl starts a new line; or the other way round (CW-4). Default `true`. */
  readonly sendsOnEnter?: boolean
  /** What can be sent besides text (CW-5). Absent: text alone. */
  readonly tools?: ComposerTools | undefined
  onInput(text: string): void
  /** Asked when there is a text or a file; without the blanks at the text's ends. It may still be too long. */
  onSend(text: string): void
}

export interface ComposerTools {
  readonly language: Language
  /** Facts on the device; see `Keep`. */
  readonly device: { get(name: string): string | undefined; set(name: string, value?: string): void }
  /** Takes files, if any are taken here. */
  readonly tray?: FileTray | undefined
  readonly offersVoice: boolean
  readonly offersLocation: boolean
  /** Further buttons beside the field. */
  readonly children?: ComponentChildren
  sendLocation(part: LocationPart): void
}

/** What is open above the field. */
type Panel = 'menu' | 'emoji' | 'voice' | 'location'

export interface PanelProps {
  readonly words: ExtrasWords
  /** The composer's own. */
  readonly shell: ComposerProps['words']
  readonly tools: ComposerTools
  /** Lets the visitor choose files. @param capture which camera */
  onChoose(accept?: string, capture?: string): void
  onInsert(text: string): void
  onOpen(panel: Panel): void
  onClose(takesFocus?: boolean): void
}

interface ComposerState {
  readonly panel?: Panel | undefined
}

/** From here on the characters left are counted aloud. */
const COUNTED_FROM = 200
/** No six lines hold more. What is behind the field only gives it its height, and copies of all that is pasted cost time. */
const MEASURED = 2_000

/** Each is fetched when its button is about to be used. */
const PANELS: Readonly<Record<Panel, Extra<{ Panel(props: PanelProps): ComponentChildren }>>> = {
  menu: attachmentsExtra,
  emoji: createExtra(() => import('../../extras/emoji/index.tsx')),
  voice: createExtra(() => import('../../extras/voice/index.tsx')),
  location: createExtra(() => import('../../extras/location/index.tsx')),
}

/**
 * Where one writes. Grows to six lines; Enter sends, Shift+Enter and Ctrl+Enter start a new line, or the other way round,
 * and the Enter that ends a composition of an input method does neither (CW-4).
 */
export class Composer extends Component<ComposerProps, ComposerState> {
  override state: ComposerState = {}
  #field = createRef<HTMLTextAreaElement>()
  #input = createRef<HTMLInputElement>()
  #panel = createRef<HTMLDivElement>()
  /** What opened the panel, and gets the focus back. */
  #opener: HTMLElement | undefined
  /** The focus is in the field for a moment, and comes back. */
  #isInserting = false

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
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || event.altKey) return
    const { sendsOnEnter = true } = this.props
    if ((event.shiftKey || event.ctrlKey) === sendsOnEnter && !event.metaKey) {
      // A plain Enter and Shift+Enter do it by themselves.
      if (!event.ctrlKey) return
      event.preventDefault()
      this.insert('\n')
    } else {
      event.preventDefault()
      this.#send()
    }
  }

  /** Puts something in at the caret. `execCommand` keeps the field's own undo. */
  insert(text: string): void {
    const field = this.#field.current
    if (!field || (field.matches(':focus') && document.execCommand('insertText', false, text))) return
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
    this.props.onInput(field.value)
  }

  /** Without taking the focus for good: one may choose several. */
  #insertEmoji = (chosen: string) => {
    this.#isInserting = true
    const root = this.#field.current?.getRootNode() as Document | ShadowRoot | undefined
    const before = root?.activeElement
    // On a touch screen the focus would bring the keyboard up, over the emoji.
    if (!matchMedia('(pointer:coarse)').matches) this.focus()
    this.insert(chosen)
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    this.#isInserting = false
  }

  #send = () => {
    const { text, tools, onSend } = this.props
    const bare = text.trim()
    if (bare || tools?.tray?.hasChosen) {
      onSend(bare)
      this.setState({ panel: undefined })
    }
    this.focus()
  }

  #paste = (event: ClipboardEvent) => {
    const { tray } = this.props.tools ?? {}
    const { clipboardData } = event
    // What office programs copy is a text with a picture of it beside.
    if (!tray || !clipboardData?.files.length || clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    void tray.add([...clipboardData.files])
  }

  // --- panels

  #open = (panel: Panel, opener?: HTMLElement) => {
    if (opener) this.#opener = opener
    this.setState((state) => ({ panel: state.panel === panel ? undefined : panel }))
  }

  #close = (takesFocus = true) => {
    if (!this.state.panel) return
    this.setState({ panel: undefined })
    if (takesFocus) (this.#opener?.isConnected ? this.#opener : this.#field.current)?.focus({ preventScroll: true })
  }

  #pressAnywhere = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !this.state.panel || event.isComposing) return
    event.stopPropagation()
    event.preventDefault()
    this.#close()
  }

  /** Lists close when one turns to something else; a recording does not go away by itself. */
  #wander = ({ relatedTarget, target }: FocusEvent) => {
    const { panel } = this.state
    if (this.#isInserting) return
    const isInside = this.#panel.current?.contains(target as Node) && relatedTarget && !this.#panel.current.contains(relatedTarget as Node)
    if (isInside && relatedTarget !== this.#opener && (panel === 'menu' || panel === 'emoji')) this.setState({ panel: undefined })
  }

  #attach = (button: HTMLElement) => {
    const { tools } = this.props
    if (tools?.tray && !tools.offersLocation) this.#choose()
    else this.#open(tools?.tray ? 'menu' : 'location', button)
  }

  /** The browser's own way to a file. */
  #choose = (accept?: string, capture?: string) => {
    const input = this.#input.current
    if (!input) return
    const endings = this.props.tools?.tray?.options.rules()?.endings ?? []
    // Where theirs is not named, Apple's telephones hand over a picture that everybody can see.
    input.accept = accept ?? endings.filter((ending) => ending !== 'heic').map((ending) => `.${ending}`).join(',')
    if (capture) input.setAttribute('capture', capture)
    else input.removeAttribute('capture')
    input.click()
  }

  #chosen = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const files = [...(currentTarget.files ?? [])]
    // The same file may be chosen again.
    currentTarget.value = ''
    void this.props.tools?.tray?.add(files)
    this.focus()
  }

  /** A button that opens one of the panels. */
  #tool(panel: Panel, label: string, icon: string, open = (button: HTMLElement) => this.#open(panel, button)) {
    const { tools } = this.props
    const prepare = () => void (tools && PANELS[panel].load(tools.language).catch(() => undefined))
    return (
      <button
        type="button"
        class={`composer-tool composer-${panel}`}
        aria-label={label}
        title={label}
        aria-expanded={this.state.panel === panel}
        onPointerEnter={prepare}
        onFocus={prepare}
        // The field keeps the focus, and a phone its keyboard.
        onPointerDown={(event) => event.preventDefault()}
        onClick={(event) => open(event.currentTarget)}
      >
        <Icon path={icon} />
      </button>
    )
  }

  override render({ words, text, limit, notice, sendsOnEnter = true, tools }: ComposerProps) {
    const length = text.trim().length
    const left = limit - length
    const count = left < 0 ? words.charactersOver(-left) : left <= COUNTED_FROM ? words.charactersLeft(left) : ''
    const tray = tools?.tray
    const isEmpty = length === 0 && !tray?.hasChosen
    const said = notice ?? tray?.refused.join(' ')
    const isRefused = left < 0 || Boolean(said)
    return (
      <div class="composer" onKeyDown={this.#pressAnywhere} onFocusOut={this.#wander}>
        {tools && this.state.panel && (
          <div class={`composer-panel panel-${this.state.panel}`} ref={this.#panel}>
            <Later extra={PANELS[this.state.panel]} language={tools.language} words={words} placeholder={<div class="panel-later" />}>
              {({ Panel }, more) => <Panel words={more} shell={words} tools={tools} onChoose={this.#choose} onInsert={this.#insertEmoji} onOpen={this.#open} onClose={this.#close} />}
            </Later>
          </div>
        )}
        {tools && tray?.hasChosen && (
          <Later extra={attachmentsExtra} language={tools.language} words={words}>
            {({ Chips }, more) => tray.store && <Chips store={tray.store} words={more} language={tools.language} onRemoved={() => this.focus()} />}
          </Later>
        )}
        <div class={isRefused ? 'composer-field composer-refused' : 'composer-field'}>
          {tools && (tray || tools.offersLocation) && this.#tool('menu', words.attach, attach, this.#attach)}
          {/* The copy of the text behind the field makes the field as high as the text. */}
          <div class="composer-grow" data-text={text.slice(0, MEASURED)}>
            <textarea
              ref={this.#field}
              rows={1}
              // Empty, it has the direction of the window, and its placeholder too.
              dir={text ? 'auto' : undefined}
              enterkeyhint={sendsOnEnter ? 'send' : 'enter'}
              aria-label={words.message}
              aria-invalid={left < 0}
              aria-describedby="composer-about composer-keys"
              placeholder={words.placeholder}
              value={text}
              onInput={(event) => {
                tray?.forgive()
                this.props.onInput(event.currentTarget.value)
              }}
              onKeyDown={this.#press}
              onPaste={this.#paste}
            />
          </div>
          {tools?.children}
          {tools && this.#tool('emoji', words.emoji, emoji)}
          {tools?.offersVoice && tray && isEmpty ? (
            this.#tool('voice', words.speak, speak)
          ) : (
            <button
              type="button"
              class="composer-send"
              data-ready={!isEmpty}
              disabled={isEmpty}
              aria-disabled={left < 0 || tray?.isReady === false}
              aria-label={words.send}
              // The field keeps the focus, and a phone its keyboard.
              onPointerDown={(event) => event.preventDefault()}
              onClick={this.#send}
            >
              <Icon path={arrowUp} />
            </button>
          )}
        </div>
        <div class={isRefused ? 'composer-about composer-refusal' : 'composer-about'} id="composer-about">
          {/* A refusal is announced, the count only on asking. */}
          <span role="status">{said}</span>
          {count && <span>{count}</span>}
        </div>
        <span hidden id="composer-keys">
          {sendsOnEnter ? words.enterSends : words.enterBreaks}
        </span>
        {tray && <input ref={this.#input} type="file" multiple hidden tabIndex={-1} onChange={this.#chosen} />}
      </div>
    )
  }
}
