/** The words of the chat window in Spanish, of no country in particular. */
import { plural } from '../words.ts'
import type { WindowWords } from './types.ts'

export const es: WindowWords = {
  dialog: (company) => `Chat con ${company}`,
  close: 'Cerrar el chat',
  more: 'Más opciones',
  loading: 'Cargando sus mensajes',
  greeting: (company) => `Le damos la bienvenida a ${company}`,
  greetingText: '¿En qué podemos ayudarle? Escríbanos y le responderemos aquí mismo.',
  awayText: 'Ahora no hay nadie. Le responderemos en cuanto volvamos.',

  about: (company) => `Acerca de ${company}`,
  idle: 'Será un placer ayudarle',
  waiting: 'Enseguida le atendemos',
  takingMessages: 'Déjenos un mensaje',
  agentHere: 'A su disposición',
  agentAway: 'Ausente un momento',

  assigned: (name) => `Le atiende ${name}`,
  moved: (name) => `A partir de ahora le atiende ${name}`,
  queued: 'En este momento todos estamos atendiendo. Tiene su lugar en la fila y puede seguir escribiendo.',
  nobodyThere: 'Hemos recibido su mensaje. Nuestra respuesta le esperará aquí.',
  silenceWarning: (time) => `¿Sigue ahí? Si no hay más mensajes, la conversación terminará ${/^1\b/.test(time) ? 'a la' : 'a las'} ${time}.`,
  ended: {
    visitor: 'Ha terminado la conversación',
    agent: 'Esta conversación ha terminado',
    silence: 'Esta conversación ha terminado porque no hubo más mensajes',
  },
  rated: (score) => `Ha valorado esta conversación con ${score} de 5`,
  transferAsked: (name) => `${name} podría continuar a partir de aquí`,
  transferDeclined: 'Ha rechazado el traspaso',
  transferLapsed: 'El traspaso se ha cancelado',

  reconnecting: 'Reconectando…',
  offline: 'No hay conexión. Guardamos lo que escriba y lo enviaremos en cuanto vuelva.',
  reload: 'Recargar la página',

  endedHint: '¿Podemos ayudarle en algo más? Escríbanos.',
  startAgain: 'Empezar de nuevo',

  message: 'Su mensaje',
  placeholder: 'Escriba un mensaje…',
  typingSeen: 'Vemos lo que escribe antes de que lo envíe.',
  send: 'Enviar',
  attach: 'Adjuntar',
  emoji: 'Insertar un emoji',
  speak: 'Grabar un mensaje de voz',
  drop: 'Suelte para adjuntar',
  enterSends: 'Intro envía; Mayús e Intro empiezan una línea nueva.',
  enterBreaks: 'Intro empieza una línea nueva; Ctrl e Intro envían.',
  charactersLeft: plural('es', { one: 'Queda # carácter', other: 'Quedan # caracteres' }),
  charactersOver: plural('es', { one: 'Sobra # carácter', other: 'Sobran # caracteres' }),

  messages: 'Mensajes',
  you: 'Usted',
  machine: 'Respuesta automática',
  typing: (name) => `${name} está escribiendo`,
  loadingOlder: 'Cargando mensajes anteriores',
  newMessages: plural('es', { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  toLatest: 'Ir al mensaje más reciente',
  cannotShow: 'Este tipo de mensaje no se puede mostrar aquí.',
  loadFailed: 'Esto no se ha cargado.',
  status: {
    sending: 'Enviando',
    kept: 'Guardado, se enviará',
    sent: 'Enviado',
    delivered: 'Entregado',
    read: 'Leído',
    failed: 'No enviado',
  },
  retry: 'Reintentar',
  edit: 'Editar',

  errors: {
    invalid_message: 'Este mensaje está vacío o contiene caracteres que no se pueden enviar.',
    message_too_long: 'Este mensaje supera los 4000 caracteres. Acórtelo o envíelo por partes.',
    client_outdated: 'El chat se ha actualizado. Recargue la página para continuar; lo que ha escrito está guardado.',
    unavailable: 'Ahora no podemos recibirlo. Lo que ha escrito está guardado y se enviará automáticamente.',
  },
}
