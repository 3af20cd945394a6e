/** Choosing files: what may be sent, the chips above the field, and the menu of what can be attached. */
export { AttachMenu } from './attach-menu.tsx'
export { Chips } from './chips.tsx'
export { openAttachments, voiceFile } from './open.ts'
export { sift } from './sift.ts'
