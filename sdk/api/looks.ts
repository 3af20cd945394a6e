/** Language and theme that the page puts over those of the site (CW-3, CW-18): live, and over sessions. */
import type { SiteConfig } from '@foyer/sdk/protocol'
import type { Ground } from './ground.ts'
import { invalidOption } from './options.ts'
import type { ThemeOptions } from './types.ts'

export interface Looks {
  /** Another session begins: it looks as the last one did. */
  begin(ground: Ground): void
  setLocale(ground: Ground, language: unknown): Promise<void>
  setTheme(ground: Ground, theme: unknown): Promise<void>
  clear(): void
}

export function createLooks(): Looks {
  let wish = 'auto'
  let theme: ThemeOptions = {}
  /** As the site has it, and as it is shown. */
  let own: SiteConfig | undefined
  let shown: SiteConfig | undefined
  /** The language that this session began with. */
  let first: string | undefined

  const isPlain = () => theme.accent === undefined && theme.scheme === undefined
  function dress({ render }: Ground): void {
    if (!own) return
    const config = isPlain() ? own : { ...own, theme: { accent: theme.accent ?? own.theme.accent, scheme: theme.scheme ?? own.theme.scheme } }
    if (config === shown) return
    shown = config
    render(config)
  }
  function speak({ render, bePresent, language, parts }: Ground): void {
    if (!own || !shown) return
    const wanted = parts.chooseLanguage(wish === 'auto' ? (first ?? wish) : wish, own.language)
    if (wanted === language()) return
    render(shown, wanted)
    // The server speaks to visitors in the language that it was told.
    bePresent()
  }

  function begin(ground: Ground): void {
    own = shown = first = undefined
    const stop = ground.follow(({ config, language }) => {
      if (config === shown) return
      const isFirst = !own
      // The settings have come, or have changed.
      own = shown = config
      first ??= language
      if (isFirst && wish !== 'auto') speak(ground)
      dress(ground)
    })
    ground.signal.addEventListener('abort', stop)
  }

  return {
    begin,
    async setLocale(ground, language) {
      if (typeof language !== 'string' || !/^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(language)) throw invalidOption('setLocale takes a language, as en or zh-CN, or auto.')
      wish = language
      await ground.settings()
      speak(ground)
    },
    async setTheme(ground, wanted) {
      const { accent, scheme } = (wanted ?? {}) as Partial<Record<keyof ThemeOptions, unknown>>
      if (accent !== undefined && !/^#[\da-f]{6}$/i.test(String(accent))) throw invalidOption('accent is a colour as #7a3f8f.')
      if (scheme !== undefined && !/^(system|light|dark)$/.test(String(scheme))) throw invalidOption('scheme is system, light or dark.')
      theme = wanted ?? {}
      await ground.settings()
      dress(ground)
    },
    clear() {
      wish = 'auto'
      theme = {}
    },
  }
}
