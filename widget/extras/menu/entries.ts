/** What the menu offers now (CW-15). */
import type { Popup } from '@foyer/sdk/api'
import type { WindowSettings } from '@foyer/sdk/protocol'
import type { ThreadState } from '@foyer/sdk/thread'
import { canEnd, lastHead } from '../../chat-window/view.ts'
import { leave } from '../../icons/extras.ts'
import { bell, enterKey, fileText, ownWindow, shield, sound, star } from '../../icons/states.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { askForNotices, hasNotices, noticesAreOn } from '../notices/permission.ts'
import { canRate } from '../states/can-rate.ts'
import type { MenuEntry } from './menu.tsx'
import { openPopup } from './open-popup.ts'

/** What the window does, or shows, when something of the menu was chosen. */
export type MenuTask = 'end' | 'rate' | 'transcript' | 'data' | 'notices-denied'

/** Facts on the device; see `Keep`. */
interface Device {
  get(name: string): string | undefined
  set(name: string, value?: string): void
}

export interface MenuContext {
  readonly words: ExtrasWords
  readonly thread: ThreadState
  readonly settings: WindowSettings | undefined
  readonly device: Device
  readonly now: number
  /** Absent where the chat has a window of its own already. */
  readonly popup: Popup | undefined
  /** What is written so far. */
  readonly draft: string
  onTask(task: MenuTask): void
  /** A switch was turned. */
  onChange(): void
}

export function menuEntries({ words: { menu }, thread, settings, device, now, popup, draft, onTask, onChange }: MenuContext): readonly MenuEntry[] {
  const head = lastHead(thread)
  const switched = (name: string, isOn: boolean, off: string): Pick<MenuEntry, 'isOn' | 'choose'> => ({
    isOn,
    choose() {
      device.set(name, isOn ? off : undefined)
      onChange()
    },
  })
  const task = (name: MenuTask, label: string, icon: string): MenuEntry => ({ label, icon, choose: () => onTask(name) })
  const notices: MenuEntry = {
    label: menu.notices,
    icon: bell,
    isOn: noticesAreOn(device),
    async choose() {
      if (noticesAreOn(device)) device.set('notices')
      else if (await askForNotices()) device.set('notices', 'on')
      else onTask('notices-denied')
      onChange()
    },
  }
  const groups: readonly (readonly (MenuEntry | false | undefined)[])[] = [
    [popup && { label: menu.popup, icon: ownWindow, choose: () => openPopup(popup, draft) }],
    [
      settings?.hasSound && { label: menu.sound, icon: sound, ...switched('sound', device.get('sound') !== 'off', 'off') },
      hasNotices() && notices,
      { label: menu.enter, icon: enterKey, ...switched('enter', device.get('enter') !== 'line', 'line') },
    ],
    [
      canRate(head, now, settings) && task('rate', menu.rate, star),
      head && task('transcript', menu.transcript, fileText),
      task('data', menu.data, shield),
    ],
    [canEnd(thread) && task('end', menu.end, leave)],
  ]
  return groups
    .map((group) => group.filter((entry) => entry !== undefined && entry !== false))
    .filter((group) => group.length > 0)
    .flatMap((group, at) => group.map((entry, i) => (at > 0 && i === 0 ? { ...entry, begins: true } : entry)))
}
