/** The words of the chat window in Spanish, of no country in particular. */
import { plural } from '../words.ts'
import type { WindowWords } from './types.ts'

export const es: WindowWords = {
  dialog: (company) => `Chat con ${company}`,
  close: 'Cerrar el chat',
  loading: 'Cargando sus mensajes',
  greeting: (company) => `Le damos la bienvenida a ${company}`,
  greetingText: '¿En qué podemos ayudarle? Escríbanos y le responderemos aquí mismo.',

  about: (company) => `Acerca de ${company}`,
  idle: 'Será un placer ayudarle',
  waiting: 'Enseguida le atendemos',
  takingMessages: 'Déjenos un mensaje',
  agentHere: 'A su disposición',
  agentAway: 'No está en este momento',

  assigned: (name) => `Le atiende ${name}`,
  moved: (name) => `A partir de ahora le atiende ${name}`,
  queued: 'En este momento todos estamos atendiendo. Tiene su lugar en la fila y puede seguir escribiendo.',
  nobodyThere: 'Ahora no hay nadie disponible. Déjenos su mensaje: encontrará la respuesta aquí.',
  silenceWarning: (time) => `¿Sigue ahí? Si no hay más mensajes, la conversación terminará ${/ 1\b/.test(time) ? 'a la' : 'a las'} ${time}.`,
  ended: {
    visitor: 'Ha terminado la conversación',
    agent: 'Esta conversación ha terminado',
    silence: 'Esta conversación ha terminado porque no hubo más mensajes',
  },

  reconnecting: 'Restableciendo la conexión…',
  offline: 'No hay conexión. Guardamos lo que escriba y lo enviaremos en cuanto vuelva.',
  reload: 'Recargar la página',

  end: 'Terminar la conversación',
  endQuestion: '¿Terminar esta conversación?',
  endConfirm: 'Terminar',
  endCancel: 'Seguir hablando',
  endedHint: '¿Podemos ayudarle en algo más? Escríbanos.',
  startAgain: 'Empezar de nuevo',

  message: 'Su mensaje',
  placeholder: 'Escriba un mensaje…',
  send: 'Enviar',
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
    invalid_input: 'No hemos podido entenderlo.',
    invalid_message: 'Este mensaje está vacío o contiene caracteres que no se pueden enviar.',
    message_too_long: 'Este mensaje supera los 4000 caracteres. Acórtelo o envíelo por partes.',
    too_large: 'Es demasiado de una sola vez. Envíelo por partes.',
    rate_limited: 'Ha sido mucho en poco tiempo. Lo que ha escrito está guardado y se enviará en un momento.',
    unknown_site: 'El chat no está disponible ahora en esta página.',
    origin_refused: 'Por el momento, el chat no está disponible en esta página.',
    not_allowed: 'Esto no es posible aquí.',
    not_found: 'Esto ya no existe.',
    conversation_ended: 'Esta conversación ha terminado. Vuelva a escribir para empezar otra.',
    visitor_blocked: 'Este chat está cerrado para usted. Póngase en contacto con nosotros por otro medio.',
    client_outdated: 'El chat se ha actualizado. Recargue la página para continuar; lo que ha escrito está guardado.',
    server_outdated: 'El chat se está actualizando. Lo que ha escrito está guardado y se enviará automáticamente.',
    unavailable: 'Ahora no podemos recibirlo. Lo que ha escrito está guardado y se enviará automáticamente.',
    not_reachable: 'Ahora no es posible conectar. Lo que ha escrito está guardado y se enviará automáticamente.',
  },
}
