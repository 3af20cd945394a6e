import { Component } from 'preact'
import { initials } from './initials.ts'

interface AvatarProps {
  readonly name: string
  /** Address of a picture. Where it is missing or does not load, the initials stand in. */
  readonly picture?: string | undefined
  /** In CSS pixels. */
  readonly size: number
}

/** A face, round. The name stands beside it or in a label, so it is silent for screen readers. */
export class Avatar extends Component<AvatarProps, { failed?: string }> {
  override render({ name, picture, size }: AvatarProps) {
    return (
      <span class="avatar" style={{ width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.4)}px` }} aria-hidden="true">
        {picture && picture !== this.state.failed ? (
          <img src={picture} alt="" width={size} height={size} referrerpolicy="no-referrer" onError={() => this.setState({ failed: picture })} />
        ) : (
          initials(name)
        )}
      </span>
    )
  }
}
