/** Signs for what no page draws: elements of the owner's, a link, a picture with a code, an image that is not there yet. */
import type { ComponentStyle } from '@foyer/sdk/protocol'

/** NOTICE: the paths of `code` and `qr` are those of Lucide (https://lucide.dev), ISC licence, copyright (c) Lucide Contributors; rectangles were written as paths. */
const CODE = 'M16 18l6-6-6-6M8 6l-6 6 6 6'
const QR = 'M4 3h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM17 3h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM4 16h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1zM21 16h-3a2 2 0 0 0-2 2v3M21 21v.01M12 7v3a2 2 0 0 1-2 2H7M3 12h.01M12 3h.01M12 16v.01M16 12h1M21 12v.01M12 21v-1'
const PICTURE = 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM7 9a2 2 0 1 0 4 0a2 2 0 1 0-4 0M21 15l-3.086-3.086a2 2 0 0 0-2.828 0L6 21'

export function Sign({ of }: { readonly of: ComponentStyle }) {
  const path = of === 'custom-dom' ? CODE : of === 'image' ? PICTURE : QR
  return (
    <span class={`sign is-${of}`}>
      <svg class="icon" width="32" height="32" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg>
      {of === 'article-picture' && <span class="sign-lines"><i /><i /><i /></span>}
    </span>
  )
}
