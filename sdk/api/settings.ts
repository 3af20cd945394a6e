import type { Failure, Result, SiteConfig } from '@foyer/sdk/protocol'
import type { Clock, Stop } from '@foyer/sdk/thread'
import { isPassing } from './trouble.ts'

/** The site's settings: fetched once, tried again while the server is away, fetched again when they have changed. */
export interface Settings {
  now: SiteConfig | undefined
  /** What is there, or what a fetch brings. Rejects with a {@link Failure} if this attempt fails. */
  get(): Promise<SiteConfig>
  /** The server has told of this version. */
  refresh(version: number): void
  /** Tries now if a try is due. */
  hurry(): void
  stop: Stop
}

export interface SettingsOptions {
  /** `isAgain`: what a cache on the way may have kept is too old. */
  readonly fetch: (isAgain: boolean) => Promise<Result<SiteConfig>>
  readonly clock: Clock
  readonly random: () => number
  /** Also after a change. */
  onConfig(config: SiteConfig): void
  /** `isFinal`: the server does not serve this page, and is not asked again. */
  onTrouble(failure: Failure, isFinal: boolean): void
}

const RETRY_FIRST_MS = 2_000
const RETRY_LAST_MS = 60_000
/** All pages of a site hear of a change at once; they ask for it spread over this time. */
const REFRESH_WITHIN_MS = 2_000

export function createSettings({ fetch, clock, random, onConfig, onTrouble }: SettingsOptions): Settings {
  let now: SiteConfig | undefined
  let loading: Promise<SiteConfig> | undefined
  let stopWaiting: Stop | undefined
  let tries = 0
  let wanted = 0
  let isOver = false

  const load = () => {
    stopWaiting?.()
    stopWaiting = undefined
    return (loading ??= fetch(now !== undefined).then((result) => {
      loading = undefined
      if (!result.ok) {
        const isFinal = !isPassing(result.code)
        if (!isFinal) wait(RETRY_FIRST_MS * 2 ** tries++)
        if (!isOver) onTrouble(result, isFinal)
        // A refusal as it is; whoever calls from outside gets an error made of it.
        throw result
      }
      tries = 0
      const isNew = result.value.version !== now?.version
      now = result.value
      // A cache on the way may not know yet.
      if (now.version < wanted) wait(REFRESH_WITHIN_MS)
      if (isNew && !isOver) onConfig(now)
      return now
    }))
  }
  const tryNow = () => void load().catch(() => undefined)
  const wait = (ms: number) => {
    if (!isOver) stopWaiting = clock.after(random() * Math.min(RETRY_LAST_MS, ms), tryNow)
  }

  return {
    get now() {
      return now
    },
    /** What is shown in its place, until they change. */
    set now(config) {
      now = config
    },
    get: async () => now ?? load(),
    refresh(version) {
      wanted = version
      if (now && now.version < wanted && !stopWaiting && !loading) wait(REFRESH_WITHIN_MS)
    },
    hurry() {
      if (stopWaiting) tryNow()
    },
    stop() {
      isOver = true
      stopWaiting?.()
    },
  }
}
