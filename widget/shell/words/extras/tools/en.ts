/** The words of the composer's tools, of files in messages and of the frame, in English; they come with the words of all extras. */
import { plural } from '../../words.ts'
import type { Words } from '../../words.ts'

export type ToolWords = Words<typeof tools>

export const tools = {
  // The frame
  frame: {
    move: 'Move the chat',
    hint: 'Arrow keys move it; with Shift they resize it.',
    enlarge: 'Enlarge',
    restore: 'Back to its size',
  },

  // Choosing files
  attach: {
    menu: 'What to attach',
    picture: 'Picture',
    camera: 'Take a photo',
    file: 'File',
    location: 'Location',
    chosen: 'Attached files',
    remove: (name: string) => `Remove ${name}`,
    pasted: 'Picture',
    tooLarge: (name: string, most: string) => `“${name}” is larger than ${most}. Make it smaller, or send a link to it.`,
    wrongKind: (name: string, ending: string) => `“${name}” is not attached: files ending in .${ending} are not taken here.`,
    noEnding: (name: string) => `“${name}” is not attached: its name has no ending that says what it is.`,
    empty: (name: string) => `“${name}” is empty. Choose another file.`,
    tooMany: plural('en', { one: 'Only # file fits into one message.', other: 'Up to # files fit into one message.' }),
    errors: {
      file_empty: 'This file is empty. Choose another one.',
      file_too_large: 'This file is too large. Make it smaller, or send a link to it.',
      file_type_refused: 'Files of this kind are not taken here.',
      file_disguised: 'What is in this file is not what its ending says. Save it anew and try again.',
      file_unreadable: 'This picture cannot be read. Save it as JPEG or PNG and try again.',
      file_gone: 'This file can no longer be read. Choose it again.',
      files_off: 'No files are taken here. Write instead.',
      other: 'This file could not be sent.',
    },
  },

  // Files in messages
  file: {
    open: (name: string) => `Open the picture ${name}`,
    download: (name: string) => `Download ${name}`,
    voice: 'Voice message',
    play: 'Play',
    pause: 'Pause',
    position: 'Position',
    sending: (percent: string) => `Sending, ${percent}`,
    paused: 'Goes on when there is a connection',
    cancel: (name: string) => `Do not send ${name}`,
    gone: 'This file is no longer there.',
    cannotPlay: 'This cannot be played here. Download it instead.',
  },

  // A picture, large
  viewer: {
    dialog: (name: string) => `Picture ${name}`,
    close: 'Close the picture',
    larger: 'Larger',
    smaller: 'Smaller',
    notLoaded: 'The picture did not load.',
    again: 'Load it again',
  },

  // Emoji
  emoji: {
    dialog: 'Choose an emoji',
    search: 'Search emoji',
    nothing: 'No emoji of that name.',
    found: plural('en', { other: '# emoji found' }),
    recent: 'Recently used',
    skin: 'Skin tone',
    tones: { none: 'None', light: 'Light', mediumLight: 'Medium-light', medium: 'Medium', mediumDark: 'Medium-dark', dark: 'Dark' },
    groups: {
      smileys: 'Smileys and feelings',
      people: 'People and hands',
      animals: 'Animals and nature',
      food: 'Food and drink',
      travel: 'Travel and places',
      activities: 'Activities',
      objects: 'Objects',
      symbols: 'Symbols',
      flags: 'Flags',
    },
  },

  // Speaking
  voice: {
    asking: 'Your browser is asking whether the microphone may be used.',
    recording: 'Recording',
    stop: 'Stop and listen',
    send: 'Send the voice message',
    discard: 'Discard the recording',
    longest: 'A voice message lasts five minutes at the most. Listen to it, or send it.',
    denied: 'The microphone is blocked for this page. Allow it in the browser, beside the address, and try again.',
    missing: 'There is no microphone. Connect one and try again, or write.',
    busy: 'The microphone is being used by something else. Close that and try again.',
    unsupported: 'This browser cannot record here. Write instead, or send a sound file.',
  },

  // Where one is
  location: {
    asking: 'Your browser is asking whether your location may be used.',
    ready: 'This is what will be sent:',
    send: 'Send the location',
    discard: 'Do not send',
    denied: 'The location is blocked for this page. Allow it in the browser, beside the address, and try again.',
    notFound: 'Your location cannot be found right now. Try again outside or near a window, or write where you are.',
    unsupported: 'This browser cannot tell where you are. Write it instead.',
    title: 'Shared location',
    accuracy: (metres: string) => `accurate to ${metres}`,
    map: 'Show on a map',
  },

  close: 'Close',
  askAgain: 'Ask again',
}
