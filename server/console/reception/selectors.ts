/** Whether this browser's engine reads it as a selector (RC-6). */
export function isSelector(text: string): boolean {
  try {
    document.createDocumentFragment().querySelector(text)
    return true
  } catch {
    // It says so by throwing.
    return false
  }
}
