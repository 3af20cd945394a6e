import { create } from 'qrcode'
import { Markup } from './html.ts'

/** Blank squares around a code, so that cameras find it (ISO/IEC 18004). */
const QUIET = 4

/** A QR code as an image in the page: black on white whatever the scheme, for cameras. */
export function codeOf(text: string, label: string): Markup {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET
  const dark = Array.from(modules.data, (isDark, at) => (isDark ? `M${(at % modules.size) + QUIET} ${Math.floor(at / modules.size) + QUIET}h1v1h-1z` : '')).join('')
  const name = label.replace(/[&<>"]/g, '')
  return new Markup(
    `<svg class="code" viewBox="0 0 ${side} ${side}" role="img" aria-label="${name}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${dark}"/></svg>`,
  )
}
