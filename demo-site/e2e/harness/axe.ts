/** What axe finds wrong with a page (CW-19). */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { standsStill } from './still.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** As lines that say where, once it stands still. Past the page's policy: the test comes in by the back door. */
export async function findings(page: Page, within?: string): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  await standsStill(page)
  const { violations } = await page.evaluate(
    (context) => Reflect.get(globalThis, 'axe').run(context ?? document, { resultTypes: ['violations'] }) as Promise<AxeResults>,
    within,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary}`))
}
