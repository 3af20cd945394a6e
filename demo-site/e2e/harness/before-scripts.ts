/** What is done to a page before its own scripts run. */
import type { BrowserContext, Page } from 'playwright-core'

/**
 * Runs `script` in each document of `target`, before its own scripts, and never twice in one. Not in the empty document
 * that a tab begins with: there the browser may run it a second time over the same global object.
 */
export async function beforeScripts(target: BrowserContext | Page, script: () => void): Promise<void> {
  await target.addInitScript({ content: `if (location.protocol !== 'about:') (${String(script)})()` })
}

/** What the policy of a page has forbidden since it was loaded, told by the browser itself. */
export async function watchPolicy(target: BrowserContext | Page): Promise<(page: Page) => Promise<readonly string[]>> {
  await beforeScripts(target, () => {
    const seen: string[] = []
    Object.defineProperty(globalThis, 'violations', { value: seen, enumerable: false })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => seen.push(`${effectiveDirective} ${blockedURI} ${sourceFile}`))
  })
  return (page) => page.evaluate(() => Reflect.get(globalThis, 'violations') as readonly string[])
}

/** A browser that keeps nothing, and says so by throwing. */
export async function denyStorage(target: BrowserContext | Page): Promise<void> {
  await beforeScripts(target, () => {
    const denied = () => {
      throw new DOMException('The user denied permission to access storage.', 'SecurityError')
    }
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(globalThis, name, { get: denied, configurable: true })
    // Only where a page is secure are there locks at all.
    if (navigator.locks) navigator.locks.request = () => Promise.reject(new DOMException('Denied.', 'SecurityError'))
  })
}
