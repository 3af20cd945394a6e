/**
 * Listens for files that are dragged over an element and let go there. What is dragged otherwise (a text, a link) is the
 * browser's to handle.
 *
 * @param onHover told when files come over it, and when they leave
 * @returns its own undo
 */
export function listenForDrops(element: HTMLElement, onHover: (isOver: boolean) => void, onFiles: (files: readonly File[]) => void): () => void {
  const life = new AbortController()
  const { signal } = life
  /** Elements inside tell of themselves: the pointer is over as many as it has entered and not left. */
  let depth = 0
  const filesOf = (event: DragEvent) => (event.dataTransfer?.types.includes('Files') ? event.dataTransfer : undefined)
  const hover = (change: number) => (event: DragEvent) => {
    if (!filesOf(event)) return
    depth = Math.max(0, depth + change)
    onHover(depth > 0)
  }
  element.addEventListener('dragenter', hover(1), { signal })
  element.addEventListener('dragleave', hover(-1), { signal })
  element.addEventListener('dragover', (event) => {
    const files = filesOf(event)
    if (!files) return
    // Else the browser would open the file in place of the page.
    event.preventDefault()
    files.dropEffect = 'copy'
  }, { signal })
  element.addEventListener('drop', (event) => {
    const files = filesOf(event)
    if (!files) return
    event.preventDefault()
    depth = 0
    onHover(false)
    onFiles([...files.files])
  }, { signal })
  return () => life.abort()
}
