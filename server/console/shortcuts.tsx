/** The sheet of keyboard shortcuts (DK-3), and the switch for those of a single letter. */
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from './icons.tsx'
import { useSurroundings } from './surroundings.ts'

export interface ShortcutsProps {
  readonly hasLetterKeys: boolean
  onLetterKeys(has: boolean): void
  onClose(): void
}

export function Shortcuts({ hasLetterKeys, onLetterKeys, onClose }: ShortcutsProps) {
  const { words } = useSurroundings()
  const sheet = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    // The browser keeps the focus inside, makes the rest inert, and gives the focus back.
    sheet.current?.showModal()
  }, [])

  const letter = (key: string) => (hasLetterKeys ? [key] : [])
  const groups: readonly (readonly [string, readonly (readonly [string, readonly string[]])[]])[] = [
    [words.keysList, [
      [words.keyUpDown, ['↑', '↓', ...letter('k'), ...letter('j')]],
      [words.keyFirstLast, ['Home', 'End']],
      [words.keyTabs, ['←', '→']],
      [words.keyOpen, ['Enter']],
    ]],
    [words.keysConversation, [
      [words.keySend, ['Enter']],
      [words.keyNewLine, ['Shift + Enter']],
      [words.keyBack, ['Esc']],
      ...(hasLetterKeys ? [[words.keyEnd, ['e']], [words.handOver, ['h']], [words.keyCard, ['i']]] as const : []),
    ]],
    ...(hasLetterKeys ? [[words.keysAnywhere, [[words.keySheet, ['?']]]]] as const : []),
  ]

  return (
    <dialog class="sheet" ref={sheet} aria-labelledby="keys-title" onClose={onClose}
      onClick={(event) => event.target === sheet.current && sheet.current?.close()}>
      <div class="sheet-body">
        <div class="sheet-head">
          <h2 id="keys-title">{words.keysTitle}</h2>
          <button type="button" class="icon-button" aria-label={words.close} title={words.close} onClick={() => sheet.current?.close()}>
            <Icon name="close" size={18} />
          </button>
        </div>
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl class="keys">
              {keys.map(([name, presses]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{presses.map((press) => <kbd key={press}>{press}</kbd>)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label class="check">
          <input type="checkbox" checked={hasLetterKeys} onChange={(event) => onLetterKeys(event.currentTarget.checked)} />
          <span>{words.keySingle}<span class="quiet">{words.keySingleSays}</span></span>
        </label>
      </div>
    </dialog>
  )
}
