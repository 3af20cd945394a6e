import { camera, file, image, mapPin } from '../../icons/extras.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { Menu } from '../menu/menu.tsx'

interface AttachMenuProps {
  readonly words: Pick<ExtrasWords, 'attach'>
  /** @param capture which camera; only devices that are held in a hand have one to take a picture with */
  onChoose(accept?: string, capture?: string): void
  onLocation(): void
  onClose(takesFocus: boolean): void
}

/** What can be attached. */
export function AttachMenu({ words: { attach }, onChoose, onLocation, onClose }: AttachMenuProps) {
  const isHeld = matchMedia('(pointer:coarse)').matches
  return (
    <Menu
      label={attach.menu}
      entries={[
        { label: attach.picture, icon: image, choose: () => onChoose('image/*') },
        ...(isHeld ? [{ label: attach.camera, icon: camera, choose: () => onChoose('image/*', 'environment') }] : []),
        { label: attach.file, icon: file, choose: () => onChoose() },
        { label: attach.location, icon: mapPin, choose: onLocation },
      ]}
      onClose={onClose}
    />
  )
}
