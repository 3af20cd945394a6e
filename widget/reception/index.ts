/** What stands on a page before the first click: what puts it there, and what all of its elements are made of. */
export { createReception } from './reception.ts'
export { define, picture, ReceptionElement } from './reception-element.ts'
