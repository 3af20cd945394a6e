/**
 * Fetches the window and what stands in its place meanwhile, side by side. It is reached from reception, and not from
 * the entry, so that the bundler knows that reception is there already and lets the window take what they share from it.
 */
export async function loadWindow() {
  const [chatWindow, opening] = await Promise.all([import('../chat-window/index.ts'), import('./opening.ts')])
  return { ...opening, createChatWindow: chatWindow.createChatWindow }
}
