// First of all: the others are compiled as they are loaded.
import '@angular/compiler'
import '@foyer/widget/reception/round-button.define.ts'
import { provideZonelessChangeDetection } from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'
import { App, listener, shown } from './angular-app.ts'
import { offer } from './app.ts'

offer({
  async mount(place, first, note) {
    shown.set(first)
    listener.heard = note
    place.append(document.createElement('app-root'))
    const app = await bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] })
    return { update: (props) => shown.set(props), unmount: () => app.destroy() }
  },
})
