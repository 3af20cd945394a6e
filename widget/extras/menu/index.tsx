/** The menu and what it leads to. */
export { menuEntries } from './entries.ts'
export type { MenuTask } from './entries.ts'
export { Menu } from './menu.tsx'
export { Task } from './tasks.tsx'
