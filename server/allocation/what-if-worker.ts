/** The thread in which a period is replayed: pages of conversations come in, then what is asked, and the answer goes out. */
import { parentPort } from 'node:worker_threads'
import type { PastConversation } from './past.ts'
import { compare } from './what-if.ts'
import type { WhatIf } from './what-if.ts'

export type ToWhatIf = { readonly kind: 'page'; readonly conversations: readonly PastConversation[] } | { readonly kind: 'compare'; readonly asked: Omit<WhatIf, 'conversations'> }

const port = parentPort!
const conversations: PastConversation[] = []

port.on('message', (message: ToWhatIf) => {
  if (message.kind === 'page') return void conversations.push(...message.conversations)
  port.postMessage(compare({ ...message.asked, conversations }))
  port.close()
})
