/**
 * The program of the transit page (RC-12). The page works without it: it adds the copying of accounts, says when the app
 * has opened, and counts that somebody came (RC-16).
 */
import { PAGE_PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import type { ComponentId, CountsRequest, SiteKey } from '@foyer/sdk/protocol'

/** From a click to the app in front. A page that is hidden later was left for another reason. */
const OPENS_WITHIN_MS = 5_000

const card = document.querySelector<HTMLElement>('.card')
const said = document.querySelector<HTMLElement>('.said')
const say = (sentence: string | undefined) => {
  if (said) said.textContent = sentence ?? ''
}

for (const button of document.querySelectorAll<HTMLButtonElement>('.row button')) {
  const account = button.parentElement?.querySelector('bdi')
  if (!account) continue
  button.hidden = false
  const before = button.textContent
  button.addEventListener('click', async () => {
    const isCopied = await copy(account)
    button.textContent = isCopied ? (button.dataset['copied'] ?? '') : before
    if (!isCopied) say(button.dataset['notCopied'])
  })
}

/** Browsers inside of messengers often have no clipboard to write to; copying what is selected works in most. */
async function copy(element: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(element.textContent ?? '')
    return true
  } catch {
    getSelection()?.selectAllChildren(element)
    return document.execCommand('copy')
  }
}

for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-opened]')) {
  link.addEventListener('click', () => {
    const clicked = new AbortController()
    setTimeout(() => clicked.abort(), OPENS_WITHIN_MS)
    document.addEventListener('visibilitychange', () => document.hidden && say(link.dataset['opened']), { signal: clicked.signal })
  })
}

const { site, component, counted } = card?.dataset ?? {}
// Without a secure page there is no name for this loading, and what cannot be told from a repeat is not counted.
if (site && component && counted !== undefined && crypto.randomUUID) {
  const counts: CountsRequest = {
    protocol: PROTOCOL,
    site: site as SiteKey,
    load: crypto.randomUUID(),
    events: [
      { kind: 'shown', componentId: component as ComponentId, nr: 0 },
      { kind: 'clicked', componentId: component as ComponentId, nr: 1 },
    ],
  }
  navigator.sendBeacon(PAGE_PATHS.counts, JSON.stringify(counts))
}
