/** A picture in a message: a thumbnail in its own proportions, which opens large. */
import { useState } from 'preact/hooks'
import { createExtra, Later } from '../../chat-window/parts/later.tsx'
import { pictureBox } from '../../chat-window/parts/placeholder.tsx'
import { dressParts } from './parts-css.ts'
import { FileCard } from './file-card.tsx'
import type { FileProps } from './file-card.tsx'
import { LocalPicture } from './local-picture.tsx'
import { Progress } from './progress.tsx'
import { useLinks } from './use-links.ts'

const viewer = createExtra(() => import('../viewer.tsx'))

export function PictureView(props: FileProps & { readonly width: number; readonly height: number }) {
  const { part: { file }, item, port, words, width, height } = props
  const { links, local, isGone, onBroken } = useLinks(port, file.id, item)
  const [isLarge, setLarge] = useState(false)
  const isOnWay = local !== undefined && local.progress.status !== 'there'
  if (isGone && !local) return <FileCard {...props} />
  return (
    <div class="part part-picture" ref={dressParts} style={pictureBox(width, height)}>
      <button
        type="button"
        class="part-open"
        disabled={isOnWay || !links}
        aria-label={words.file.open(file.name)}
        aria-haspopup="dialog"
        onPointerEnter={() => void viewer.load(port.language).catch(() => undefined)}
        onClick={() => setLarge(true)}
      >
        {local ? (
          <LocalPicture blob={local.blob} label={file.name} />
        ) : (
          links && <img src={links.thumbnail ?? links.href} alt={file.name} width={width} height={height} decoding="async" referrerpolicy="no-referrer" draggable={false} onError={onBroken} />
        )}
      </button>
      {isOnWay && (
        <span class="part-over">
          <Progress local={local} file={file} port={port} words={words} />
        </span>
      )}
      {isLarge && links && (
        <Later extra={viewer} language={port.language} words={{ loadFailed: words.viewer.notLoaded, retry: words.viewer.again }}>
          {({ Viewer }) => <Viewer name={file.name} href={links.href} width={width} height={height} words={words} onClose={() => setLarge(false)} />}
        </Later>
      )}
    </div>
  )
}
