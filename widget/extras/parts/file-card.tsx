import type { FilePart } from '@foyer/sdk/protocol'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { download, file as fileIcon } from '../../icons/extras.ts'
import { toSave } from './links.ts'
import type { PartProps } from './index.tsx'
import { dressParts } from './parts-css.ts'
import { Progress } from './progress.tsx'
import { endingOf, sizeOf } from './size-of.ts'
import { useLinks } from './use-links.ts'

export type FileProps = PartProps<FilePart>

/** Any file, by what is known of it: name, kind, size, and the way to have it. */
export function FileCard({ part: { file }, item, port, words }: FileProps) {
  const { links, local, isGone } = useLinks(port, file.id, item)
  const ending = endingOf(file.name).toUpperCase()
  return (
    <div class="part part-card" ref={dressParts}>
      <div class="part-file">
        <span class="part-icon">
          <Progress local={local} file={file} port={port} words={words}>
            <Icon path={fileIcon} />
          </Progress>
        </span>
        <div class="part-about">
          <b class="part-name" title={file.name}>
            <bdi>{file.name}</bdi>
          </b>
          <span>{isGone ? words.file.gone : [ending, sizeOf(file.size, port.language)].filter(Boolean).join(' · ')}</span>
        </div>
        {links && (
          // Without a referrer: the page's address is nobody's business.
          <a class="part-tool" href={toSave(links.href)} download={file.name} target="_blank" rel="noopener noreferrer" aria-label={words.file.download(file.name)} title={words.file.download(file.name)}>
            <Icon path={download} />
          </a>
        )}
      </div>
    </div>
  )
}
