/**
 * The icons that are shown before the first click, apart from the others, which come with the window. See `index.ts`.
 * Rounded to hundredths: on a grid of 24 nobody sees more.
 */
export const close = 'M18 6 6 18M6 6l12 12'
/** Its tail points to the start of the line: flip it from right to left. */
export const speech = 'M2.99 16.34a2 2 0 0 1 .1 1.17l-1.07 3.29a1 1 0 0 0 1.24 1.17l3.41-1a2 2 0 0 1 1.1.09 10 10 0 1 0-4.78-4.72'
