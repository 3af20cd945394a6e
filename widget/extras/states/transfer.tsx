/** Whether somebody else may take over (AL-14). It goes by itself when it is answered, withdrawn, or not answered in time. */
import { Component, createRef } from 'preact'
import type { ConversationHead, Result } from '@foyer/sdk/protocol'
import { addressOf } from '../../chat-window/parts/address-of.ts'
import { Avatar } from '../../chat-window/parts/avatar.tsx'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { dressCards } from '../cards-css.ts'
import { Trouble } from '../trouble.tsx'

interface TransferProps {
  readonly transfer: NonNullable<ConversationHead['transfer']>
  readonly server: string
  readonly words: ExtrasWords
  errorOf(code: string, message: string): string
  onAnswer(isAccepted: boolean): Promise<Result<null>>
  /** Said to those who do not see it. */
  onSay(sentence: string): void
}

interface TransferState {
  readonly isBusy: boolean
  readonly trouble?: string | undefined
}

export class Transfer extends Component<TransferProps, TransferState> {
  override state: TransferState = { isBusy: false }
  #card = createRef<HTMLDivElement>()

  override componentDidMount() {
    dressCards(this.#card.current)
    const { words, transfer, onSay } = this.props
    onSay([words.transfer.question(transfer.to.name), transfer.note].filter(Boolean).join(' '))
  }

  #answer = async (isAccepted: boolean) => {
    if (this.state.isBusy) return
    this.setState({ isBusy: true, trouble: undefined })
    const result = await this.props.onAnswer(isAccepted)
    // With the answer in the log the card goes; a refusal may be passing.
    this.setState({ isBusy: result.ok, trouble: result.ok ? undefined : this.props.errorOf(result.code, result.message) })
  }

  override render({ transfer: { to, note }, server, words }: TransferProps, { isBusy, trouble }: TransferState) {
    return (
      <div class="card transfer" role="group" aria-label={words.transfer.question(to.name)} ref={this.#card}>
        <div class="card-top">
          <Avatar name={to.name} picture={addressOf(server, to.avatar)} size={40} />
          <div>
            <h3 dir="auto">{words.transfer.question(to.name)}</h3>
            {note && <p dir="auto">{note}</p>}
          </div>
        </div>
        <Trouble>{trouble}</Trouble>
        <div class="card-actions">
          <button type="button" class="button button-main" aria-disabled={isBusy} onClick={() => this.#answer(true)}>
            {words.transfer.accept}
          </button>
          <button type="button" class="button" aria-disabled={isBusy} onClick={() => this.#answer(false)}>
            {words.transfer.decline}
          </button>
        </div>
      </div>
    )
  }
}
