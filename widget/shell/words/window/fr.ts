/** The words of the chat window in French. A narrow no-break space stands before `? ! : ;` and inside guillemets; a test looks. */
import { plural } from '../words.ts'
import type { WindowWords } from './types.ts'

export const fr: WindowWords = {
  dialog: (company) => `Chat avec ${company}`,
  close: 'Fermer le chat',
  more: 'Plus d’options',
  loading: 'Chargement de vos messages',
  greeting: (company) => `Bienvenue chez ${company}`,
  greetingText: 'Comment pouvons-nous vous aider ? Écrivez-nous, nous vous répondrons ici même.',
  awayText: 'Il n’y a personne pour le moment. Nous vous répondrons dès notre retour.',

  about: (company) => `À propos de ${company}`,
  idle: 'À votre écoute',
  waiting: 'Nous arrivons',
  takingMessages: 'Laissez un message',
  agentHere: 'À votre disposition',
  agentAway: 'S’absente un instant',

  assigned: (name) => `${name} vous répond`,
  moved: (name) => `${name} prend la suite`,
  queued: 'Nous sommes tous en ligne pour le moment. Votre place est gardée et vous pouvez continuer à écrire.',
  nobodyThere: 'Nous avons votre message. Notre réponse vous attendra ici.',
  silenceWarning: (time) => `Êtes-vous toujours là ? Sans nouveau message, cette conversation se terminera à ${time}.`,
  ended: {
    visitor: 'Vous avez terminé la conversation',
    agent: 'Cette conversation est terminée',
    silence: 'Cette conversation a pris fin, faute de nouveaux messages',
  },
  rated: (score) => `Vous avez noté cette conversation ${score} sur 5`,
  transferAsked: (name) => `${name} pourrait prendre la suite`,
  transferDeclined: 'Vous avez refusé le transfert',
  transferLapsed: 'Le transfert a été annulé',

  reconnecting: 'Reconnexion…',
  offline: 'Pas de connexion. Ce que vous écrivez est conservé et partira dès que possible.',
  reload: 'Recharger la page',

  endedHint: 'Une autre question ? Il suffit de nous écrire.',
  startAgain: 'Recommencer',

  message: 'Votre message',
  placeholder: 'Écrivez un message…',
  typingSeen: 'Nous voyons ce que vous écrivez avant l’envoi.',
  send: 'Envoyer',
  attach: 'Joindre',
  emoji: 'Insérer un emoji',
  speak: 'Enregistrer un message vocal',
  drop: 'Relâchez pour joindre',
  enterSends: 'Entrée envoie ; Maj et Entrée commencent une nouvelle ligne.',
  enterBreaks: 'Entrée commence une nouvelle ligne ; Ctrl et Entrée envoient.',
  charactersLeft: plural('fr', { one: '# caractère restant', other: '# caractères restants' }),
  charactersOver: plural('fr', { one: '# caractère en trop', other: '# caractères en trop' }),

  messages: 'Messages',
  you: 'Vous',
  machine: 'Réponse automatique',
  typing: (name) => `${name} est en train d’écrire`,
  loadingOlder: 'Chargement des messages précédents',
  newMessages: plural('fr', { one: '# nouveau message', other: '# nouveaux messages' }),
  toLatest: 'Aller au dernier message',
  cannotShow: 'Ce type de message ne peut pas s’afficher ici.',
  loadFailed: 'Ceci ne s’est pas chargé.',
  status: {
    sending: 'Envoi en cours',
    kept: 'Conservé, sera envoyé',
    sent: 'Envoyé',
    delivered: 'Reçu',
    read: 'Lu',
    failed: 'Non envoyé',
  },
  retry: 'Réessayer',
  edit: 'Modifier',

  errors: {
    invalid_message: 'Ce message est vide ou contient des caractères qui ne peuvent pas être envoyés.',
    message_too_long: 'Ce message dépasse 4 000 caractères. Raccourcissez-le ou envoyez-le en plusieurs fois.',
    client_outdated: 'Le chat a été mis à jour. Rechargez la page pour continuer ; ce que vous avez écrit est conservé.',
    unavailable: 'Nous ne pouvons rien recevoir pour l’instant. Ce que vous avez écrit est conservé et partira tout seul.',
  },
}
