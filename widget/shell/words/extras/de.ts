/** The words of what is fetched on first use, in German. */
import { plural } from '../words.ts'
import type { ExtrasWords } from './types.ts'
import { tools } from './tools/de.ts'

export const de: ExtrasWords = {
  ...tools,

  menu: { end: 'Gespräch beenden', endQuestion: 'Dieses Gespräch beenden?', endConfirm: 'Beenden', endCancel: 'Weiterreden', popup: 'In eigenem Fenster öffnen', sound: 'Ton bei neuen Nachrichten', notices: 'Benachrichtigungen', enter: 'Mit Eingabetaste senden', rate: 'Dieses Gespräch bewerten', transcript: 'Gesprächsverlauf erhalten', data: 'Ihre Daten', close: 'Schließen' },
  noticesDenied: 'Benachrichtigungen sind für diese Seite gesperrt. Erlauben Sie sie in den Einstellungen Ihres Browsers und schalten Sie sie dann hier ein.',
  transcript: { about: 'Alles, was hier geschrieben wurde, als Text.', download: 'Herunterladen', address: 'E-Mail-Adresse', mail: 'Per E-Mail senden', sent: (address) => `Der Verlauf ist auf dem Weg an ${address}.` },
  data: {
    about: 'Was Sie hier geschrieben haben und was wir über Sie wissen, gehört Ihnen: Nehmen Sie eine Kopie mit oder lassen Sie es löschen.',
    give: 'Meine Daten herunterladen',
    erase: 'Meine Daten löschen',
    question: 'Alle Ihre Nachrichten, Dateien und Angaben endgültig löschen? Das lässt sich nicht rückgängig machen.',
    confirm: 'Alles löschen',
    cancel: 'Daten behalten',
  },

  form: {
    title: 'Bevor wir anfangen',
    fields: { name: 'Ihr Name', email: 'Ihre E-Mail-Adresse', phone: 'Ihre Telefonnummer' },
    optional: (label) => `${label} (freiwillig)`,
    choose: 'Bitte wählen',
    missing: 'Bitte füllen Sie dieses Feld aus.',
    badEmail: 'Das sieht nicht nach einer E-Mail-Adresse aus.',
    badPhone: 'Das sieht nicht nach einer Telefonnummer aus.',
    tick: 'Bitte setzen Sie hier ein Häkchen.',
    more: 'Mehr dazu lesen',
    submit: 'Antworten senden',
    answered: 'Ihre Antworten wurden gesendet',
  },

  reachHere: 'Unsere Antwort wartet hier auf Sie.',
  reachMail: (address) => `Unsere Antwort wartet hier auf Sie und kommt per E-Mail an ${address}.`,
  away: {
    backToday: (time) => `Wir sind heute um ${time} wieder da.`,
    backTomorrow: (time) => `Wir sind morgen um ${time} wieder da.`,
    backOn: (day, time) => `Wir sind am ${day} um ${time} wieder da.`,
    reach: 'Wie erreichen wir Sie?',
    save: 'Speichern',
    noted: (details) => `Wir haben ${details} notiert. Unsere Antwort wartet hier auf Sie.`,
    change: 'Angaben ändern',
  },

  queue: {
    next: 'Sie sind als Nächstes dran',
    place: plural('de', { other: 'Sie sind Nummer # in der Reihe' }),
    minutes: plural('de', { one: 'Noch etwa # Minute', other: 'Noch etwa # Minuten' }),
    soon: 'Noch weniger als eine Minute',
    hint: 'Sie können weiterschreiben, während Sie warten.',
    leave: 'Lieber eine Nachricht hinterlassen',
    giveUp: 'Nicht länger warten',
  },

  survey: {
    question: 'Wie war dieses Gespräch?',
    steps: { 1: 'Sehr schlecht', 2: 'Nicht gut', 3: 'In Ordnung', 4: 'Gut', 5: 'Sehr gut' },
    comment: 'Was sollten wir wissen? (freiwillig)',
    commentNeeded: 'Was sollen wir wissen?',
    commentMissing: 'Bitte sagen Sie in wenigen Worten, was nicht gut war.',
    reasons: 'Woran lag es?',
    submit: 'Bewertung senden',
    later: 'Jetzt nicht',
    thanks: 'Vielen Dank für Ihre Bewertung!',
    change: 'Bewertung ändern',
  },

  transfer: { question: (name) => `Darf ${name} hier übernehmen?`, accept: 'Ja, gern', decline: 'Nein, danke' },

  // The menu of the workspace (MN-1)
  items: { label: 'Menü', newTab: '(öffnet in einem neuen Tab)' },

  choices: { label: 'Schnellantworten', chosen: (label) => `Gewählt: ${label}` },
  cards: { label: 'Karten', previous: 'Vorige Karte', next: 'Nächste Karte' },
  contact: { call: (name) => `${name} anrufen`, mail: (name) => `E-Mail an ${name} schreiben`, open: (name) => `Seite von ${name} öffnen` },

  errors: {
    not_reachable: 'Das hat gerade nicht geklappt. Bitte versuchen Sie es gleich noch einmal.',
    bad_email: 'Bitte prüfen Sie die E-Mail-Adresse.',
    bad_phone: 'Bitte prüfen Sie die Telefonnummer.',
    proof_needed: 'Sie sind auf dieser Website angemeldet: Bitte ändern Sie das dort in Ihrem Konto.',
    file_gone: 'Eine Datei dieser Nachricht ist nicht mehr da. Bearbeiten Sie die Nachricht und wählen Sie die Datei neu aus.',
    form_gone: 'Das lässt sich nicht mehr beantworten. Schreiben Sie uns einfach.',
    reason_gone: 'Die Fragen haben sich inzwischen geändert. Bitte sehen Sie Ihre Antwort durch und senden Sie sie noch einmal.',
    survey_closed: 'Dieses Gespräch lässt sich nicht mehr bewerten. Schreiben Sie uns einfach.',
    transfer_over: 'Diese Frage hat sich inzwischen erledigt.',
    invitation_over: 'Diese Einladung ist vorbei. Schreiben Sie uns einfach.',
    mail_unavailable: 'Wir können gerade keine E-Mails senden. Sie können den Verlauf herunterladen.',
    invalid_input: 'Das konnten wir nicht verstehen.',
    too_large: 'Das ist zu viel auf einmal. Bitte senden Sie es in Teilen.',
    unknown_site: 'Der Chat ist auf dieser Seite gerade nicht verfügbar.',
    origin_refused: 'Der Chat ist auf dieser Seite im Moment nicht verfügbar.',
    not_allowed: 'Das ist hier nicht möglich.',
    not_found: 'Das gibt es nicht mehr.',
    conversation_ended: 'Dieses Gespräch ist beendet. Schreiben Sie einfach wieder, um ein neues zu beginnen.',
    visitor_blocked: 'Der Chat ist zurzeit nicht verfügbar. Bitte wenden Sie sich auf einem anderen Weg an uns.',
  },
}
