/** In the queue (CW-14): the place in it, an honest estimate, and the two ways out. */
import { Component } from 'preact'
import type { QueuePlace, Result } from '@foyer/sdk/protocol'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { dressCards } from '../cards-css.ts'
import { Trouble } from '../trouble.tsx'

interface QueueProps {
  /** Absent until it was told. */
  readonly place: QueuePlace | undefined
  readonly words: ExtrasWords
  /** Why something was refused, by its code. */
  errorOf(code: string, message: string): string
  onLeave(): Promise<Result<null>>
  onGiveUp(): void
  /** Said to those who do not see it. */
  onSay(sentence: string): void
}

/** Oftener is a nuisance to listen to. */
const SAID_EVERY_MS = 30_000
const MINUTE_MS = 60_000

interface QueueState {
  readonly isBusy: boolean
  readonly trouble?: string | undefined
}

export class Queue extends Component<QueueProps, QueueState> {
  override state: QueueState = { isBusy: false }
  #said = ''
  #rest: ReturnType<typeof setTimeout> | undefined

  override componentDidMount() {
    this.#say()
  }

  override componentDidUpdate() {
    this.#say()
  }

  override componentWillUnmount() {
    clearTimeout(this.#rest)
  }

  #say = () => {
    const { place, words, onSay } = this.props
    const [where, wait] = sentences(place, words)
    // The estimate alone is not worth an interruption.
    if (!where || where === this.#said || this.#rest !== undefined) return
    this.#said = where
    onSay([where, wait].filter(Boolean).join('. '))
    this.#rest = setTimeout(() => {
      this.#rest = undefined
      this.#say()
    }, SAID_EVERY_MS)
  }

  #leave = async () => {
    if (this.state.isBusy) return
    this.setState({ isBusy: true, trouble: undefined })
    const result = await this.props.onLeave()
    this.setState({ isBusy: false, trouble: result.ok ? undefined : this.props.errorOf(result.code, result.message) })
  }

  override render({ place, words, onGiveUp }: QueueProps, { isBusy, trouble }: QueueState) {
    const [where, wait] = sentences(place, words)
    return (
      <div class="card queue" role="group" aria-label={where || words.queue.hint} ref={dressCards}>
        {where && <h3 class="queue-place">{where}</h3>}
        {/* Without a place, at least what one can do. */}
        {(wait || !where) && <p>{wait || words.queue.hint}</p>}
        <Trouble>{trouble}</Trouble>
        <div class="card-actions">
          <button type="button" class="button" aria-disabled={isBusy} onClick={this.#leave}>
            {words.queue.leave}
          </button>
          <button type="button" class="button" onClick={onGiveUp}>
            {words.queue.giveUp}
          </button>
        </div>
      </div>
    )
  }
}

/** The place, and the estimate if there is one. Minutes are rounded up: one who waits shorter than told is glad. */
function sentences(place: QueuePlace | undefined, { queue }: ExtrasWords): readonly [where: string, wait: string] {
  if (!place) return ['', '']
  const wait = place.waitMs === undefined ? '' : place.waitMs < MINUTE_MS ? queue.soon : queue.minutes(Math.ceil(place.waitMs / MINUTE_MS))
  return [place.place === 1 ? queue.next : queue.place(place.place), wait]
}
