/** What stands at the end of the thread while something is to be waited for, or is asked of the visitor. */
export { Away } from './away.tsx'
export { ChatForm } from './chat-form.tsx'
export { Queue } from './queue.tsx'
export { Survey } from './survey.tsx'
export { Transfer } from './transfer.tsx'
