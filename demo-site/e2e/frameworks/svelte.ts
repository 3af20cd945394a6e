import '@foyer/widget/reception/round-button.define.ts'
import { mount, unmount } from 'svelte'
import App from './App.svelte'
import { offer } from './app.ts'

offer({
  mount(target, first, note) {
    const app = mount(App, { target, props: { first, note } })
    return { update: (props) => app.update(props), unmount: () => void unmount(app) }
  },
})
