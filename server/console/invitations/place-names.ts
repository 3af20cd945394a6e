/** What the address calls an invitation that is not there yet, and the look of those that agents send. No id is either. */
export const NEW = 'new'
export const MANUAL = 'manual'
