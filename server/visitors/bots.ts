/** Who is no visitor: robots, and browsers that a program drives. They load pages and see nothing (RC-16). */
import crawlers from 'crawler-user-agents'

/** A browser's is about a hundred characters long. */
const MOST_CHARACTERS = 1_000

/** All patterns in one, compiled once. */
const ROBOTS = new RegExp([...crawlers.map(({ pattern }) => pattern), 'Headless', 'PhantomJS', 'Electron.*Cypress', 'jsdom'].join('|'))

/** Every browser begins with this, for reasons thirty years old; programs mostly with their own name, or with nothing. */
const BROWSER = /^(?:Mozilla|Opera)\//

/** Whether a request comes from a robot, by its `User-Agent`. */
export function isBot(userAgent: string | null): boolean {
  const said = (userAgent ?? '').slice(0, MOST_CHARACTERS)
  return !BROWSER.test(said) || ROBOTS.test(said)
}
