/** The words of the composer's tools, of files in messages and of the frame, in French. */
import { plural } from '../../words.ts'
import type { ToolWords } from './en.ts'

export const tools: ToolWords = {
  frame: { move: 'Déplacer le chat', hint: 'Les flèches le déplacent ; avec Maj, elles changent sa taille.', enlarge: 'Agrandir', restore: 'Revenir à sa taille' },

  attach: {
    menu: 'Que joindre ?',
    picture: 'Image',
    camera: 'Prendre une photo',
    file: 'Fichier',
    location: 'Position',
    chosen: 'Fichiers joints',
    remove: (name) => `Retirer ${name}`,
    pasted: 'Image collée',
    tooLarge: (name, most) => `« ${name} » dépasse ${most}. Réduisez-le ou envoyez un lien.`,
    wrongKind: (name, ending) => `« ${name} » n’est pas joint : les fichiers en .${ending} ne sont pas acceptés ici.`,
    noEnding: (name) => `« ${name} » n’est pas joint : son nom n’a pas d’extension qui dise ce que c’est.`,
    empty: (name) => `« ${name} » est vide. Choisissez un autre fichier.`,
    tooMany: plural('fr', { one: 'Un message ne contient que # fichier.', other: 'Un message contient jusqu’à # fichiers.' }),
    errors: {
      file_empty: 'Ce fichier est vide. Choisissez-en un autre.',
      file_too_large: 'Ce fichier est trop grand. Réduisez-le ou envoyez un lien.',
      file_type_refused: 'Les fichiers de ce type ne sont pas acceptés ici.',
      file_disguised: 'Le contenu de ce fichier ne correspond pas à son extension. Enregistrez-le à nouveau et réessayez.',
      file_unreadable: 'Cette image est illisible. Enregistrez-la en JPEG ou PNG et réessayez.',
      file_gone: 'Ce fichier ne peut plus être lu. Choisissez-le à nouveau.',
      files_off: 'Les fichiers ne sont pas acceptés ici. Écrivez-nous.',
      other: 'Ce fichier n’a pas pu être envoyé.',
    },
  },

  file: {
    open: (name) => `Ouvrir l’image ${name}`,
    download: (name) => `Télécharger ${name}`,
    voice: 'Message vocal',
    play: 'Lire',
    pause: 'Mettre en pause',
    position: 'Position de lecture',
    sending: (percent) => `Envoi en cours, ${percent}`,
    paused: 'Reprend dès qu’il y a une connexion',
    cancel: (name) => `Ne pas envoyer ${name}`,
    gone: 'Ce fichier n’est plus là.',
    cannotPlay: 'Lecture impossible ici. Téléchargez-le.',
  },

  viewer: { dialog: (name) => `Image ${name}`, close: 'Fermer l’image', larger: 'Plus grand', smaller: 'Plus petit', notLoaded: 'L’image ne s’est pas chargée.', again: 'La charger à nouveau' },

  emoji: {
    dialog: 'Choisir un emoji',
    search: 'Chercher un emoji',
    nothing: 'Aucun emoji de ce nom.',
    found: plural('fr', { one: '# emoji trouvé', other: '# emojis trouvés' }),
    recent: 'Récemment utilisés',
    skin: 'Teinte de peau',
    tones: { none: 'Aucune', light: 'Claire', mediumLight: 'Plutôt claire', medium: 'Moyenne', mediumDark: 'Plutôt foncée', dark: 'Foncée' },
    groups: {
      smileys: 'Visages et émotions',
      people: 'Personnes et mains',
      animals: 'Animaux et nature',
      food: 'Nourriture et boissons',
      travel: 'Voyages et lieux',
      activities: 'Activités',
      objects: 'Objets',
      symbols: 'Symboles',
      flags: 'Drapeaux',
    },
  },

  voice: {
    asking: 'Votre navigateur demande si le micro peut être utilisé.',
    recording: 'Enregistrement en cours',
    stop: 'Arrêter et écouter',
    send: 'Envoyer le message vocal',
    discard: 'Supprimer l’enregistrement',
    longest: 'Un message vocal dure cinq minutes au plus. Écoutez-le ou envoyez-le.',
    denied: 'Le micro est bloqué pour cette page. Autorisez-le dans le navigateur, à côté de l’adresse, et réessayez.',
    missing: 'Il n’y a pas de micro. Branchez-en un et réessayez, ou écrivez.',
    busy: 'Le micro est utilisé ailleurs. Fermez ce qui l’utilise et réessayez.',
    unsupported: 'Ce navigateur ne peut pas enregistrer ici. Écrivez ou envoyez un fichier son.',
  },

  location: {
    asking: 'Votre navigateur demande si votre position peut être utilisée.',
    ready: 'Voici ce qui sera envoyé :',
    send: 'Envoyer la position',
    discard: 'Ne pas envoyer',
    denied: 'La position est bloquée pour cette page. Autorisez-la dans le navigateur, à côté de l’adresse, et réessayez.',
    notFound: 'Votre position est introuvable pour l’instant. Réessayez dehors ou près d’une fenêtre, ou écrivez où vous êtes.',
    unsupported: 'Ce navigateur ne peut pas dire où vous êtes. Écrivez-le.',
    title: 'Position partagée',
    accuracy: (metres) => `précise à ${metres} près`,
    map: 'Voir sur une carte',
  },

  close: 'Fermer',
  askAgain: 'Redemander',
}
