/** In the address, in the place of an id: a component that is being made. */
export const NEW = 'new'
