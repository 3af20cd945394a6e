/** The words of what is fetched on first use, in French. Narrow no-break spaces before double punctuation. */
import { plural } from '../words.ts'
import type { ExtrasWords } from './types.ts'
import { tools } from './tools/fr.ts'

export const fr: ExtrasWords = {
  ...tools,

  menu: { end: 'Terminer la conversation', endQuestion: 'Terminer cette conversation ?', endConfirm: 'Terminer', endCancel: 'Continuer', popup: 'Ouvrir dans une fenêtre à part', sound: 'Son des nouveaux messages', notices: 'Notifications', enter: 'Envoyer avec Entrée', rate: 'Évaluer cette conversation', transcript: 'Obtenir la transcription', data: 'Vos données', close: 'Fermer' },
  noticesDenied: 'Les notifications sont bloquées pour cette page. Autorisez-les dans les réglages de votre navigateur, puis activez-les ici.',
  transcript: { about: 'Tout ce qui a été écrit ici, sous forme de texte.', download: 'Télécharger', address: 'Adresse e-mail', mail: 'Envoyer par e-mail', sent: (address) => `Elle est en route vers ${address}.` },
  data: {
    about: 'Ce que vous avez écrit ici et ce que nous savons de vous vous appartient : emportez-en une copie ou faites-le supprimer.',
    give: 'Télécharger mes données',
    erase: 'Supprimer mes données',
    question: 'Supprimer définitivement tous vos messages, fichiers et coordonnées ? Cette action est irréversible.',
    confirm: 'Tout supprimer',
    cancel: 'Garder mes données',
  },

  form: {
    title: 'Avant de commencer',
    fields: { name: 'Votre nom', email: 'Votre adresse e-mail', phone: 'Votre numéro de téléphone' },
    optional: (label) => `${label} (facultatif)`,
    choose: 'Veuillez choisir',
    missing: 'Veuillez remplir ce champ.',
    badEmail: 'Cela ne ressemble pas à une adresse e-mail.',
    badPhone: 'Cela ne ressemble pas à un numéro de téléphone.',
    tick: 'Veuillez cocher cette case pour continuer.',
    more: 'En savoir plus',
    submit: 'Envoyer les réponses',
    answered: 'Vos réponses ont été envoyées',
  },

  reachHere: 'Notre réponse vous attendra ici.',
  reachMail: (address) => `Notre réponse vous attendra ici et arrivera par e-mail à ${address}.`,
  away: {
    backToday: (time) => `Nous serons de retour aujourd’hui à ${time}.`,
    backTomorrow: (time) => `Nous serons de retour demain à ${time}.`,
    backOn: (day, time) => `Nous serons de retour ${day} à ${time}.`,
    reach: 'Comment pouvons-nous vous joindre ?',
    save: 'Enregistrer',
    noted: (details) => `Nous avons noté ${details}. Notre réponse vous attendra ici.`,
    change: 'Modifier mes coordonnées',
  },

  queue: {
    next: 'C’est bientôt votre tour',
    place: plural('fr', { other: 'Vous êtes numéro # dans la file' }),
    minutes: plural('fr', { one: 'Encore # minute environ', other: 'Encore # minutes environ' }),
    soon: 'Encore moins d’une minute',
    hint: 'Vous pouvez continuer à écrire en attendant.',
    leave: 'Laisser plutôt un message',
    giveUp: 'Ne plus attendre',
  },

  survey: {
    question: 'Comment s’est passée cette conversation ?',
    steps: { 1: 'Très mal', 2: 'Mal', 3: 'Correctement', 4: 'Bien', 5: 'Très bien' },
    comment: 'Que devrions-nous savoir ? (facultatif)',
    commentNeeded: 'Que devons-nous savoir\u202f?',
    commentMissing: 'Dites-nous en quelques mots ce qui n’allait pas.',
    reasons: 'Pourquoi\u202f?',
    submit: 'Envoyer l’évaluation',
    later: 'Pas maintenant',
    thanks: 'Merci pour votre évaluation !',
    change: 'Modifier l’évaluation',
  },

  transfer: { question: (name) => `Acceptez-vous que ${name} prenne la suite ?`, accept: 'Oui, volontiers', decline: 'Non, merci' },

  // The menu of the workspace (MN-1)
  items: { label: 'Menu', newTab: '(s’ouvre dans un nouvel onglet)' },

  choices: { label: 'Réponses rapides', chosen: (label) => `Choisi : ${label}` },
  cards: { label: 'Cartes', previous: 'Carte précédente', next: 'Carte suivante' },
  contact: { call: (name) => `Appeler ${name}`, mail: (name) => `Écrire un e-mail à ${name}`, open: (name) => `Ouvrir la page de ${name}` },

  errors: {
    not_reachable: 'Cela n’a pas fonctionné. Veuillez réessayer dans un instant.',
    bad_email: 'Veuillez vérifier l’adresse e-mail.',
    bad_phone: 'Veuillez vérifier le numéro de téléphone.',
    proof_needed: 'Votre session est ouverte sur ce site : modifiez cela dans votre compte.',
    file_gone: 'Un fichier de ce message n’est plus là. Modifiez le message et choisissez à nouveau le fichier.',
    form_gone: 'Il n’est plus possible d’y répondre. Écrivez-nous directement.',
    reason_gone: 'Les questions ont changé entre-temps. Relisez votre réponse et envoyez-la de nouveau.',
    survey_closed: 'Cette conversation ne peut plus être évaluée. Écrivez-nous directement.',
    transfer_over: 'Cette question est déjà réglée.',
    invitation_over: 'Cette invitation est terminée. Écrivez-nous simplement.',
    mail_unavailable: 'Nous ne pouvons pas envoyer d’e-mail pour le moment. Vous pouvez la télécharger.',
    invalid_input: 'Nous n’avons pas pu comprendre.',
    too_large: 'C’est trop en une seule fois. Envoyez-le en plusieurs fois.',
    unknown_site: 'Le chat n’est pas disponible sur cette page en ce moment.',
    origin_refused: 'Le chat n’est pas disponible sur cette page pour le moment.',
    not_allowed: 'Cela n’est pas possible ici.',
    not_found: 'Cela n’existe plus.',
    conversation_ended: 'Cette conversation est terminée. Écrivez de nouveau pour en commencer une autre.',
    visitor_blocked: 'Le chat n’est pas disponible pour le moment. Contactez-nous par un autre moyen.',
  },
}
