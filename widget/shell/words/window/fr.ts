/** The words of the chat window in French. A narrow no-break space stands before `? ! : ;` and inside guillemets; a test looks. */
import { plural } from '../words.ts'
import type { WindowWords } from './types.ts'

export const fr: WindowWords = {
  dialog: (company) => `Discussion avec ${company}`,
  close: 'Fermer la discussion',
  loading: 'Chargement de vos messages',
  greeting: (company) => `Bienvenue chez ${company}`,
  greetingText: 'Comment pouvons-nous vous aider ? Écrivez-nous, nous vous répondrons ici même.',

  about: (company) => `À propos de ${company}`,
  idle: 'À votre écoute',
  waiting: 'Nous sommes bientôt à vous',
  takingMessages: 'Laissez-nous un message',
  agentHere: 'À votre disposition',
  agentAway: 'S’absente un instant',

  assigned: (name) => `${name} vous répond`,
  moved: (name) => `${name} prend la suite`,
  queued: 'Nous sommes tous en ligne pour le moment. Votre place est gardée et vous pouvez continuer à écrire.',
  nobodyThere: 'Personne n’est disponible pour le moment. Laissez votre message : la réponse vous attendra ici.',
  silenceWarning: (time) => `Êtes-vous toujours là ? Sans nouveau message, cette discussion se terminera à ${time}.`,
  ended: {
    visitor: 'Vous avez terminé la discussion',
    agent: 'Cette discussion est terminée',
    silence: 'Cette discussion a pris fin, faute de nouveaux messages',
  },

  reconnecting: 'Reconnexion en cours…',
  offline: 'Pas de connexion. Ce que vous écrivez est conservé et partira dès que possible.',
  reload: 'Recharger la page',

  end: 'Terminer la discussion',
  endQuestion: 'Terminer cette discussion ?',
  endConfirm: 'Terminer',
  endCancel: 'Continuer',
  endedHint: 'Une autre question ? Il suffit de nous écrire.',
  startAgain: 'Recommencer',

  message: 'Votre message',
  placeholder: 'Écrivez un message…',
  send: 'Envoyer',
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
    invalid_input: 'Nous n’avons pas pu comprendre.',
    invalid_message: 'Ce message est vide ou contient des caractères qui ne peuvent pas être envoyés.',
    message_too_long: 'Ce message dépasse 4 000 caractères. Raccourcissez-le ou envoyez-le en plusieurs fois.',
    too_large: 'C’est trop en une seule fois. Envoyez-le en plusieurs fois.',
    rate_limited: 'Cela fait beaucoup en peu de temps. Ce que vous avez écrit est conservé et partira dans un instant.',
    unknown_site: 'La discussion n’est pas disponible sur cette page en ce moment.',
    origin_refused: 'La discussion n’est pas disponible sur cette page pour le moment.',
    not_allowed: 'Cela n’est pas possible ici.',
    not_found: 'Cela n’existe plus.',
    conversation_ended: 'Cette discussion est terminée. Écrivez de nouveau pour en commencer une autre.',
    visitor_blocked: 'Cette discussion vous est fermée. Contactez-nous par un autre moyen.',
    client_outdated: 'La discussion a été mise à jour. Rechargez la page pour continuer ; ce que vous avez écrit est conservé.',
    server_outdated: 'La discussion est en cours de mise à jour. Ce que vous avez écrit est conservé et partira tout seul.',
    unavailable: 'Nous ne pouvons rien recevoir pour l’instant. Ce que vous avez écrit est conservé et partira tout seul.',
    not_reachable: 'Nous sommes injoignables pour l’instant. Ce que vous avez écrit est conservé et partira tout seul.',
  },
}
