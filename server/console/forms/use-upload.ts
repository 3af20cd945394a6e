import { useRef, useState } from 'preact/hooks'
import { API, LIMITS, failForm } from '@foyer/sdk/protocol'
import type { Failure, ImageRecord } from '@foyer/sdk/protocol'
import { useTools } from '../shell/tools.ts'

export interface Upload {
  /** What is out of it, 0 to 1; absent: nothing is on its way. */
  readonly share: number | undefined
  readonly failure: Failure | undefined
  start(file: File): Promise<void>
  forget(): void
}

/** What a file input offers. What it really is, the server finds out. */
export const PICTURE_TYPES = 'image/png,image/jpeg,image/gif,image/webp,image/svg+xml'

/** A picture on its way to the server. A later one, or {@link Upload.forget}, makes an earlier one of no account. */
export function useUpload(onUploaded: (image: ImageRecord) => void): Upload {
  const { api } = useTools()
  const [share, setShare] = useState<number>()
  const [failure, setFailure] = useState<Failure>()
  const current = useRef(0)

  return {
    share,
    failure,
    async start(file) {
      const turn = ++current.current
      const isCurrent = () => turn === current.current
      if (file.size > LIMITS.imageBytes) {
        setShare(undefined)
        return setFailure(failForm('image_too_large'))
      }
      setFailure(undefined)
      setShare(0)
      const result = await api.upload<ImageRecord>(API.images, file, (now) => isCurrent() && setShare(now))
      if (!isCurrent()) return
      setShare(undefined)
      if (result.ok) onUploaded(result.value)
      else setFailure(result)
    },
    forget() {
      current.current++
      setShare(undefined)
      setFailure(undefined)
    },
  }
}
