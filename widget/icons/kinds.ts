/** The icons of components that start something other than a chat (RC-1). Fetched where one of them is shown. See `index.ts`. */
import type { ComponentKind } from '@foyer/sdk/protocol'

export type KindIcons = Readonly<Record<Exclude<ComponentKind, 'web-chat'> | 'away', string>>

export const kindIcons: KindIcons = {
  'messenger': 'M14.536 21.686a.5.5 0 0 0 .937-.024l6.5-19a.496.496 0 0 0-.635-.635l-19 6.5a.5.5 0 0 0-.024.937l7.93 3.18a2 2 0 0 1 1.112 1.11zm7.318-19.539-10.94 10.939',
  'phone':
    'M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
  'follow': 'M2 21a8 8 0 0 1 13.292-6M10 3a5 5 0 1 0 0 10 5 5 0 1 0 0-10m9 13v6m3-3h-6',
  'group': 'M18 21a8 8 0 0 0-16 0M10 3a5 5 0 1 0 0 10 5 5 0 1 0 0-10m12 17c0-3.37-2-6.5-4-8a5 5 0 0 0-.45-8.3',
  'member': 'M12 3a5 5 0 1 0 0 10 5 5 0 1 0 0-10m8 18a8 8 0 0 0-16 0',
  /** Nobody works now: leave a message. */
  'away': 'm22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7m2-3h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2',
}
