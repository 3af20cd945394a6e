/** What axe-core finds wrong with an element, as sentences; none is what a test hopes for. WCAG 2.2 AA and good practice. */
import 'axe-core'
import type { AxeResults, ElementContext, RunOptions } from 'axe-core'

// A script of the old kind: as a module it leaves itself on the window.
const { axe } = globalThis as unknown as { axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> } }

export async function accessibilityFaults(host: Element): Promise<string[]> {
  // A component cannot know the landmarks and the headings of the page around it.
  const { violations } = await axe.run(host, { rules: { region: { enabled: false }, 'heading-order': { enabled: false } } })
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.flat().join(' ')} ${node.failureSummary ?? ''}`))
}
