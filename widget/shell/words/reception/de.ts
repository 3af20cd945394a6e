import type { ReceptionWords } from './en.ts'

export const words: ReceptionWords = {
  unread: (name, count) => `${name}, ${count} neue Nachricht${count === 1 ? '' : 'en'}`,
  newWindow: (name) => `${name}, öffnet ein neues Fenster`,
  leaveMessage: 'Nachricht hinterlassen',
  close: 'Schließen',
  act: { 'web-chat': 'Jetzt chatten', 'messenger': 'Uns schreiben', 'phone': 'Uns anrufen', 'follow': 'Uns folgen', 'group': 'Beitreten', 'member': 'Kontakt' },
}
