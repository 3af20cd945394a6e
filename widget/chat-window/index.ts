/** The visitor's chat window, and the parts of it that the desk uses too. */
export { createChatWindow } from './create-chat-window.tsx'
export type { ChatWindow, WindowOptions } from './create-chat-window.tsx'
