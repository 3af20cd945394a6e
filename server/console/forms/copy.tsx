/** Something to take along by one press, and the box in which it stands. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'

/** How long a button says that it worked. */
const SAID_MS = 2_500

export interface CopyButtonProps {
  readonly text: string
  /** What is copied, for whoever does not see where the button stands. */
  readonly label: string
  /** Selected if the browser does not let us copy. */
  source?(): HTMLElement | null | undefined
}

export function CopyButton({ text, label, source }: CopyButtonProps) {
  const { words, clock } = useSurroundings()
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  const said = words.forms
  useEffect(() => (outcome === 'copied' ? clock.after(SAID_MS, () => setOutcome(undefined)) : undefined), [outcome, clock])

  async function copy() {
    const isDone = await copyText(text)
    if (!isDone) select(source?.())
    setOutcome(isDone ? 'copied' : 'failed')
  }

  return (
    <span class="copy">
      <button type="button" class="button" aria-label={`${said.copy}: ${label}`} onClick={() => void copy()}>
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} size={16} />
        {outcome === 'copied' ? said.copied : said.copy}
      </button>
      <span class={outcome === 'failed' ? 'copy-failed' : 'unseen'} role="status">{outcome === 'copied' ? said.copied : outcome === 'failed' ? said.copyFailed : ''}</span>
    </span>
  )
}

const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // No permission, or a page without a secure origin, which has no clipboard at all.
    return false
  }
}

function select(element: HTMLElement | null | undefined): void {
  if (element) getSelection()?.selectAllChildren(element)
}

export interface CopyBoxProps {
  readonly text: string
  readonly label: string
}

/** Lines of code, as they are to be pasted. */
export function CopyBox({ text, label }: CopyBoxProps) {
  const code = useRef<HTMLElement>(null)
  const id = useId()
  return (
    <div class="copy-box">
      <span class="unseen" id={id}>{label}</span>
      <pre tabIndex={0} role="region" aria-labelledby={id}><code dir="ltr" ref={code}>{text}</code></pre>
      <CopyButton text={text} label={label} source={() => code.current} />
    </div>
  )
}
