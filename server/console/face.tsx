/** Who: a picture, else initials; an anonymous visitor their number. Decoration: the name stands beside it. */
import { initials } from '@foyer/widget/chat-window/parts/initials.ts'

export interface FaceProps {
  readonly name?: string | undefined
  /** Of an anonymous visitor. */
  readonly number?: number
  readonly picture?: string | undefined
  /** A green dot: there now. The word stands elsewhere. */
  readonly isPresent?: boolean
  readonly size?: 'small' | 'usual' | 'large'
}

export function Face({ name, number, picture, isPresent = false, size = 'usual' }: FaceProps) {
  return (
    <span class={`face is-${size}`} aria-hidden="true">
      {picture ? <img src={picture} alt="" /> : <span class={name ? 'face-letters' : 'face-number'}>{name ? initials(name) : number}</span>}
      {isPresent && <span class="face-dot" />}
    </span>
  )
}
