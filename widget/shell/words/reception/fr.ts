import type { ReceptionWords } from './en.ts'

export const words: ReceptionWords = {
  /** Nought is singular in French, but is not said here. */
  unread: (name, count) => `${name}, ${count} ${count === 1 ? 'nouveau message' : 'nouveaux messages'}`,
  newWindow: (name) => `${name}, dans une nouvelle fenêtre`,
  leaveMessage: 'Laisser un message',
  close: 'Fermer',
  act: { 'web-chat': 'Discuter', 'messenger': 'Écrivez-nous', 'phone': 'Appelez-nous', 'follow': 'Suivez-nous', 'group': 'Rejoignez-nous', 'member': 'Contactez-nous' },
}
