export type Stop = () => void

/** Tells listeners of typed events. One that throws is reported and keeps nobody else from hearing. */
export interface Emitter<Events extends object> {
  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void, isOnce?: boolean): Stop
  off<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): void
  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void
  clear(): void
}

/** `report` gets what a listener throws: a bug of the page, which must stay one of the page. */
export function createEmitter<Events extends object>(report: (error: unknown) => void): Emitter<Events> {
  /** Each listener with whether it wants only the next event. */
  type Listeners = { [Name in keyof Events]?: Map<(payload: Events[Name]) => void, boolean> }
  let listeners: Listeners = {}

  const off: Emitter<Events>['off'] = (name, listener) => void listeners[name]?.delete(listener)
  return {
    on(name, listener, isOnce = false) {
      ;(listeners[name] ??= new Map()).set(listener, isOnce)
      return () => off(name, listener)
    },
    off,
    emit(name, payload) {
      // A copy: who is added while the event is told hears the next one.
      for (const [listener, isOnce] of [...(listeners[name] ?? [])]) {
        if (isOnce) off(name, listener)
        try {
          listener(payload)
        } catch (error) {
          report(error)
        }
      }
    },
    clear() {
      listeners = {}
    },
  }
}
