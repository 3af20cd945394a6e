/** What the build writes into the sources as constants, for tests that run the sources as they are. */
Object.assign(globalThis, { __DEV__: true, __FOYER_API_CHUNK__: 'foyer-test.js' })
