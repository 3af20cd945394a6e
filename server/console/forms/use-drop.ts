import { useState } from 'preact/hooks'

/**
 * A box into which files are dropped or pasted: its handlers, and whether files are held over it.
 *
 * @param take says whether there was a file; then nothing is pasted as text
 */
export function useDrop(take: (files: FileList | null | undefined) => boolean) {
  const [isOver, setOver] = useState(false)
  return {
    isOver,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop(event: DragEvent) {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer?.files)
      },
      onPaste(event: ClipboardEvent) {
        if (take(event.clipboardData?.files)) event.preventDefault()
      },
    },
  }
}
