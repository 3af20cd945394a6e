/** What a browser is, from what it says of itself (IV-1). */
import Bowser from 'bowser'
import type { Device } from '@foyer/sdk/protocol'

/** Apps that show pages within themselves, and browsers that pass for another; the first that fits. Each names its version. */
const BY_NAME: readonly (readonly [name: string, sign: RegExp])[] = [
  ['WeChat', /MicroMessenger\/(\d+)/],
  ['WeCom', /wxwork\/(\d+)/i],
  ['DingTalk', /DingTalk\/(\d+)/],
  ['Alipay', /AlipayClient\/(\d+)/],
  ['Taobao', /AliApp\(TB\/(\d+)/],
  ['QQ', / QQ\/(\d+)/],
  ['Weibo', /Weibo[^/]*?__(\d+)|Weibo/],
  ['Douyin', /aweme[_/](\d+)/],
  ['Toutiao', /NewsArticle\/(\d+)/],
  ['TikTok', /(?:musical_ly|trill)[_/](\d+)/],
  ['Xiaohongshu', /xhsdiscover|discover\/(\d+)/],
  ['Baidu', /baiduboxapp\/(\d+)/],
  ['Facebook', /FBAV\/(\d+)|FBAN/],
  ['Instagram', /Instagram (\d+)/],
  ['LINE', / Line\/(\d+)/],
  ['LinkedIn', /LinkedInApp(?:\/(\d+))?/],
  ['Snapchat', /Snapchat[ /](\d+)/],
  ['Pinterest', /Pinterest\/(\d+)?/],
  ['Telegram', /Telegram-Android\/(\d+)/],
  ['Quark', /Quark\/(\d+)/],
  ['UC Browser', /UCBrowser\/(\d+)/],
  ['Huawei Browser', /HuaweiBrowser\/(\d+)/],
  ['Mi Browser', /MiuiBrowser\/(\d+)/],
  ['HeyTap Browser', /HeyTapBrowser\/(\d+)/],
  ['Vivo Browser', /VivoBrowser\/(\d+)/],
  ['360 Browser', /QihooBrowser\/(\d+)|360SE|360EE/],
]

/** As people call them. */
const SHORTER: Readonly<Record<string, string>> = { 'Microsoft Edge': 'Edge', 'Samsung Internet for Android': 'Samsung Internet', 'Google Search': 'Google app' }

/** A browser's is about a hundred characters long, an app's three hundred. */
const MOST_CHARACTERS = 1_000
/** Of different ones a site sees a few hundred in a day. */
const MOST_REMEMBERED = 500
const remembered = new Map<string, Device>()

export function deviceOf(userAgent: string | undefined): Device {
  const said = (userAgent ?? '').slice(0, MOST_CHARACTERS)
  const known = remembered.get(said)
  if (known) return known
  if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!)
  const device = readDevice(said)
  remembered.set(said, device)
  return device
}

function readDevice(said: string): Device {
  if (said === '') return { kind: 'desktop' }
  const { browser, os, platform } = Bowser.parse(said)
  const kind = platform.type === 'mobile' || platform.type === 'tablet' ? platform.type : 'desktop'
  const named = inApp(said) ?? (browser.name ? withVersion(SHORTER[browser.name] ?? browser.name, browser.version) : undefined)
  const system = systemOf(said, os)
  return { kind, ...(named && { browser: named }), ...(system && { system }) }
}

function inApp(said: string): string | undefined {
  for (const [name, sign] of BY_NAME) {
    const found = sign.exec(said)
    if (found) return withVersion(name, found[1])
  }
  return undefined
}

/** Of versions that browsers have frozen, for they tell too much, only the name: Windows 11 calls itself 10, and every macOS 10.15. */
function systemOf(said: string, { name, version, versionName }: { name?: string; version?: string; versionName?: string }): string | undefined {
  if (/HarmonyOS/i.test(said)) return 'HarmonyOS'
  if (name === undefined || name === '') return undefined
  if (name === 'Windows') return version === 'NT 10.0' ? name : withName(name, versionName)
  if (name === 'macOS' || (name === 'Android' && /Android 10; K\b/.test(said))) return name
  return withVersion(name, version)
}

const withName = (name: string, more: string | undefined): string => (more ? `${name} ${more}` : name)
const withVersion = (name: string, version: string | undefined): string => withName(name, /^\d+/.exec(version ?? '')?.[0])
