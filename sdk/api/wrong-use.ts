import { trouble, type Trouble } from './trouble.ts'

/** What a page has asked of `bind` or `mount` that cannot be. */
export const wrongUse = (message: string): Trouble => trouble('invalid_option', message, 'See the documentation of bind and mount.')
