/** What is fetched when somebody is about to insert something into a message. */
export { Menu } from '@foyer/widget/extras/menu/menu.tsx'
export { InsertDialog } from './insert-dialog.tsx'
