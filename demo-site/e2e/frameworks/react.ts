import '@foyer/widget/reception/round-button.define.ts'
// @ts-expect-error: React brings no types.
import { createElement } from 'react'
// @ts-expect-error: React brings no types.
import { createRoot } from 'react-dom/client'
import { offer } from './app.ts'
import { App } from './react-app.ts'

offer({
  mount(place, first, note) {
    const root = createRoot(place)
    const update = (props: typeof first) => root.render(createElement(App, { ...props, note }))
    update(first)
    return { update, unmount: () => root.unmount() }
  },
})
