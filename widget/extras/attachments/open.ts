import { API, TALK_PATHS } from '@foyer/sdk/protocol'
import { createAttachments, deviceClock, deviceIds, deviceShelf, deviceSignals, deviceTabs, httpUploads } from '@foyer/sdk/thread'
import type { Attachments, NewFile } from '@foyer/sdk/thread'
import type { FileTrayOptions } from '../../chat-window/parts/file-tray.ts'

/** Attachments with the ports of this browser. */
export function openAttachments({ server, visitor, group, room, onPutBack }: FileTrayOptions): Attachments {
  return createAttachments({
    group,
    shelf: deviceShelf(),
    ...deviceTabs(),
    clock: deviceClock,
    random: Math.random,
    signals: deviceSignals,
    newId: deviceIds(),
    measure,
    requests: httpUploads({ fetchIt: (address, init) => fetch(address, init), server, paths: visitor ? TALK_PATHS : API, ...(visitor && { visitor }) }),
    room,
    onPutBack,
  })
}

async function measure(blob: Blob) {
  try {
    const bitmap = await createImageBitmap(blob)
    const { width, height } = bitmap
    bitmap.close()
    return { width, height }
  } catch {
    return undefined
  }
}

/** A recording under a name that says what it is. */
export const voiceFile = (blob: Blob, durationMs: number): NewFile => ({ blob, name: `voice.${blob.type.startsWith('audio/mp4') ? 'm4a' : blob.type.startsWith('audio/ogg') ? 'ogg' : 'webm'}`, durationMs })
