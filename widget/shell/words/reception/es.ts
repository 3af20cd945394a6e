import type { ReceptionWords } from './en.ts'

export const words: ReceptionWords = {
  unread: (name, count) => `${name}, ${count === 1 ? '1 mensaje nuevo' : `${count} mensajes nuevos`}`,
  newWindow: (name) => `${name}, se abre en otra ventana`,
  leaveMessage: 'Dejar un mensaje',
  close: 'Cerrar',
  act: { 'web-chat': 'Abrir el chat', 'messenger': 'Escríbanos', 'phone': 'Llámenos', 'follow': 'Síganos', 'group': 'Únase', 'member': 'Contáctenos' },
}
