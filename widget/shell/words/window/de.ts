/** The words of the chat window in German. */
import { plural } from '../words.ts'
import type { WindowWords } from './types.ts'

export const de: WindowWords = {
  dialog: (company) => `Chat mit ${company}`,
  close: 'Chat schließen',
  loading: 'Ihre Nachrichten werden geladen',
  greeting: (company) => `Willkommen bei ${company}`,
  greetingText: 'Wie können wir Ihnen helfen? Schreiben Sie uns, wir antworten Ihnen direkt hier.',

  about: (company) => `Über ${company}`,
  idle: 'Wir helfen Ihnen gern',
  waiting: 'Gleich ist jemand für Sie da',
  takingMessages: 'Schreiben Sie uns eine Nachricht',
  agentHere: 'Jetzt für Sie da',
  agentAway: 'Gerade nicht am Platz',

  assigned: (name) => `${name} antwortet Ihnen`,
  moved: (name) => `Ab hier ist ${name} für Sie da`,
  queued: 'Im Moment sind alle im Gespräch. Ihr Platz in der Warteschlange ist Ihnen sicher, und Sie können weiterschreiben.',
  nobodyThere: 'Gerade ist niemand da. Hinterlassen Sie Ihre Nachricht: Die Antwort wartet dann hier auf Sie.',
  silenceWarning: (time) => `Sind Sie noch da? Wenn es still bleibt, endet dieses Gespräch um ${time}.`,
  ended: {
    visitor: 'Sie haben das Gespräch beendet',
    agent: 'Dieses Gespräch ist beendet',
    silence: 'Dieses Gespräch wurde beendet, weil es länger still war',
  },

  reconnecting: 'Verbindung wird wiederhergestellt …',
  offline: 'Gerade keine Verbindung. Was Sie schreiben, bleibt erhalten und wird gesendet, sobald es geht.',
  reload: 'Seite neu laden',

  end: 'Gespräch beenden',
  endQuestion: 'Dieses Gespräch beenden?',
  endConfirm: 'Beenden',
  endCancel: 'Weiterreden',
  endedHint: 'Haben Sie noch eine Frage? Schreiben Sie uns einfach.',
  startAgain: 'Neu beginnen',

  message: 'Ihre Nachricht',
  placeholder: 'Nachricht schreiben …',
  send: 'Senden',
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
    invalid_input: 'Das konnten wir nicht verstehen.',
    invalid_message: 'Diese Nachricht ist leer oder enthält Zeichen, die sich nicht senden lassen.',
    message_too_long: 'Diese Nachricht ist länger als 4.000 Zeichen. Bitte kürzen Sie sie oder senden Sie sie in Teilen.',
    too_large: 'Das ist zu viel auf einmal. Bitte senden Sie es in Teilen.',
    rate_limited: 'Das war viel in kurzer Zeit. Was Sie geschrieben haben, bleibt erhalten und wird gleich gesendet.',
    unknown_site: 'Der Chat ist auf dieser Seite gerade nicht verfügbar.',
    origin_refused: 'Der Chat ist auf dieser Seite im Moment nicht verfügbar.',
    not_allowed: 'Das ist hier nicht möglich.',
    not_found: 'Das gibt es nicht mehr.',
    conversation_ended: 'Dieses Gespräch ist beendet. Schreiben Sie einfach wieder, um ein neues zu beginnen.',
    visitor_blocked: 'Dieser Chat ist für Sie geschlossen. Bitte wenden Sie sich auf einem anderen Weg an uns.',
    client_outdated: 'Der Chat wurde erneuert. Bitte laden Sie die Seite neu; was Sie geschrieben haben, bleibt erhalten.',
    server_outdated: 'Der Chat wird gerade erneuert. Was Sie geschrieben haben, bleibt erhalten und wird von selbst gesendet.',
    unavailable: 'Gerade können wir nichts annehmen. Was Sie geschrieben haben, bleibt erhalten und wird von selbst gesendet.',
    not_reachable: 'Wir sind gerade nicht erreichbar. Was Sie geschrieben haben, bleibt erhalten und wird von selbst gesendet.',
  },
}
