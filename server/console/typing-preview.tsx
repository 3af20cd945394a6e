/** What the visitor has written and not sent yet (CW-8). Not announced: it changes with every key. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useSurroundings } from './surroundings.ts'

export function TypingPreview({ name, text }: { readonly name: string; readonly text: string }) {
  const { words } = useSurroundings()
  const box = useRef<HTMLParagraphElement>(null)
  // The end is what was written last.
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }, [text])
  return (
    <div class="typing-preview" role="group" aria-label={words.typedSoFar(name)}>
      <strong>{words.typedSoFar(name)}</strong>
      {/* Several lines can be scrolled by keyboard too. */}
      <p dir="auto" ref={box} tabIndex={0}>{text}</p>
    </div>
  )
}
