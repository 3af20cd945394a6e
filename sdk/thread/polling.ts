/** Plain requests in place of a WebSocket, in a chunk of its own: fetched only where WebSockets do not get through. */
export { XHR } from 'engine.io-client'
