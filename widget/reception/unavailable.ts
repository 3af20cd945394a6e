/**
 * A component for somebody whom the server has refused (IV-4): it stands where it stood, says that it is not available,
 * and can do nothing. Fetched where there is such a visitor.
 */
import type { Language, TextOverrides } from '@foyer/sdk/protocol'
import type { ShownComponent } from '@foyer/sdk/api'
import { UNAVAILABLE_WORDS } from './unavailable.words.ts'

/** @param texts the workspace's own words */
export function unavailable({ phone: _, ...component }: ShownComponent, language: Language, texts: TextOverrides | undefined): ShownComponent {
  const { language: its = language } = component
  return { ...component, isAway: true, says: texts?.[its]?.['unavailable'] ?? UNAVAILABLE_WORDS[its].unavailable }
}
