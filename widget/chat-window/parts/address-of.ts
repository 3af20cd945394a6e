/** Where something is: the server says paths of its own, and addresses of others as they are. */
export function addressOf(server: string, path: string): string
export function addressOf(server: string, path: string | undefined): string | undefined
export function addressOf(server: string, path: string | undefined): string | undefined {
  return path?.startsWith('/') ? server + path : path
}
