/** Made by `scripts/rollup/emoji.mjs`. */
declare module 'foyer-emoji/*' {
  export const emoji: string
}
