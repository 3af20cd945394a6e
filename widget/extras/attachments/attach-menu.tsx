import type { PanelProps } from '../../chat-window/parts/composer.tsx'
import { camera, file, image, mapPin } from '../../icons/extras.ts'
import { Menu } from '../menu/menu.tsx'

/** What can be attached. */
export function AttachMenu({ words: { attach }, onChoose, onOpen, onClose }: PanelProps) {
  // Only devices that are held in a hand have a camera to take a picture with.
  const isHeld = matchMedia('(pointer:coarse)').matches
  return (
    <Menu
      label={attach.menu}
      entries={[
        { label: attach.picture, icon: image, choose: () => onChoose('image/*') },
        ...(isHeld ? [{ label: attach.camera, icon: camera, choose: () => onChoose('image/*', 'environment') }] : []),
        { label: attach.file, icon: file, choose: () => onChoose() },
        { label: attach.location, icon: mapPin, choose: () => onOpen('location') },
      ]}
      onClose={onClose}
    />
  )
}
