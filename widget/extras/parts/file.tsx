/** A file in a message: a picture as a thumbnail, sound with a player, anything else as a card to download (CW-5). */
import { FileCard } from './file-card.tsx'
import type { FileProps } from './file-card.tsx'
import { PictureView } from './picture.tsx'
import { SoundView } from './sound.tsx'

export function FileView(props: FileProps) {
  const { file } = props.part
  if (file.width && file.height) return <PictureView {...props} width={file.width} height={file.height} />
  if (file.type.startsWith('audio/') || file.durationMs !== undefined) return <SoundView {...props} />
  return <FileCard {...props} />
}
