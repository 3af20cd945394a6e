/** The words of the composer's tools, of files in messages and of the frame, in Spanish. */
import { plural } from '../../words.ts'
import type { ToolWords } from './en.ts'

export const tools: ToolWords = {
  frame: { move: 'Mover el chat', hint: 'Las flechas lo mueven; con Mayús cambian su tamaño.', enlarge: 'Ampliar', restore: 'Volver a su tamaño' },

  attach: {
    menu: 'Qué adjuntar',
    picture: 'Imagen',
    camera: 'Hacer una foto',
    file: 'Archivo',
    location: 'Ubicación',
    chosen: 'Archivos adjuntos',
    remove: (name) => `Quitar ${name}`,
    pasted: 'Imagen pegada',
    tooLarge: (name, most) => `«${name}» supera ${most}. Redúzcalo o envíe un enlace.`,
    wrongKind: (name, ending) => `«${name}» no se ha adjuntado: aquí no se aceptan archivos terminados en .${ending}`,
    noEnding: (name) => `«${name}» no se ha adjuntado: su nombre no tiene una extensión que diga qué es.`,
    empty: (name) => `«${name}» está vacío. Elija otro archivo.`,
    tooMany: plural('es', { one: 'En un mensaje solo cabe # archivo.', other: 'En un mensaje caben hasta # archivos.' }),
    errors: {
      file_empty: 'Este archivo está vacío. Elija otro.',
      file_too_large: 'Este archivo es demasiado grande. Redúzcalo o envíe un enlace.',
      file_type_refused: 'Aquí no se aceptan archivos de este tipo.',
      file_disguised: 'El contenido de este archivo no corresponde a su extensión. Guárdelo de nuevo e inténtelo otra vez.',
      file_unreadable: 'No se puede leer esta imagen. Guárdela como JPEG o PNG e inténtelo otra vez.',
      file_gone: 'Ya no se puede leer este archivo. Elíjalo de nuevo.',
      files_off: 'Aquí no se aceptan archivos. Escríbanos.',
      other: 'No se ha podido enviar este archivo.',
    },
  },

  file: {
    open: (name) => `Abrir la imagen ${name}`,
    download: (name) => `Descargar ${name}`,
    voice: 'Mensaje de voz',
    play: 'Reproducir',
    pause: 'Pausar',
    position: 'Posición',
    sending: (percent) => `Enviando, ${percent}`,
    paused: 'Continúa cuando haya conexión',
    cancel: (name) => `No enviar ${name}`,
    gone: 'Este archivo ya no está.',
    cannotPlay: 'No se puede reproducir aquí. Descárguelo.',
  },

  viewer: { dialog: (name) => `Imagen ${name}`, close: 'Cerrar la imagen', larger: 'Más grande', smaller: 'Más pequeña', notLoaded: 'La imagen no se ha cargado.', again: 'Cargarla de nuevo' },

  emoji: {
    dialog: 'Elegir un emoji',
    search: 'Buscar emojis',
    nothing: 'Ningún emoji con ese nombre.',
    found: plural('es', { one: '# emoji encontrado', other: '# emojis encontrados' }),
    recent: 'Usados recientemente',
    skin: 'Tono de piel',
    tones: { none: 'Ninguno', light: 'Claro', mediumLight: 'Claro medio', medium: 'Medio', mediumDark: 'Oscuro medio', dark: 'Oscuro' },
    groups: {
      smileys: 'Caras y sentimientos',
      people: 'Personas y manos',
      animals: 'Animales y naturaleza',
      food: 'Comida y bebida',
      travel: 'Viajes y lugares',
      activities: 'Actividades',
      objects: 'Objetos',
      symbols: 'Símbolos',
      flags: 'Banderas',
    },
  },

  voice: {
    asking: 'Su navegador pregunta si se puede usar el micrófono.',
    recording: 'Grabando',
    stop: 'Parar y escuchar',
    send: 'Enviar el mensaje de voz',
    discard: 'Descartar la grabación',
    longest: 'Un mensaje de voz dura cinco minutos como máximo. Escúchelo o envíelo.',
    denied: 'El micrófono está bloqueado en esta página. Permítalo en el navegador, junto a la dirección, e inténtelo otra vez.',
    missing: 'No hay micrófono. Conecte uno e inténtelo otra vez, o escriba.',
    busy: 'Otro programa está usando el micrófono. Ciérrelo e inténtelo otra vez.',
    unsupported: 'Este navegador no puede grabar aquí. Escriba o envíe un archivo de sonido.',
  },

  location: {
    asking: 'Su navegador pregunta si se puede usar su ubicación.',
    ready: 'Esto es lo que se enviará:',
    send: 'Enviar la ubicación',
    discard: 'No enviar',
    denied: 'La ubicación está bloqueada en esta página. Permítala en el navegador, junto a la dirección, e inténtelo otra vez.',
    notFound: 'Ahora no se puede encontrar su ubicación. Inténtelo fuera o cerca de una ventana, o escriba dónde está.',
    unsupported: 'Este navegador no puede decir dónde está. Escríbalo.',
    title: 'Ubicación compartida',
    accuracy: (metres) => `con una precisión de ${metres}`,
    map: 'Ver en un mapa',
  },

  close: 'Cerrar',
  askAgain: 'Preguntar de nuevo',
}
