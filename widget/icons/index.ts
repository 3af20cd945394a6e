/**
 * Icons as path data for a 24 px box: stroke, width 2, round caps and joins, no fill. One string each, so that reception,
 * the window and the desk draw them with one `<path>`, and a bundle holds only those it names.
 *
 * NOTICE: drawn after Lucide (https://lucide.dev), ISC License, Copyright (c) Lucide Icons and Contributors; some of
 * them derive from Feather, MIT License, Copyright (c) 2013-present Cole Bemis.
 *
 * Add one here when something shows it. Where one points along the line of reading, whoever draws it flips it in
 * right-to-left writing.
 */
export { close, speech } from './first.ts'
export const arrowDown = 'M12 5v14m7-7-7 7-7-7'
export const arrowUp = 'm5 12 7-7 7 7m-7 7V5'
export const attach = 'm16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551'
export const check = 'M20 6 9 17l-5-5'
export const checkCheck = 'M18 6 7 17l-5-5m20-2-7.5 7.5L13 16'
export const chevronDown = 'm6 9 6 6 6-6'
export const circleAlert = 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20m0 6v4m0 4h.01'
export const clock = 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20m0 4v6l4 2'
export const cloudOff = 'M10.94 5.274A7 7 0 0 1 15.71 10h1.79a4.5 4.5 0 0 1 4.222 6.057M18.796 18.81A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.79 5.78M2 2l20 20'
export const emoji = 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M8 14s1.5 2 4 2 4-2 4-2M9 9h.01M15 9h.01'
export const more = 'M12 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2m7 0a1 1 0 1 0 0 2 1 1 0 1 0 0-2M5 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2'
export const pencil = 'M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4'
export const rotate = 'M21 12a9 9 0 1 1-9-9c2.52 0 4.93 1 6.74 2.74L21 8m0-5v5h-5'
export const speak = 'M12 19v3m7-12v2a7 7 0 0 1-14 0v-2m7-8a3 3 0 0 0-3 3v7a3 3 0 0 0 6 0V5a3 3 0 0 0-3-3'
