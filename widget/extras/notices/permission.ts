/** Whether system notifications may be shown (CW-9): the visitor has switched them on here, and the browser allows it. */

interface Device {
  get(name: string): string | undefined
}

/** Only secure pages may show any, and some browsers on phones show none that a page makes. */
export const hasNotices = (): boolean => typeof Notification === 'function' && isSecureContext

export const noticesAreOn = (device: Device): boolean => hasNotices() && Notification.permission === 'granted' && device.get('notices') === 'on'

/** Asks the visitor, who has just clicked for it. Resolves to whether it is allowed. */
export const askForNotices = async (): Promise<boolean> => (await Notification.requestPermission().catch(() => 'denied')) === 'granted'
