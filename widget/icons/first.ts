/**
 * The icons that are shown before the first click, apart from the others, which come with the window. See `index.ts`.
 * Rounded to tenths: on a grid of 24 nobody sees more.
 */
export const close = 'M18 6 6 18M6 6l12 12'
/** Its tail points to the start of the line: flip it from right to left. */
export const speech = 'M3 16.3a2 2 0 0 1 .1 1.2L2 20.8A1 1 0 0 0 3.3 22l3.4-1a2 2 0 0 1 1.1.1A10 10 0 1 0 3 16.3'
