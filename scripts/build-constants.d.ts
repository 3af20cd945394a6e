/** True in tests and wherever the sources run as they are; false in the built files, where the code behind it vanishes. */
declare const __DEV__: boolean

/** File name of the entry chunk, relative to the loader's own URL. The build writes it into the loader. */
declare const __FOYER_API_CHUNK__: string

/** A style sheet the console imports for its effect: the build collects them into one hashed file. */
declare module '*.css'

/** Emoji with their names in a language; see `scripts/rollup/emoji.mjs`. */
declare module 'foyer-emoji/*' {
  export const emoji: string
}
