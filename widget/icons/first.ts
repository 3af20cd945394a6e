/** The icons that are shown before the first click, apart from the others, which come with the window. See `index.ts`. */
export const close = 'M18 6 6 18M6 6l12 12'
/** Its tail points to the start of the line: flip it from right to left. */
export const speech = 'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719'
