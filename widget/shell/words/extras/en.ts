/**
 * The words of what is fetched on first use, in English: the table that the others follow. One chunk a language, shared
 * by all of it.
 */
import { plural } from '../words.ts'
import { tools } from './tools/en.ts'

export const en = {
  ...tools,

  // The menu
  menu: {
    end: 'End conversation',
    endQuestion: 'End this conversation?',
    endConfirm: 'End it',
    endCancel: 'Keep talking',
    popup: 'Open in its own window',
    sound: 'Sound for new messages',
    notices: 'Notifications',
    enter: 'Send with Enter',
    rate: 'Rate this conversation',
    transcript: 'Get a transcript',
    data: 'Your data',
    close: 'Close',
  },
  noticesDenied: 'Notifications are blocked for this page. Allow them in your browser’s settings, then switch them on here.',
  transcript: {
    about: 'Everything that was written here, as a text.',
    download: 'Download it',
    address: 'E-mail address',
    mail: 'Send it by e-mail',
    sent: (address: string) => `It is on its way to ${address}.`,
  },
  data: {
    about: 'What you wrote here, and what we know about you, is yours: take a copy with you, or have it deleted.',
    give: 'Download my data',
    erase: 'Delete my data',
    question: 'Delete all your messages, files and details for good? This cannot be undone.',
    confirm: 'Delete everything',
    cancel: 'Keep my data',
  },

  // Forms
  form: {
    title: 'Before we begin',
    fields: { name: 'Your name', email: 'Your e-mail address', phone: 'Your phone number' },
    optional: (label: string) => `${label} (optional)`,
    choose: 'Please choose',
    missing: 'Please fill this in.',
    badEmail: 'This does not look like an e-mail address.',
    badPhone: 'This does not look like a phone number.',
    tick: 'Please tick this box to go on.',
    more: 'Read more about it',
    submit: 'Send answers',
    answered: 'Your answers were sent',
  },

  // Nobody there
  // How an answer will come, if one comes later (CW-12)
  reachHere: 'Our answer will be waiting for you here.',
  reachMail: (address: string) => `Our answer will be waiting for you here, and comes by e-mail to ${address}.`,
  away: {
    backToday: (time: string) => `We are back today at ${time}.`,
    backTomorrow: (time: string) => `We are back tomorrow at ${time}.`,
    backOn: (day: string, time: string) => `We are back on ${day} at ${time}.`,
    reach: 'How can we reach you?',
    save: 'Save',
    noted: (details: string) => `We have noted ${details}. Our answer will be waiting for you here.`,
    change: 'Change details',
  },

  // Waiting
  queue: {
    next: 'You are next',
    place: plural('en', { other: 'You are number # in line' }),
    minutes: plural('en', { one: 'About # minute to go', other: 'About # minutes to go' }),
    soon: 'Less than a minute to go',
    hint: 'You can keep writing while you wait.',
    leave: 'Leave a message instead',
    giveUp: 'Stop waiting',
  },

  // Survey
  survey: {
    question: 'How was this conversation?',
    steps: { 1: 'Very bad', 2: 'Not good', 3: 'All right', 4: 'Good', 5: 'Very good' },
    comment: 'What should we know? (optional)',
    commentNeeded: 'What should we know?',
    commentMissing: 'Please say in a few words what was not good.',
    reasons: 'What was it?',
    submit: 'Send rating',
    later: 'Not now',
    thanks: 'Thank you for your rating!',
    change: 'Change rating',
  },

  // Handing over
  transfer: {
    question: (name: string) => `May ${name} take over from here?`,
    accept: 'Yes, gladly',
    decline: 'No, thank you',
  },

  // The menu of the workspace (MN-1)
  items: { label: 'Menu', newTab: '(opens in a new tab)' },

  // What messages are made of
  choices: { label: 'Quick replies', chosen: (label: string) => `Chosen: ${label}` },
  cards: { label: 'Cards', previous: 'Previous card', next: 'Next card' },
  contact: { call: (name: string) => `Call ${name}`, mail: (name: string) => `Write an e-mail to ${name}`, open: (name: string) => `Open the page of ${name}` },

  errors: {
    not_reachable: 'That did not work just now. Please try again in a moment.',
    bad_email: 'Please check the e-mail address.',
    bad_phone: 'Please check the phone number.',
    proof_needed: 'You are signed in on this site: please change this in your account there.',
    file_gone: 'A file of this message is not there any more. Edit the message and choose the file again.',
    form_gone: 'This cannot be answered any more. Just write to us instead.',
    reason_gone: 'The questions have changed in the meantime. Please look through your answer and send it again.',
    survey_closed: 'This conversation cannot be rated any more. Just write to us instead.',
    transfer_over: 'This question has been settled in the meantime.',
    invitation_over: 'This invitation is over. Just write to us instead.',
    mail_unavailable: 'We cannot send e-mail right now. You can download it instead.',
    invalid_input: 'This could not be understood.',
    too_large: 'This is too much at once. Please send it in parts.',
    unknown_site: 'The chat is not available on this page right now.',
    origin_refused: 'The chat is not available on this page at the moment.',
    not_allowed: 'This is not possible here.',
    not_found: 'This is no longer there.',
    conversation_ended: 'This conversation has ended. Write again to start a new one.',
    visitor_blocked: 'The chat is not available at the moment. Please contact us another way.',
  },
}
