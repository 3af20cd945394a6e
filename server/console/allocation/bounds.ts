import { ALLOCATION_BOUNDS } from '@foyer/sdk/protocol'

/** Between what the fields of these pages let one choose. What 0 switches off has a switch of its own here, and begins with 1. */
export const BOUNDS = {
  ...ALLOCATION_BOUNDS,
  memoryHours: { ...ALLOCATION_BOUNDS.memoryHours, least: 1 },
  missedOffers: { ...ALLOCATION_BOUNDS.missedOffers, least: 1 },
} as const

/** What a switch turns on with. */
export const USUAL = { overdueMinutes: 5, memoryHours: 24, missedOffers: 3, warningMinutes: 2 } as const
