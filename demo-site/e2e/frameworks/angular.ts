import '@angular/compiler'
import '@foyer/widget/reception/round-button.define.ts'
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'
import { offer } from './app.ts'

offer({
  async mount(place, first, note) {
    const props = signal(first)
    class App {
      readonly props = props
      readonly note = note
    }
    // The decorator as the function that it is: decorators are no syntax that can be stripped.
    Component({
      selector: 'app-root',
      schemas: [CUSTOM_ELEMENTS_SCHEMA],
      template: `<main>
        <foyer-chat [attr.language]="props().language" [component]="props().component" (foyer-open)="note($event)" (foyer-message)="note($event)" />
        <foyer-round-button [view]="props().view" (foyer-open-request)="note($event)" />
      </main>`,
    })(App)
    place.append(document.createElement('app-root'))
    const app = await bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] })
    return { update: (next) => props.set(next), unmount: () => app.destroy() }
  },
})
