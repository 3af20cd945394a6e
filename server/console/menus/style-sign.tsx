/** Where the menu of a style stands in the window (MN-1). */
import type { MenuStyle } from '@foyer/sdk/protocol'

/** On 48 by 56: blocks that are filled. */
const BLOCKS: Readonly<Record<MenuStyle, string>> = {
  'side-list': 'M21 21h21v5H21zM21 29h21v5H21zM21 37h21v5H21z',
  'top-cards': 'M6 15h17v8H6zM25 15h17v8H25zM6 25h17v8H6zM25 25h17v8H25z',
  'bottom-bar': 'M6 36h11v6H6zM18.5 36h11v6h-11zM31 36h11v6H31z',
}

export const StyleSign = ({ style }: { readonly style: MenuStyle }) => (
  <svg class={`style-sign is-${style}`} viewBox="0 0 48 56" width={48} height={56} aria-hidden="true" focusable="false">
    <path class="style-window" d="M5 1h38a4 4 0 0 1 4 4v46a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4zM1 11h46M6 49h36" />
    <path class="style-blocks" d={BLOCKS[style]} />
  </svg>
)
