// @ts-expect-error: React brings no types.
import { createElement } from 'react'
import type { AppProps } from './app.ts'

export const App = ({ language, component, view, note }: AppProps & { readonly note: (event: Event) => void }) =>
  createElement(
    'main',
    null,
    createElement('foyer-chat', { language, component, 'onfoyer-open': note, 'onfoyer-message': note }),
    createElement('foyer-round-button', { view, 'onfoyer-open-request': note }),
  )
