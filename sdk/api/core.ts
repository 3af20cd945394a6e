/**
 * Foyer as every page has it: what the script tag starts. Most pages never call a method, so the methods are a chunk of
 * their own (`door.ts`), fetched with the first call; what happens from that call on is kept for its listeners.
 */
import type { Happenings } from './events.ts'
import type { CheckedOptions } from './options.ts'
import type { FoyerParts } from './ports.ts'
import { startSession, type Leaving, type Session } from './session.ts'
import type { Trouble } from './trouble.ts'
import { IDLE, type Foyer, type FoyerOptions, type FoyerState } from './types.ts'

/** Who is told, once somebody may listen. */
export interface Audience {
  emit<Name extends keyof Happenings>(name: Name, payload: Happenings[Name]): void
  /** There is a session, or another one. */
  onSession(session: Session): void
}

export interface Core {
  readonly parts: FoyerParts
  /** Address of the running script; its origin is the default for `server`. */
  readonly script: string
  readonly session: Session | undefined
  readonly state: FoyerState
  /** Starts with options that are certain. Settles with the first attempt to get the settings; twice is once. */
  start(options: FoyerOptions): Promise<void>
  /** Ends with the visitor of this device, and starts with another. */
  restart(leave?: Leaving): Promise<void> | undefined
  end(leave: Leaving): Promise<void> | undefined
  /** Tells the console, one line for each problem however often it comes, and whoever listens for `error`. */
  report(error: unknown): void
  /** The methods. */
  door(): Promise<Foyer>
  attend(audience: Audience): void
}

type ToldEvent = Parameters<Audience['emit']>

export function createCore(parts: FoyerParts, script: string): Core {
  const said = new Set<string>()
  let session: Session | undefined
  let started: CheckedOptions
  let audience: Audience | undefined
  let door: Promise<Foyer> | undefined
  const waiting: ToldEvent[] = []

  const emit: Audience['emit'] = (...event) => {
    if (audience) audience.emit(...event)
    else if (door) waiting.push(event)
  }

  function report(error: unknown): void {
    // What is no refusal is a bug of ours, and the page goes on all the same.
    const { code = 'unavailable', message = String(error), remedy = '' } = error as Partial<Trouble>
    const line = `[foyer] ${message} ${remedy}`
    if (!said.has(line)) console.error(line)
    said.add(line)
    emit('error', { code, message, remedy })
  }

  function begin(options: CheckedOptions): void {
    started = options
    session = startSession(parts, { ...options, emit, report, onForgotten: (leave) => core.restart(leave) })
    audience?.onSession(session)
  }

  const core: Core = {
    parts,
    script,
    get session() {
      return session
    },
    get state() {
      return session?.state ?? IDLE
    },
    async start({ site, server = script, language = 'auto', isHidden = false, consent }) {
      if (!session) begin({ site: site as CheckedOptions['site'], server: new URL(server).origin, language, isHidden, consent })
      await session?.begun
    },
    restart(leave) {
      const { isHidden } = core.state
      const ended = session?.end(leave)
      begin({ ...started, isHidden })
      return ended
    },
    end(leave) {
      const ended = session?.end(leave)
      session = undefined
      said.clear()
      return ended
    },
    report,
    door: () =>
      (door ??= import('./door.ts').then(
        ({ createDoor }) => createDoor(core),
        (error: unknown) => {
          door = undefined
          throw error
        },
      )),
    attend(now) {
      const take = () => {
        audience = now
        for (const event of waiting.splice(0)) emit(...event)
      }
      // Who has called for the door adds its listeners first.
      if (door) setTimeout(take)
      else take()
    },
  }
  return core
}
