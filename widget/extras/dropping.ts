/** Files that are dragged over the window. Fetched when something is dragged over the page. */
import { listenForDrops } from '../chat-window/parts/drops.ts'
import { dress } from './dress.ts'

export function takeDrops(frame: HTMLElement, onHover: (isOver: boolean) => void, onFiles: (files: readonly File[]) => void): () => void {
  dressDrop(frame)
  return listenForDrops(frame, onHover, onFiles)
}

const dressDrop = dress(`
.drop{position:absolute;inset:8px;z-index:4;display:grid;place-items:center;border:2px dashed var(--accent-text);border-radius:var(--radius-2);background:color-mix(in oklab,var(--surface) 92%,transparent);color:var(--accent-text);font-size:18px;font-weight:600;text-align:center;pointer-events:none}
`)
