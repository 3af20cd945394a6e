import { useEffect, useState } from 'preact/hooks'
import { drawArticlePicture } from './article-picture.ts'
import type { ArticlePicture } from './article-picture.ts'

/** The picture as a `data:` address once it is drawn; `'failed'` if it cannot be. Drawn anew with each change. */
export function useArticlePicture(picture: ArticlePicture | undefined): string | undefined {
  const [drawn, setDrawn] = useState<string>()
  const key = JSON.stringify(picture)
  useEffect(() => {
    if (!picture) return setDrawn(undefined)
    let isWanted = true
    const show = (address: string) => isWanted && setDrawn(address)
    drawArticlePicture(picture).then(show, () => show(FAILED))
    return () => void (isWanted = false)
  }, [key])
  return drawn
}

export const FAILED = 'failed'
