/** Where a picture is: the server says paths of its own, and addresses of others as they are. */
export const addressOf = (server: string, path: string | undefined): string | undefined => (path?.startsWith('/') ? server + path : path)
