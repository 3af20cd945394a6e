import '@angular/compiler'
import { CUSTOM_ELEMENTS_SCHEMA, Component, signal } from '@angular/core'
import type { AppProps } from './app.ts'

export const shown = signal<AppProps | undefined>(undefined)
/** Who hears of events. */
export const listener: { heard(event: Event): void } = { heard: () => undefined }

export class App {
  readonly shown = shown
  note(event: Event): void {
    listener.heard(event)
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
