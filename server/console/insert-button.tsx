/** The button beside the field that offers what a message can be made of besides words and files (CW-6). */
import { useRef, useState } from 'preact/hooks'
import { Icon as PathIcon } from '@foyer/widget/chat-window/parts/icon.tsx'
import { Later, createExtra } from '@foyer/widget/chat-window/parts/later.tsx'
import { pathOf } from './icons.tsx'
import { INSERT_KINDS } from './insert/inserted.ts'
import type { InsertKind } from './insert/inserted.ts'
import { useSurroundings } from './surroundings.ts'
import type { Words } from './words/index.ts'

/** The menu and the dialogs. */
export const insertExtra = createExtra(() => import('./insert/index.tsx'))

export const insertName = (kind: InsertKind, words: Words): string =>
  ({ choices: words.insertChoices, cards: words.insertCards, contact: words.insertContact, form: words.insertForm })[kind]

export function InsertButton({ onChoose }: { onChoose(kind: InsertKind): void }) {
  const { words, language } = useSurroundings()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  // What fails now is said when it is opened.
  const prepare = () => void insertExtra.load(language).catch(() => undefined)
  const close = (takesFocus: boolean) => {
    if (takesFocus) button.current?.focus()
    setOpen(false)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen) close(true)
    else if (event.key === 'ArrowUp' && !isOpen) setOpen(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const wander = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!(currentTarget as Element).contains(relatedTarget as Node | null)) close(false)
  }
  return (
    <div class="insert" onKeyDown={press} onFocusOut={wander}>
      <button type="button" class="composer-tool" ref={button} aria-label={words.insert} title={words.insert} aria-haspopup="menu" aria-expanded={isOpen}
        onPointerEnter={prepare} onFocus={prepare} onClick={() => {
          // Safari does not focus a button that is pressed.
          button.current?.focus()
          setOpen(!isOpen)
        }}>
        <PathIcon path={pathOf('add')} />
      </button>
      {isOpen && (
        <div class="insert-menu">
          <Later extra={insertExtra} language={language} words={words.parts}>
            {({ Menu }) => <Menu label={words.insert} onClose={close} entries={INSERT_KINDS.map((kind) => ({ label: insertName(kind, words), icon: pathOf(kind), choose: () => onChoose(kind) }))} />}
          </Later>
        </div>
      )}
    </div>
  )
}
