/** Choosing files: what may be sent, the chips above the field, and the menu of what can be attached. */
export { AttachMenu as Panel } from './attach-menu.tsx'
export { Chips } from './chips.tsx'
export { openTray } from './tray.ts'
