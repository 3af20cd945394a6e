/**
 * The version of the wire contract, one whole number.
 *
 * Additions do not move it: a client passes over events, parts and fields that it does not know. What moves it is a
 * change that an older client would misread. A server speaks every version from {@link OLDEST_PROTOCOL} to
 * {@link PROTOCOL}; what happens when a page that was opened long ago meets a newer server is {@link meet}.
 */
export const PROTOCOL = 1

/** The oldest version that this server still speaks. */
export const OLDEST_PROTOCOL = 1

/**
 * What a server answers to a client's version.
 *
 * - `welcome`: they understand each other.
 * - `client_outdated`: the page is too old. Its window keeps everything typed, asks for a reload, and sends it afterwards.
 * - `server_outdated`: the page is newer (a roll-back, or a server that updates last). The client waits and tries again.
 */
export function meet(clientProtocol: number): 'welcome' | 'client_outdated' | 'server_outdated' {
  if (clientProtocol < OLDEST_PROTOCOL) return 'client_outdated'
  if (clientProtocol > PROTOCOL) return 'server_outdated'
  return 'welcome'
}
