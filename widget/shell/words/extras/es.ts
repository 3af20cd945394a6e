/** The words of what is fetched on first use, in Spanish. */
import { plural } from '../words.ts'
import type { ExtrasWords } from './types.ts'
import { tools } from './tools/es.ts'

/** One o’clock is the only one of its number. */
const at = (time: string) => `${/^1\b/.test(time) ? 'a la' : 'a las'} ${time}`

export const es: ExtrasWords = {
  ...tools,

  menu: { end: 'Terminar la conversación', endQuestion: '¿Terminar esta conversación?', endConfirm: 'Terminar', endCancel: 'Seguir hablando', popup: 'Abrir en otra ventana', sound: 'Sonido de mensajes nuevos', notices: 'Notificaciones', enter: 'Enviar con Intro', rate: 'Valorar esta conversación', transcript: 'Obtener la transcripción', data: 'Sus datos', close: 'Cerrar' },
  noticesDenied: 'Las notificaciones están bloqueadas en esta página. Permítalas en los ajustes de su navegador y actívelas después aquí.',
  transcript: { about: 'Todo lo que se ha escrito aquí, en un archivo de texto.', download: 'Descargar', address: 'Correo electrónico', mail: 'Enviar por correo', sent: (address) => `Va de camino a ${address}.` },
  data: {
    about: 'Lo que ha escrito aquí y lo que sabemos de usted le pertenece: puede llevarse una copia o pedir que se elimine.',
    give: 'Descargar mis datos',
    erase: 'Eliminar mis datos',
    question: '¿Eliminar para siempre todos sus mensajes, archivos y datos? No se puede deshacer.',
    confirm: 'Eliminar todo',
    cancel: 'Conservar mis datos',
  },

  form: {
    title: 'Antes de empezar',
    fields: { name: 'Su nombre', email: 'Su correo electrónico', phone: 'Su teléfono' },
    optional: (label) => `${label} (opcional)`,
    choose: 'Elija una opción',
    missing: 'Rellene este campo, por favor.',
    badEmail: 'No parece una dirección de correo.',
    badPhone: 'No parece un número de teléfono.',
    tick: 'Marque esta casilla para continuar.',
    more: 'Más información',
    submit: 'Enviar respuestas',
    answered: 'Sus respuestas se han enviado',
  },

  reachHere: 'Nuestra respuesta le esperará aquí.',
  reachMail: (address) => `Nuestra respuesta le esperará aquí y llegará por correo a ${address}.`,
  away: {
    backToday: (time) => `Volvemos hoy ${at(time)}.`,
    backTomorrow: (time) => `Volvemos mañana ${at(time)}.`,
    backOn: (day, time) => `Volvemos el ${day} ${at(time)}.`,
    reach: '¿Cómo podemos localizarle?',
    save: 'Guardar',
    noted: (details) => `Hemos anotado ${details}. Nuestra respuesta le esperará aquí.`,
    change: 'Cambiar mis datos',
  },

  queue: {
    next: 'Es su turno a continuación',
    place: plural('es', { other: 'Está en el puesto # de la cola' }),
    minutes: plural('es', { one: 'Falta aproximadamente # minuto', other: 'Faltan unos # minutos' }),
    soon: 'Falta menos de un minuto',
    hint: 'Puede seguir escribiendo mientras espera.',
    leave: 'Mejor dejar un mensaje',
    giveUp: 'Dejar de esperar',
  },

  survey: {
    question: '¿Qué le ha parecido esta conversación?',
    steps: { 1: 'Muy mal', 2: 'Mal', 3: 'Normal', 4: 'Bien', 5: 'Muy bien' },
    comment: '¿Algo que debamos saber? (opcional)',
    commentNeeded: '¿Qué debemos saber?',
    commentMissing: 'Díganos en pocas palabras qué no estuvo bien.',
    reasons: '¿Por qué?',
    submit: 'Enviar valoración',
    later: 'Ahora no',
    thanks: '¡Gracias por su valoración!',
    change: 'Cambiar valoración',
  },

  transfer: { question: (name) => `¿Puede continuar ${name} a partir de aquí?`, accept: 'Sí, claro', decline: 'No, gracias' },

  // The menu of the workspace (MN-1)
  items: { label: 'Menú', newTab: '(se abre en una pestaña nueva)' },

  choices: { label: 'Respuestas rápidas', chosen: (label) => `Elegido: ${label}` },
  cards: { label: 'Tarjetas', previous: 'Tarjeta anterior', next: 'Tarjeta siguiente' },
  contact: { call: (name) => `Llamar a ${name}`, mail: (name) => `Escribir un correo a ${name}`, open: (name) => `Abrir la página de ${name}` },

  errors: {
    not_reachable: 'No ha funcionado. Inténtelo de nuevo dentro de un momento.',
    bad_email: 'Compruebe la dirección de correo.',
    bad_phone: 'Compruebe el número de teléfono.',
    proof_needed: 'Ha iniciado sesión en este sitio: cámbielo allí, en su cuenta.',
    file_gone: 'Un archivo de este mensaje ya no está. Edite el mensaje y elija el archivo de nuevo.',
    form_gone: 'Esto ya no se puede responder. Escríbanos directamente.',
    reason_gone: 'Las preguntas han cambiado entretanto. Revise su respuesta y envíela de nuevo.',
    survey_closed: 'Esta conversación ya no se puede valorar. Escríbanos directamente.',
    transfer_over: 'Esta pregunta ya se ha resuelto.',
    invitation_over: 'Esta invitación ya ha terminado. Escríbanos sin más.',
    mail_unavailable: 'Ahora no podemos enviar correos. Puede descargarla.',
    invalid_input: 'No hemos podido entenderlo.',
    too_large: 'Es demasiado de una sola vez. Envíelo por partes.',
    unknown_site: 'El chat no está disponible ahora en esta página.',
    origin_refused: 'Por el momento, el chat no está disponible en esta página.',
    not_allowed: 'Esto no es posible aquí.',
    not_found: 'Esto ya no existe.',
    conversation_ended: 'Esta conversación ha terminado. Vuelva a escribir para empezar otra.',
    visitor_blocked: 'El chat no está disponible en este momento. Póngase en contacto con nosotros por otro medio.',
  },
}
