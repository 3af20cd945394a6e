/** What stands on a page before the first click. */
export { createReception } from './reception.ts'
