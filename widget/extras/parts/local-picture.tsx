import { useLayoutEffect, useRef } from 'preact/hooks'

/** No screen shows more of a thumbnail. */
const MOST_PX = 640

/**
 * A picture that lies on this device. It is painted into a canvas: an address of it (`blob:`) would be refused by pages
 * whose policy names the origins of their pictures, and would be told to the owner as a violation.
 */
export function LocalPicture({ blob, label, onSize }: { readonly blob: Blob; readonly label: string; onSize?(width: number, height: number): void }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    let isOver = false
    createImageBitmap(blob).then(
      (bitmap) => {
        const scale = Math.min(1, MOST_PX / Math.max(bitmap.width, bitmap.height))
        const place = canvas.current
        if (!isOver && place) {
          place.width = Math.max(1, Math.round(bitmap.width * scale))
          place.height = Math.max(1, Math.round(bitmap.height * scale))
          place.getContext('2d')?.drawImage(bitmap, 0, 0, place.width, place.height)
          onSize?.(bitmap.width, bitmap.height)
        }
        bitmap.close()
      },
      // Not a picture that this browser draws (HEIC, for example): its name says what it is.
      () => undefined,
    )
    return () => void (isOver = true)
  }, [blob])
  return <canvas ref={canvas} width={1} height={1} role="img" aria-label={label} />
}
