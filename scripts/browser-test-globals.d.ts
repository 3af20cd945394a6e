/** The part of Mocha's interface that tests in the real browser may use (`*.browser.test.ts`). */
declare function describe(sentence: string, body: () => void): void
declare function it(sentence: string, body: () => void | Promise<void>): void
declare function before(body: () => void | Promise<void>): void
declare function beforeEach(body: () => void | Promise<void>): void
declare function after(body: () => void | Promise<void>): void
declare function afterEach(body: () => void | Promise<void>): void
