/** The words of the composer's tools, of files in messages and of the frame, in German. */
import { plural } from '../../words.ts'
import type { ToolWords } from './en.ts'

export const tools: ToolWords = {
  frame: { move: 'Chat verschieben', hint: 'Pfeiltasten verschieben ihn, mit Umschalt ändern sie die Größe.', enlarge: 'Vergrößern', restore: 'Zurück zur alten Größe' },

  attach: {
    menu: 'Was anhängen?',
    picture: 'Bild',
    camera: 'Foto aufnehmen',
    file: 'Datei',
    location: 'Standort',
    chosen: 'Angehängte Dateien',
    remove: (name) => `${name} entfernen`,
    pasted: 'Eingefügtes Bild',
    tooLarge: (name, most) => `„${name}“ ist größer als ${most}. Verkleinern Sie die Datei oder senden Sie einen Link.`,
    wrongKind: (name, ending) => `„${name}“ wurde nicht angehängt: Dateien mit der Endung .${ending} nehmen wir hier nicht an.`,
    noEnding: (name) => `„${name}“ wurde nicht angehängt: Dem Namen fehlt die Endung, die sagt, was es ist.`,
    empty: (name) => `„${name}“ ist leer. Wählen Sie eine andere Datei.`,
    tooMany: plural('de', { one: 'In eine Nachricht passt nur # Datei.', other: 'In eine Nachricht passen bis zu # Dateien.' }),
    errors: {
      file_empty: 'Diese Datei ist leer. Wählen Sie eine andere.',
      file_too_large: 'Diese Datei ist zu groß. Verkleinern Sie sie oder senden Sie einen Link.',
      file_type_refused: 'Dateien dieser Art nehmen wir hier nicht an.',
      file_disguised: 'Der Inhalt dieser Datei passt nicht zu ihrer Endung. Speichern Sie sie neu und versuchen Sie es noch einmal.',
      file_unreadable: 'Dieses Bild lässt sich nicht lesen. Speichern Sie es als JPEG oder PNG und versuchen Sie es noch einmal.',
      file_gone: 'Diese Datei lässt sich nicht mehr lesen. Wählen Sie sie neu aus.',
      files_off: 'Hier werden keine Dateien angenommen. Schreiben Sie uns.',
      other: 'Diese Datei konnte nicht gesendet werden.',
    },
  },

  file: {
    open: (name) => `Bild ${name} öffnen`,
    download: (name) => `${name} herunterladen`,
    voice: 'Sprachnachricht',
    play: 'Abspielen',
    pause: 'Anhalten',
    position: 'Stelle',
    sending: (percent) => `Wird gesendet, ${percent}`,
    paused: 'Geht weiter, sobald eine Verbindung da ist',
    cancel: (name) => `${name} nicht senden`,
    gone: 'Diese Datei ist nicht mehr da.',
    cannotPlay: 'Das lässt sich hier nicht abspielen. Laden Sie es herunter.',
  },

  viewer: { dialog: (name) => `Bild ${name}`, close: 'Bild schließen', larger: 'Größer', smaller: 'Kleiner', notLoaded: 'Das Bild wurde nicht geladen.', again: 'Noch einmal laden' },

  emoji: {
    dialog: 'Emoji auswählen',
    search: 'Emoji suchen',
    nothing: 'Kein Emoji mit diesem Namen.',
    found: plural('de', { other: '# Emoji gefunden' }),
    recent: 'Zuletzt verwendet',
    skin: 'Hautton',
    tones: { none: 'Keiner', light: 'Hell', mediumLight: 'Mittelhell', medium: 'Mittel', mediumDark: 'Mitteldunkel', dark: 'Dunkel' },
    groups: {
      smileys: 'Smileys und Gefühle',
      people: 'Menschen und Hände',
      animals: 'Tiere und Natur',
      food: 'Essen und Trinken',
      travel: 'Reisen und Orte',
      activities: 'Aktivitäten',
      objects: 'Gegenstände',
      symbols: 'Symbole',
      flags: 'Flaggen',
    },
  },

  voice: {
    asking: 'Ihr Browser fragt, ob das Mikrofon benutzt werden darf.',
    recording: 'Aufnahme läuft',
    stop: 'Anhalten und anhören',
    send: 'Sprachnachricht senden',
    discard: 'Aufnahme verwerfen',
    longest: 'Eine Sprachnachricht dauert höchstens fünf Minuten. Hören Sie sie an oder senden Sie sie.',
    denied: 'Das Mikrofon ist für diese Seite gesperrt. Erlauben Sie es im Browser neben der Adresse und versuchen Sie es noch einmal.',
    missing: 'Es ist kein Mikrofon da. Schließen Sie eines an und versuchen Sie es noch einmal, oder schreiben Sie.',
    busy: 'Das Mikrofon wird gerade anderswo benutzt. Schließen Sie das und versuchen Sie es noch einmal.',
    unsupported: 'Dieser Browser kann hier nicht aufnehmen. Schreiben Sie, oder senden Sie eine Tondatei.',
  },

  location: {
    asking: 'Ihr Browser fragt, ob Ihr Standort benutzt werden darf.',
    ready: 'Das wird gesendet:',
    send: 'Standort senden',
    discard: 'Nicht senden',
    denied: 'Der Standort ist für diese Seite gesperrt. Erlauben Sie ihn im Browser neben der Adresse und versuchen Sie es noch einmal.',
    notFound: 'Ihr Standort lässt sich gerade nicht bestimmen. Versuchen Sie es im Freien oder am Fenster, oder schreiben Sie, wo Sie sind.',
    unsupported: 'Dieser Browser kann nicht sagen, wo Sie sind. Schreiben Sie es uns.',
    title: 'Geteilter Standort',
    accuracy: (metres) => `auf ${metres} genau`,
    map: 'Auf einer Karte zeigen',
  },

  close: 'Schließen',
  askAgain: 'Noch einmal fragen',
}
