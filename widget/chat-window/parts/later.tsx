/**
 * Pieces of the window that are fetched when they are first wanted, with the words that they share. One that does not
 * come says so, and can be asked for again.
 */
import { Component } from 'preact'
import type { ComponentChildren } from 'preact'
import type { Language } from '@foyer/sdk/protocol'
import { extrasWordsNow, loadExtrasWords } from '../../shell/words/extras/load.ts'
import type { ExtrasWords, PartWords } from '../../shell/words/index.ts'
import { extrasLike } from '../../shell/words/own-now.ts'

export interface Extra<Module> {
  /** What is there already. */
  now(language: Language): { readonly module: Module; readonly words: ExtrasWords } | undefined
  /** Fetches what is missing. May be called early and often; rejects if it cannot be had now. */
  load(language: Language): Promise<{ readonly module: Module; readonly words: ExtrasWords }>
}

export function createExtra<Module>(fetchModule: () => Promise<Module>): Extra<Module> {
  let module: Module | undefined
  return {
    now(language) {
      const words = extrasWordsNow(language)
      return module && words && { module, words }
    },
    async load(language) {
      const [fetched, words] = await Promise.all([module ?? fetchModule(), loadExtrasWords(language)])
      module = fetched
      return { module, words }
    },
  }
}

interface LaterProps<Module> {
  readonly extra: Extra<Module>
  readonly language: Language
  readonly words: Pick<PartWords, 'loadFailed' | 'retry'>
  /** Stands there meanwhile; of the right size, so that nothing moves. */
  readonly placeholder?: ComponentChildren
  children(module: Module, words: ExtrasWords): ComponentChildren
}

export class Later<Module> extends Component<LaterProps<Module>, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }
  #isGone = false
  /** What stood there last, and of what. */
  #shown: { readonly of: Extra<Module>; readonly found: ReturnType<Extra<Module>['now']> } | undefined

  override componentDidMount() {
    this.#fetch()
  }

  override componentDidUpdate(before: LaterProps<Module>) {
    if (before.language !== this.props.language || before.extra !== this.props.extra) this.#fetch()
  }

  override componentWillUnmount() {
    this.#isGone = true
  }

  #fetch = () => {
    const { extra, language } = this.props
    if (extra.now(language)) return
    this.setState({ hasFailed: false })
    const settle = (hasFailed: boolean) => () => {
      if (!this.#isGone) this.setState({ hasFailed })
    }
    extra.load(language).then(settle(false), settle(true))
  }

  override render({ extra, language, words, placeholder, children }: LaterProps<Module>) {
    // Where the language changes, that of before stays until the next is there, and with it whatever is being written.
    const found = extra.now(language) ?? (this.#shown?.of === extra ? this.#shown.found : undefined)
    this.#shown = { of: extra, found }
    if (found) return children(found.module, extrasLike(found.words, words))
    if (!this.state.hasFailed) return placeholder
    return (
      <p class="later-failed" role="alert">
        {words.loadFailed}{' '}
        <button type="button" class="button-plain" onClick={this.#fetch}>
          {words.retry}
        </button>
      </p>
    )
  }
}
