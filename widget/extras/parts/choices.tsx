/** Quick replies (CW-6): buttons below what was said. One is chosen, once; then it is seen which. */
import type { ChoicesPart } from '@foyer/sdk/protocol'
import type { PartProps } from './index.tsx'
import { dressRich } from './rich-css.ts'

export function ChoicesView({ part, item, port, words }: PartProps<ChoicesPart>) {
  const answer = port.answerTo?.(item.id)
  const chosen = typeof answer === 'object' && answer.type === 'choice' ? answer : undefined
  const choose = answer === undefined ? port.answer : undefined
  return (
    <div class="part choices" role="group" aria-label={words.choices.label} ref={dressRich}>
      {part.choices.map(({ label, value }, i) => {
        const isChosen = chosen?.value === value && chosen.label === label
        return choose ? (
          <button key={i} type="button" class="choice" dir="auto" onClick={() => choose({ type: 'choice', to: item.id, label, value })}>
            {label}
          </button>
        ) : (
          <span key={i} class={isChosen ? 'choice choice-chosen' : 'choice'} dir="auto">
            {isChosen && <span class="unseen">{words.choices.chosen('')}</span>}
            {label}
          </span>
        )
      })}
    </div>
  )
}
