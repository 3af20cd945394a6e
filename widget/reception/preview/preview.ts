/**
 * A stage for looking at reception: the real elements, put there by the real reception, from samples of every style. For
 * the gallery, for previews, and for tests.
 */
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { Language, Theme } from '@foyer/sdk/protocol'
import type { Reception, ReceptionOptions, ReceptionView, ShownComponent } from '@foyer/sdk/api'
import { fetchParts, partsOf } from '../load.ts'
import { createReception } from '../reception.ts'

export { contactSample, DRAWN_STYLES, LONG_NAMES, positionsOf, sample, samples } from './samples.ts'

export interface StageOptions {
  /** Default `'en'`. */
  readonly language?: Language
  /** Default: a calm blue that follows the system's scheme. */
  readonly theme?: Theme
  /** Where paths of pictures lead. Default: the page's own server. */
  readonly server?: string
  /** What differs from a page that looks around: unread messages, an open window. */
  readonly view?: Partial<Pick<ReceptionView, 'isOpen' | 'isBusy' | 'unread'>>
  /** What is done with requests. Default: nothing. */
  readonly on?: Partial<Omit<ReceptionOptions, 'language' | 'server'>>
}

export interface Stage extends Pick<Reception, 'root' | 'layer' | 'destroy'> {
  /** Shows these in place of what was there. Settles when all of them are to be seen. */
  show(components: readonly ShownComponent[], view?: StageOptions['view']): Promise<void>
}

/** Puts components on the page. */
export async function mountReception(components: readonly ShownComponent[], { language = 'en', theme = { accent: '#2f5bea', scheme: 'system' }, server = '', view, on }: StageOptions = {}): Promise<Stage> {
  const nothing = () => undefined
  const reception = createReception({
    language,
    server,
    onIntent: nothing,
    onToggleRequest: nothing,
    onFollowed: nothing,
    onCloseRequest: nothing,
    onShown: nothing,
    ...on,
  })
  let version = 0
  const show: Stage['show'] = async (now, over = view) => {
    await fetchParts([language, ...now.flatMap((one) => partsOf(one, language))])
    const config = { protocol: PROTOCOL, version: ++version, name: 'Nordwind Travel', theme, language, components: now }
    reception.render({ config, components: now, isHidden: false, isOpen: false, isBusy: false, isTroubled: false, unread: 0, ...over })
  }
  await show(components)
  return { root: reception.root, layer: reception.layer, show, destroy: reception.destroy }
}
