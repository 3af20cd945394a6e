/**
 * Messengers that a component can lead to (RC-1, RC-12): which addresses each takes, and the links that open it. The
 * console's drafts are checked by it, and the transit page is made of it.
 *
 * | messenger | address | opened by | source |
 * | --- | --- | --- | --- |
 * | WhatsApp | international number, or a link | `https://wa.me/{digits}` | WhatsApp Help Center, "How to use click to chat" |
 * | Telegram | user name, international number, or a link | `https://t.me/{name}`, `https://t.me/+{digits}` | core.telegram.org/api/links |
 * | LINE | official account with `@`, user's id, or a link | `https://line.me/R/ti/p/{id, percent-encoded}`, `…/~{id}` | developers.line.biz, "LINE URL scheme" (`line://` is deprecated there) |
 * | QQ | number, or a link | `mqqwpa://im/chat?…` on phones, `tencent://message/?uin=…` on computers | what Tencent's QQ contact buttons (wpa.qq.com) lead to |
 * | WeChat | account id, or a link | a link alone: `weixin://` opens the app and can open no chat | developers.weixin.qq.com; WeCom's `work.weixin.qq.com/kfid/…` |
 * | mail | address | `mailto:` | RFC 6068 |
 *
 * The https addresses of WhatsApp, Telegram and LINE are universal links: where the app is installed the system opens it,
 * and elsewhere their own page offers it.
 */
import type { Messenger } from '@foyer/sdk/protocol'

export interface MessengerWay {
  /** What a visitor copies or types into the app. For a link, the link. */
  readonly account: string
  /** Opens the talk on a phone. Absent: this app has no way in from a page. */
  readonly phone?: string
  /** Opens it on a computer. */
  readonly computer?: string
}

/** Characters of an address. */
export const MESSENGER_ADDRESS_LENGTH = 500

/** Whether a messenger takes this address. */
export const isMessengerAddress = (messenger: Messenger, address: string): boolean => wayTo(messenger, address) !== undefined

/** How to get to an address; `undefined` if the messenger takes no such address. */
export function wayTo(messenger: Messenger, address: string): MessengerWay | undefined {
  const bare = address.trim()
  if (!bare || bare.length > MESSENGER_ADDRESS_LENGTH) return undefined
  return linkOf(HOSTS[messenger], bare) ?? WAYS[messenger](bare)
}

/** Where each app is to be had, from its makers. */
export const DOWNLOADS: Readonly<Partial<Record<Messenger, string>>> = {
  whatsapp: 'https://www.whatsapp.com/download',
  telegram: 'https://telegram.org/apps',
  line: 'https://line.me/download',
  qq: 'https://im.qq.com/download',
  wechat: 'https://weixin.qq.com/',
}

/**
 * Whether a page is looked at inside the messenger itself: then it is certain that the app is there. Its preview robots
 * (`WhatsApp/2.…`, `TelegramBot`) are no browsers.
 *
 * @param userAgent the header
 */
export const isInside = (messenger: Messenger, userAgent: string): boolean => INSIDE[messenger]?.test(userAgent) ?? false

const INSIDE: Readonly<Partial<Record<Messenger, RegExp>>> = {
  telegram: /\bTelegram-(?:Android|iOS)\b/,
  line: /\bLine\/\d/,
  qq: /\bQQ\/\d/,
  wechat: /\bMicroMessenger\//,
}

/** Hosts whose links an app opens itself. */
const HOSTS: Readonly<Record<Messenger, readonly string[]>> = {
  whatsapp: ['wa.me', 'api.whatsapp.com', 'chat.whatsapp.com', 'whatsapp.com', 'www.whatsapp.com'],
  telegram: ['t.me', 'telegram.me'],
  line: ['line.me', 'lin.ee', 'page.line.me'],
  qq: ['qm.qq.com', 'wpa.qq.com', 'jq.qq.com', 'wpa.b.qq.com'],
  wechat: ['u.wechat.com', 'weixin.qq.com', 'work.weixin.qq.com', 'mp.weixin.qq.com'],
  mail: [],
  other: [],
}

function linkOf(hosts: readonly string[], address: string): MessengerWay | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  // Some of WeChat's own codes still say http.
  if (!url || !/^https?:$/.test(url.protocol) || !hosts.includes(url.host) || url.username || url.pathname === '/') return undefined
  return same(url.href)
}

const same = (link: string, account = link): MessengerWay => ({ account, phone: link, computer: link })

const WAYS: Readonly<Record<Messenger, (address: string) => MessengerWay | undefined>> = {
  whatsapp(address) {
    const digits = internationalDigits(address)
    return digits ? same(`https://wa.me/${digits}`, `+${digits}`) : undefined
  },
  telegram(address) {
    const digits = address.startsWith('+') ? internationalDigits(address) : undefined
    if (digits) return same(`https://t.me/+${digits}`, `+${digits}`)
    const [, name] = /^@?([a-z]\w{3,31})$/i.exec(address) ?? []
    return name ? same(`https://t.me/${name}`, `@${name}`) : undefined
  },
  line(address) {
    if (!/^@?[\w.-]{2,32}$/.test(address)) return undefined
    const path = address.startsWith('@') ? encodeURIComponent(address) : `~${address}`
    return same(`https://line.me/R/ti/p/${path}`, address)
  },
  qq(address) {
    if (!/^[1-9]\d{4,11}$/.test(address)) return undefined
    return {
      account: address,
      phone: `mqqwpa://im/chat?chat_type=wpa&uin=${address}&version=1&src_type=web`,
      computer: `tencent://message/?uin=${address}&Site=&Menu=yes`,
    }
  },
  wechat: (address) => (/^[a-z][\w-]{5,19}$/i.test(address) ? { account: address } : undefined),
  mail: (address) => (/^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\.]{2,}$/.test(address) ? same(`mailto:${encodeURI(address).replaceAll('?', '%3F')}`, address) : undefined),
  other: (address) => (isHarmless(address) ? same(new URL(address).href) : undefined),
}

/** Digits with the country in front, without what people write between them; 7 to 15 of them (E.164). */
function internationalDigits(address: string): string | undefined {
  const digits = address.replace(/^\+|^00|[\s().–-]/g, '')
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined
}

/** Schemes that are no app: what runs as a script, or reads what is on the device. */
const HARMFUL = /^(?:javascript|data|vbscript|file|filesystem|blob|about|view-source|intent|ws|wss|ftp):/i

/** Whether an address of any scheme can be put on a button. */
const isHarmless = (address: string): boolean => /^[a-z][a-z\d+.-]*:\S+$/i.test(address) && !HARMFUL.test(address) && URL.canParse(address)
