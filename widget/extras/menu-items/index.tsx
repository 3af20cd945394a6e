/** The workspace's own menu in the window (MN-1 to MN-4). The window's menu of switches is another: `extras/menu`. */
export { MenuItems } from './menu-items.tsx'
