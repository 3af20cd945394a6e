import { useCallback, useEffect, useState } from 'preact/hooks'
import type { FileId, FileLinks } from '@foyer/sdk/protocol'
import { addressOf } from '../../chat-window/parts/address-of.ts'
import type { MessageItem } from '../../chat-window/parts/message-row.tsx'
import type { LocalFile, PartPort } from '../../chat-window/parts/part-port.ts'
import { linksOf } from './links.ts'

interface Found {
  /** Addresses, once they are known. None of a file that is still on its way, nor of a message that is. */
  readonly links?: FileLinks | undefined
  readonly local?: LocalFile | undefined
  /** The server has no such file any more. */
  readonly isGone: boolean
  /** The address leads nowhere: asks for a new one, once. */
  onBroken(): void
}

/** Where a file of a message is: on this device, on the server, or nowhere any more. */
export function useLinks(port: PartPort, id: FileId, { status }: Pick<MessageItem, 'status'>): Found {
  const local = useLocalFile(port, id)
  // The server gives files to those who see a message with them, and knows none of a message that is not there yet.
  const isOnWay = status === 'sending' || status === 'failed' || (local !== undefined && local.progress.status !== 'there')
  const [found, setFound] = useState<{ links?: FileLinks | undefined; isGone: boolean; tries: number }>({ isGone: false, tries: 0 })
  const { tries } = found

  useEffect(() => {
    if (isOnWay) return undefined
    let isOver = false
    linksOf(port.links, id, { again: tries > 0 }).then(
      (links) => isOver || setFound({ links: links && onServer(links, port.server), isGone: !links, tries }),
      // Not now; whoever comes back to this message asks again.
      () => undefined,
    )
    return () => void (isOver = true)
  }, [port.links, id, isOnWay, tries])

  const onBroken = useCallback(() => setFound((before) => (before.tries ? { ...before, links: undefined, isGone: true } : { isGone: false, tries: 1 })), [])
  return { ...found, local, onBroken }
}

/** The server says paths of its own; the page is another's. */
const onServer = ({ id, href, thumbnail }: FileLinks, server: string): FileLinks => ({ id, href: addressOf(server, href), ...(thumbnail && { thumbnail: addressOf(server, thumbnail) }) })

/** What this device knows of a file, drawn again as it moves on. */
export function useLocalFile(port: PartPort, id: FileId): LocalFile | undefined {
  const local = port.localFile?.(id)
  const [, setCount] = useState(0)
  useEffect(() => local?.subscribe(() => setCount((count) => count + 1)), [local])
  return local
}
