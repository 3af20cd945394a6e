/** The words of the chat window in German. */
import { plural } from '../words.ts'
import type { WindowWords } from './types.ts'

export const de: WindowWords = {
  dialog: (company) => `Chat mit ${company}`,
  close: 'Chat schließen',
  more: 'Weitere Optionen',
  loading: 'Ihre Nachrichten werden geladen',
  greeting: (company) => `Willkommen bei ${company}`,
  greetingText: 'Wie können wir Ihnen helfen? Schreiben Sie uns, wir antworten Ihnen direkt hier.',
  awayText: 'Gerade ist niemand da. Wir antworten, sobald wir zurück sind.',

  about: (company) => `Über ${company}`,
  idle: 'Wir helfen Ihnen gern',
  waiting: 'Gleich ist jemand da',
  takingMessages: 'Schreiben Sie uns',
  agentHere: 'Jetzt für Sie da',
  agentAway: 'Kurz abwesend',

  assigned: (name) => `${name} antwortet Ihnen`,
  moved: (name) => `Ab hier ist ${name} für Sie da`,
  queued: 'Im Moment sind alle im Gespräch. Ihr Platz in der Warteschlange ist Ihnen sicher, und Sie können weiterschreiben.',
  nobodyThere: 'Ihre Nachricht ist bei uns. Unsere Antwort wartet dann hier auf Sie.',
  silenceWarning: (time) => `Sind Sie noch da? Wenn es still bleibt, endet dieses Gespräch um ${time}.`,
  ended: {
    visitor: 'Sie haben das Gespräch beendet',
    agent: 'Dieses Gespräch ist beendet',
    silence: 'Dieses Gespräch wurde beendet, weil es länger still war',
  },
  rated: (score) => `Sie haben dieses Gespräch mit ${score} von 5 bewertet`,
  transferAsked: (name) => `${name} könnte hier übernehmen`,
  transferDeclined: 'Sie haben die Übergabe abgelehnt',
  transferLapsed: 'Die Übergabe hat sich erledigt',

  reconnecting: 'Wird neu verbunden …',
  offline: 'Gerade keine Verbindung. Was Sie schreiben, bleibt erhalten und wird gesendet, sobald es geht.',
  reload: 'Seite neu laden',

  endedHint: 'Haben Sie noch eine Frage? Schreiben Sie uns einfach.',
  startAgain: 'Neu beginnen',

  message: 'Ihre Nachricht',
  placeholder: 'Nachricht schreiben …',
  typingSeen: 'Wir sehen schon vor dem Absenden, was Sie schreiben.',
  send: 'Senden',
  attach: 'Anhängen',
  emoji: 'Emoji einfügen',
  speak: 'Sprachnachricht aufnehmen',
  drop: 'Loslassen zum Anhängen',
  enterSends: 'Eingabe sendet, Umschalt und Eingabe beginnen eine neue Zeile.',
  enterBreaks: 'Eingabe beginnt eine neue Zeile, Strg und Eingabe senden.',
  charactersLeft: plural('de', { other: 'Noch # Zeichen' }),
  charactersOver: plural('de', { other: '# Zeichen zu viel' }),

  messages: 'Nachrichten',
  you: 'Sie',
  machine: 'Automatische Antwort',
  typing: (name) => `${name} schreibt gerade`,
  loadingOlder: 'Frühere Nachrichten werden geladen',
  newMessages: plural('de', { one: '# neue Nachricht', other: '# neue Nachrichten' }),
  toLatest: 'Zur neuesten Nachricht',
  cannotShow: 'Diese Art von Nachricht lässt sich hier nicht anzeigen.',
  loadFailed: 'Das wurde nicht geladen.',
  status: {
    sending: 'Wird gesendet',
    kept: 'Aufbewahrt, wird noch gesendet',
    sent: 'Gesendet',
    delivered: 'Zugestellt',
    read: 'Gelesen',
    failed: 'Nicht gesendet',
  },
  retry: 'Erneut versuchen',
  edit: 'Bearbeiten',

  errors: {
    invalid_message: 'Diese Nachricht ist leer oder enthält Zeichen, die sich nicht senden lassen.',
    message_too_long: 'Diese Nachricht ist länger als 4.000 Zeichen. Bitte kürzen Sie sie oder senden Sie sie in Teilen.',
    client_outdated: 'Der Chat wurde erneuert. Bitte laden Sie die Seite neu; was Sie geschrieben haben, bleibt erhalten.',
    unavailable: 'Gerade können wir nichts annehmen. Was Sie geschrieben haben, bleibt erhalten und wird von selbst gesendet.',
  },
}
