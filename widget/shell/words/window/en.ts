/**
 * The words of the chat window, in English: the table that the others follow. Active, short, the reader's side.
 * Functions where a name, a time or a number belongs into the sentence.
 */
import { plural } from '../words.ts'

export const en = {
  // The window
  dialog: (company: string) => `Chat with ${company}`,
  close: 'Close chat',
  more: 'More options',
  loading: 'Loading your messages',
  greeting: (company: string) => `Welcome to ${company}`,
  greetingText: 'How can we help? Write to us, and one of us will answer you right here.',
  awayText: 'Nobody is here right now. We will answer you as soon as we are back.',

  // Who one talks to
  about: (company: string) => `About ${company}`,
  idle: 'We are happy to help',
  waiting: 'Someone will be with you soon',
  takingMessages: 'Leave us a message',
  agentHere: 'Here for you now',
  agentAway: 'Away for the moment',

  // What happened
  assigned: (name: string) => `${name} is answering`,
  moved: (name: string) => `${name} is taking over from here`,
  queued: 'Everyone is busy at the moment. You have a place in line, and you can keep writing.',
  nobodyThere: 'We have your message. Our answer will be waiting for you here.',
  silenceWarning: (time: string) => `Are you still there? If it stays quiet, this conversation ends at ${time}.`,
  ended: {
    visitor: 'You ended the conversation',
    agent: 'This conversation has ended',
    silence: 'This conversation ended because it had gone quiet',
  },
  rated: (score: number) => `You rated this conversation ${score} of 5`,
  transferAsked: (name: string) => `${name} could take over from here`,
  transferDeclined: 'You declined the handover',
  transferLapsed: 'The handover has been called off',

  // The line
  reconnecting: 'Reconnecting…',
  offline: 'No connection right now. We keep what you write and send it as soon as we can.',
  reload: 'Reload the page',

  // Ending
  endedHint: 'Is there anything else? Just write to us.',
  startAgain: 'Start again',

  // Writing
  message: 'Your message',
  placeholder: 'Write a message…',
  typingSeen: 'We can see what you write before you send it.',
  send: 'Send',
  attach: 'Attach',
  emoji: 'Insert an emoji',
  speak: 'Record a voice message',
  drop: 'Let go to attach',
  enterSends: 'Enter sends, Shift and Enter start a new line.',
  enterBreaks: 'Enter starts a new line, Ctrl and Enter send.',
  charactersLeft: plural('en', { one: '# character left', other: '# characters left' }),
  charactersOver: plural('en', { one: '# character too many', other: '# characters too many' }),

  // The list
  messages: 'Messages',
  you: 'You',
  machine: 'Automatic reply',
  typing: (name: string) => `${name} is typing`,
  loadingOlder: 'Loading earlier messages',
  newMessages: plural('en', { one: '# new message', other: '# new messages' }),
  toLatest: 'Go to the latest message',
  cannotShow: 'This kind of message cannot be shown here.',
  loadFailed: 'This did not load.',
  status: {
    sending: 'Sending',
    kept: 'Kept, will be sent',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not sent',
  },
  retry: 'Try again',
  edit: 'Edit',

  // What the window refuses by itself, and what stops it; all else is among the words of the extras
  errors: {
    invalid_message: 'This message is empty or holds characters that cannot be sent.',
    message_too_long: 'This message is longer than 4,000 characters. Please shorten it or send it in parts.',
    client_outdated: 'The chat has been renewed. Reload the page to go on; what you wrote is kept.',
    unavailable: 'We cannot take this just now. What you wrote is kept and goes out by itself.',
  },
}
