/**
 * One card, or a list of them in a strip (CW-6). The strip is scrolled by finger, wheel, and keyboard, and by two buttons
 * where there is a pointer; what is in a card is reached by Tab, and the strip follows.
 */
import { Component, createRef } from 'preact'
import type { Card, CardButton, CardsPart } from '@foyer/sdk/protocol'
import { addressOf } from '../../chat-window/parts/address-of.ts'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { chevronEnd } from '../../icons/states.ts'
import { leads } from '../../icons/extras.ts'
import type { PartProps } from './index.tsx'
import { dressRich } from './rich-css.ts'

type CardsProps = PartProps<CardsPart>

export class CardsView extends Component<CardsProps, { readonly isAtStart: boolean; readonly isAtEnd: boolean }> {
  override state = { isAtStart: true, isAtEnd: false }
  #strip = createRef<HTMLDivElement>()

  override componentDidMount() {
    dressRich(this.#strip.current)
    this.#look()
  }

  #look = () => {
    const strip = this.#strip.current
    if (!strip) return
    // From right to left it counts downwards from 0.
    const [from, room] = [Math.abs(strip.scrollLeft), strip.scrollWidth - strip.clientWidth]
    const [isAtStart, isAtEnd] = [from < 4, from > room - 4]
    if (isAtStart !== this.state.isAtStart || isAtEnd !== this.state.isAtEnd) this.setState({ isAtStart, isAtEnd })
  }

  #move(by: 1 | -1) {
    const strip = this.#strip.current
    const card = strip?.firstElementChild
    if (!strip || !card) return
    const isMirrored = getComputedStyle(strip).direction === 'rtl'
    const isStill = matchMedia('(prefers-reduced-motion:reduce)').matches
    strip.scrollBy({ left: card.getBoundingClientRect().width * by * (isMirrored ? -1 : 1), behavior: isStill ? 'auto' : 'smooth' })
  }

  override render({ part: { cards }, item, port, words }: CardsProps, { isAtStart, isAtEnd }: CardsView['state']) {
    const answer = port.answerTo?.(item.id)
    const chosen = typeof answer === 'object' && answer.type === 'choice' ? answer : undefined
    const isList = cards.length > 1
    const press = (button: Extract<CardButton, { value: string }>) =>
      answer === undefined || answer === 'overtaken' ? port.answer && (() => port.answer?.({ type: 'choice', to: item.id, ...button })) : undefined
    return (
      <div class="part cards">
        <div
          class={isList ? 'cards-strip' : undefined}
          ref={this.#strip}
          onScroll={this.#look}
          {...(isList && { 'role': 'region' as const, 'aria-label': words.cards.label, 'tabIndex': 0 })}
        >
          {cards.map((card, i) => (
            <CardView
              key={i}
              card={card}
              server={port.server}
              chosenWord={words.choices.chosen('')}
              isChosen={(button) => chosen !== undefined && 'value' in button && button.value === chosen.value && button.label === chosen.label}
              press={press}
            />
          ))}
        </div>
        {isList && !(isAtStart && isAtEnd) && (
          <div class="cards-tools">
            <button type="button" class="cards-back" aria-label={words.cards.previous} aria-disabled={isAtStart} onClick={() => this.#move(-1)}>
              <Icon path={chevronEnd} size={18} />
            </button>
            <button type="button" aria-label={words.cards.next} aria-disabled={isAtEnd} onClick={() => this.#move(1)}>
              <Icon path={chevronEnd} size={18} />
            </button>
          </div>
        )}
      </div>
    )
  }
}

interface CardViewProps {
  readonly card: Card
  readonly server: string
  readonly chosenWord: string
  isChosen(button: CardButton): boolean
  press(button: Extract<CardButton, { value: string }>): (() => void) | undefined
}

const CardView = ({ card: { title, text, picture, buttons = [] }, server, chosenWord, isChosen, press }: CardViewProps) => (
  <article class="card-item">
    {picture && <img src={addressOf(server, picture)} alt="" loading="lazy" referrerpolicy="no-referrer" onError={({ currentTarget }) => (currentTarget.hidden = true)} />}
    <div class="card-words">
      {/* Below the name of whom one talks to, at the desk too. */}
      <h3 dir="auto">{title}</h3>
      {text && <p dir="auto">{text}</p>}
    </div>
    {buttons.map((button, i) => {
      if ('url' in button) {
        return (
          <a key={i} class="card-button" href={button.url} target="_blank" rel="noopener noreferrer nofollow" dir="auto">
            <span>{button.label}</span> <Icon path={leads} size={14} />
          </a>
        )
      }
      const choose = press(button)
      return choose ? (
        <button key={i} type="button" class="card-button" dir="auto" onClick={choose}>
          {button.label}
        </button>
      ) : (
        <span key={i} class={isChosen(button) ? 'card-button card-chosen' : 'card-button card-over'} dir="auto">
          {isChosen(button) && <span class="unseen">{chosenWord}</span>}
          {button.label}
        </span>
      )
    })}
  </article>
)
