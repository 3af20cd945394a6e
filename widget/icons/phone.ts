/** By itself, because an action bar needs no other but those of `first.ts`. Rounded as those. See `index.ts`. */
export const phone =
  'M13.8 16.6a1 1 0 0 0 1.2-.3l.4-.5A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.5.4a1 1 0 0 0-.2 1.2 14 14 0 0 0 6.3 6.4'
