/**
 * What a page does with Foyer besides the window: elements that it binds, chats in boxes of its own, other sites. Fetched
 * where it does. It outlives a session: what the page has begun begins again with the next one.
 */
import type { Stop } from '@foyer/sdk/thread'
import { binderOf } from './bind.ts'
import { mount } from './inline.ts'
import type { Core } from './core.ts'
import type { CheckedOptions } from './options.ts'
import type { Session } from './session.ts'
import type { BindOptions, Foyer, MountOptions } from './types.ts'

export { binderOf } from './bind.ts'
export { leadElsewhere } from './elsewhere.ts'

export interface Extras {
  bind(target: Element | string, options?: BindOptions): Stop
  unbind(target: Element | string): void
  mount(element: Element, options?: MountOptions): Stop
  addSite(options: CheckedOptions): Promise<Foyer>
  /** There is a session, or another one. */
  begin(session: Session): void
  end(): Promise<unknown>
}

/** What the page has begun and not ended. */
interface Lasting {
  readonly target?: unknown
  begin(session: Session): void
  readonly end: Stop
}

/**
 * @param foyer of this site
 * @param create a Foyer for another site
 */
export function createExtras(core: Core, foyer: Foyer, create: () => Foyer): Extras {
  const lasting = new Set<Lasting>()
  const others = new Map<string, Foyer>()
  let apart: Promise<Stop | undefined> | undefined

  /** The windows of all sites open at the same corners: one at a time. */
  const closeOthers = (opened: Foyer) => {
    for (const one of [foyer, ...others.values()]) if (one !== opened && one.getState().isOpen) void one.close()
  }
  function join(site: string): Foyer {
    const other = create()
    if (others.size === 0) foyer.on('open', () => closeOthers(foyer))
    others.set(site, other)
    other.on('open', () => closeOthers(other))
    return other
  }

  function last(begin: (session: Session) => Stop, target?: unknown): Stop {
    let stop: Stop | undefined
    const one: Lasting = {
      target,
      begin(on) {
        try {
          stop = begin(on)
        } catch (error) {
          lasting.delete(one)
          core.report(error)
        }
      },
      end() {
        lasting.delete(one)
        stop?.()
      },
    }
    lasting.add(one)
    if (core.session) one.begin(core.session)
    return one.end
  }

  return {
    bind: (target, options) => last(({ ground }) => binderOf(ground).bind(target, options), target),
    unbind(target) {
      for (const one of lasting) if (target && one.target === target) one.end()
    },
    mount: (element, options) => last(({ ground }) => mount(ground, element, options)),
    async addSite(options) {
      const { site, isHidden } = options
      if (!core.session || core.session.ground.credentials.site === site) {
        await foyer.init(options)
        return foyer
      }
      const other = others.get(site) ?? join(site)
      await other.init(options)
      // A box of the page may have begun it, and hidden it, before its own tag came.
      if (!isHidden) await other.show()
      apart ??= core.parts.later?.('neighbours').then(({ keepApart }) => keepApart())
      apart?.catch(core.report)
      return other
    },
    begin(started) {
      for (const one of lasting) one.begin(started)
    },
    end() {
      for (const one of lasting) one.end()
      const ends = [...others.values()].map((other) => other.destroy())
      others.clear()
      const stopped = apart?.then((stop) => stop?.(), () => undefined)
      apart = undefined
      return Promise.all([...ends, stopped])
    },
  }
}
