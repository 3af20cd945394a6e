/**
 * The words of what stands on a page before the first click. A plain button has none but the owner's, so these are
 * fetched where one of them is needed.
 */
import type { Words } from '../words.ts'

export const words = {
  /** What a screen reader says of a component. `name` is its shown name, `count` as the badge shows it. */
  unread: (name: string, count: number | string) => `${name}, ${count === 1 ? '1 new message' : `${count} new messages`}`,
  newWindow: (name: string) => `${name}, opens in a new window`,
  leaveMessage: 'Leave a message',
  close: 'Close',
  /** What the button of a card or a bar says, by kind. */
  act: { 'web-chat': 'Chat now', 'messenger': 'Write to us', 'phone': 'Call us', 'follow': 'Follow us', 'group': 'Join us', 'member': 'Contact us' },
}

export type ReceptionWords = Words<typeof words>
