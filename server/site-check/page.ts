/** What a page says in its markup, as far as the check asks (RC-20): our tags, its own policies, what may bring tags later. */
import { defaultTreeAdapter, parse } from 'parse5'
import type { DefaultTreeAdapterTypes } from 'parse5'

export interface FoundTag {
  readonly url: URL
  /** `data-site`. */
  readonly key: string | undefined
  /** `data-server`: where Foyer is, if not where the script is. */
  readonly server: string | undefined
  readonly nonce: string | undefined
  readonly integrity: string | undefined
  readonly isCors: boolean
  /** A type that no browser runs, as consent managers write it until the visitor agrees. */
  readonly heldBackAs: string | undefined
  /** Its place among what was found. */
  readonly at: number
}

export interface ReadPage {
  readonly tags: readonly FoundTag[]
  /** Policies in the page hold for what comes after them. */
  readonly policies: readonly { readonly text: string; readonly at: number }[]
  /** What may put a tag into the page by script: a tag manager by its name, or a script of the page's own. */
  readonly broughtBy: string | undefined
}

type Element = DefaultTreeAdapterTypes.Element

/**
 * How much of a page is looked at. Markup of some kilobytes can unfold to millions of elements, for what is left open
 * opens again in each paragraph; and a page may write what would keep the judging of it busy for hours.
 */
const MOST_ELEMENTS = 50_000
const MOST_TAGS = 20
const MOST_POLICIES = 20
/** Characters of an attribute, and of a script of the page's own. */
const LONGEST_VALUE = 20_000
const LONGEST_SCRIPT = 500_000

/** What the loaders of tag managers have in their address, or in the lines that fetch them. */
const TAG_MANAGERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Google Tag Manager', /googletagmanager\.com\/(gtm\.js|ns\.html)|\bGTM-[A-Z0-9]{4,}\b/],
  ['Google Tag', /googletagmanager\.com\/gtag\/js/],
  ['Adobe Experience Platform', /assets\.adobedtm\.com/],
  ['Tealium', /tags\.tiqcdn\.com|\butag\.js\b/],
  ['Segment', /cdn\.segment\.(com|io)/],
  ['Matomo Tag Manager', /\bcontainer_[A-Za-z0-9]{8}\.js\b/],
  ['Piwik PRO', /containers\.piwik\.pro/],
  ['Ensighten', /nexus\.ensighten\.com/],
  ['Baidu', /hm\.baidu\.com\/hm\.js/],
]
const OURS = /\/foyer(?:-[\w.-]+)?\.js$/
const RUNS = /^$|^(?:text|application)\/(?:x-)?(?:java|ecma)script$|^module$/i

/** `isOwn`: whether an origin is our server's, by which a tag without a key is known for ours. */
export function readPage(html: string, address: URL, isOwn: (origin: string) => boolean): ReadPage {
  const tags: FoundTag[] = []
  const policies: ReadPage['policies'][number][] = []
  let base = address
  let hasBase = false
  let broughtBy: string | undefined
  let at = 0

  for (const element of elementsOf(html)) {
    at += 1
    const attributes = new Map(element.attrs.map(({ name, value }) => [name, value.slice(0, LONGEST_VALUE)]))
    if (element.tagName === 'base' && !hasBase && attributes.has('href')) {
      hasBase = true
      base = URL.parse(attributes.get('href')!, address.href) ?? address
    }
    if (element.tagName === 'meta' && attributes.get('http-equiv')?.trim().toLowerCase() === 'content-security-policy' && isInHead(element)) {
      policies.push({ text: attributes.get('content') ?? '', at })
    }
    if (element.tagName !== 'script') continue
    const url = attributes.has('src') ? URL.parse(attributes.get('src')!.trim(), base.href) : null
    const key = attributes.get('data-site')?.trim()
    if (url && OURS.test(url.pathname) && (key !== undefined || isOwn(url.origin))) {
      const type = attributes.get('type')?.trim() ?? ''
      const heldBackAs = RUNS.test(type) ? undefined : type
      const text = (name: string) => attributes.get(name)?.trim() || undefined
      tags.push({ url, key: key || undefined, server: text('data-server'), nonce: text('nonce'), integrity: text('integrity'), isCors: attributes.has('crossorigin'), heldBackAs, at })
      continue
    }
    const words = `${attributes.get('src') ?? ''} ${textOf(element)}`
    const manager = TAG_MANAGERS.find(([, pattern]) => pattern.test(words))?.[0]
    broughtBy ??= manager ?? (/\bfoyer[\w.-]{0,80}\.js\b/.test(words) ? 'script' : undefined)
  }
  return { tags: tags.slice(0, MOST_TAGS), policies: policies.slice(0, MOST_POLICIES), broughtBy }
}

/** In the order of the text. What is in a `<template>` or a `<noscript>` does not run, and is not looked at. */
function* elementsOf(html: string): Generator<Element> {
  const waiting: DefaultTreeAdapterTypes.Node[] = [treeOf(html)]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('tagName' in node) yield node
    if ('childNodes' in node) waiting.push(...node.childNodes.toReversed())
  }
}

/** The page as a browser has it, up to a number of elements. */
function treeOf(html: string): DefaultTreeAdapterTypes.Document {
  const document = defaultTreeAdapter.createDocument()
  const full = new Error('More elements than are looked at')
  let count = 0
  const createElement: typeof defaultTreeAdapter.createElement = (...named) => {
    count += 1
    if (count > MOST_ELEMENTS) throw full
    return defaultTreeAdapter.createElement(...named)
  }
  try {
    return parse(html, { treeAdapter: { ...defaultTreeAdapter, createDocument: () => document, createElement } })
  } catch (error) {
    if (error !== full) throw error
    return document
  }
}

const isInHead = ({ parentNode }: Element): boolean => parentNode !== null && 'tagName' in parentNode && parentNode.tagName === 'head'

const textOf = ({ childNodes }: Element): string => childNodes.map((node) => ('value' in node ? node.value : '')).join('').slice(0, LONGEST_SCRIPT)
