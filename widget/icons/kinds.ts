/**
 * The icons of components that start something other than a chat or a call (RC-1), and of those where nobody works now,
 * or that are not available.
 * Fetched where one of them is shown. See `index.ts`.
 */
export const icons = {
  'messenger': 'M14.536 21.686a.5.5 0 0 0 .937-.024l6.5-19a.496.496 0 0 0-.635-.635l-19 6.5a.5.5 0 0 0-.024.937l7.93 3.18a2 2 0 0 1 1.112 1.11zm7.318-19.539-10.94 10.939',
  'follow': 'M2 21a8 8 0 0 1 13.292-6M10 3a5 5 0 1 0 0 10 5 5 0 1 0 0-10m9 13v6m3-3h-6',
  'group': 'M18 21a8 8 0 0 0-16 0M10 3a5 5 0 1 0 0 10 5 5 0 1 0 0-10m12 17c0-3.37-2-6.5-4-8a5 5 0 0 0-.45-8.3',
  'member': 'M12 3a5 5 0 1 0 0 10 5 5 0 1 0 0-10m8 18a8 8 0 0 0-16 0',
  'off': 'm2 2 20 20M4.93 4.93A10 10 0 0 0 2.99 16.34a2 2 0 0 1 .1 1.17l-1.07 3.29a1 1 0 0 0 1.24 1.17l3.41-1a2 2 0 0 1 1.1.09 10 10 0 0 0 11.3-1.99M8.35 2.69A10 10 0 0 1 21.3 15.65',
  'away': 'm22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7m2-3h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2',
}
