/** What the little applications have in common: each shows the chat and a reception element, and passes on their events. */
import type { ReceptionElementView } from '@foyer/widget/reception/reception-element.ts'

/** What the application shows. */
export interface AppProps {
  /** Of the chat: an attribute, or a property of the same name. */
  readonly language: string
  /** Id of the component that the chat counts for. */
  readonly component: string
  /** Of the reception element: always a property. */
  readonly view: ReceptionElementView
}

/** An application in one framework. */
export interface Framework {
  /** @param note takes each event of both elements */
  mount(place: HTMLElement, props: AppProps, note: (event: Event) => void): App | Promise<App>
}
export interface App {
  update(props: AppProps): void
  unmount(): void
}

/** Lets the test in the page's other half start it. */
export const offer = (framework: Framework) => Object.assign(globalThis, { framework })
