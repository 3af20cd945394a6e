import '@angular/compiler'
import '@foyer/widget/reception/round-button.define.ts'
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'
import { offer } from './app.ts'
import type { AppProps } from './app.ts'

const shown = signal<AppProps | undefined>(undefined)
let heard: (event: Event) => void = () => undefined

class App {
  readonly shown = shown
  note(event: Event): void {
    heard(event)
  }
}
// The decorator as the function that it is: decorators are no syntax that can be stripped.
Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `@if (shown(); as props) {<main>
    <foyer-chat [attr.language]="props.language" [component]="props.component" (foyer-open)="note($event)" (foyer-message)="note($event)" />
    <foyer-round-button [view]="props.view" (foyer-open-request)="note($event)" />
  </main>}`,
})(App)

offer({
  async mount(place, first, note) {
    shown.set(first)
    heard = note
    place.append(document.createElement('app-root'))
    const app = await bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] })
    return { update: (props) => shown.set(props), unmount: () => app.destroy() }
  },
})
