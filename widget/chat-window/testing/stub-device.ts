/** What a window finds around it, for the preview and for tests: facts on the device, and settings with everything on. */
import { FILE_KINDS, LIMITS } from '@foyer/sdk/protocol'
import type { CompanyPanel, WindowSettings } from '@foyer/sdk/protocol'
import type { WindowOptions } from '../index.ts'

export const createStubDevice = (facts: Readonly<Record<string, string>> = {}): WindowOptions['device'] => {
  const kept = new Map(Object.entries(facts))
  return {
    get: (name) => kept.get(name),
    set: (name, value) => void (value === undefined ? kept.delete(name) : kept.set(name, value)),
  }
}

export const stubSettings = (company: CompanyPanel, more: Partial<WindowSettings> = {}): WindowSettings => ({
  company,
  hours: { timeZone: 'Europe/Lisbon', week: [[[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [], []], holidays: [] },
  files: { isOn: true, most: LIMITS.fileBytes, endings: Object.values(FILE_KINDS).flat() },
  offersVoice: true,
  offersLocation: true,
  showsTyping: false,
  masks: { cards: false, patterns: [] },
  canMail: true,
  hasSound: true,
  survey: { look: 'stars', steps: [1, 2, 3, 4, 5].map(() => ({ word: '', reasons: [] })), comment: { isOffered: true, requiredBelow: 0 }, thanks: '' },
  ...more,
})
