/** Between what the fields of these pages let one choose; the server keeps the same (`server/allocation/settings.ts`). */
export const BOUNDS = {
  cap: { least: 1, most: 500 },
  overdueMinutes: { least: 1, most: 60 },
  memoryHours: { least: 1, most: 8_760 },
  graceSeconds: { least: 10, most: 600 },
  missedOffers: { least: 1, most: 20 },
  offerSeconds: { least: 10, most: 600 },
  silenceMinutes: { least: 2, most: 1_440 },
} as const

/** Display units of a notice to a visitor (AL-6). */
export const NOTICE_UNITS = 200
/** How many skills an agent has, and how many a group or a rule may ask for. */
export const SKILLS_OF_AGENT = 20
export const SKILLS_ASKED = 10

/** What a switch turns on with. */
export const USUAL = { overdueMinutes: 5, memoryHours: 24, missedOffers: 3, warningMinutes: 2 } as const
