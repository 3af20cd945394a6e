import '@foyer/widget/reception/round-button.define.ts'
import { createApp, shallowReactive } from 'vue'
import { offer } from './app.ts'
import { APP } from './vue-app.ts'

offer({
  mount(place, first, note) {
    const props = shallowReactive({ ...first, note })
    const app = createApp({ ...APP, setup: () => props })
    app.config.compilerOptions.isCustomElement = (tag: string) => tag.startsWith('foyer-')
    app.mount(place)
    return { update: (next) => void Object.assign(props, next), unmount: () => app.unmount() }
  },
})
