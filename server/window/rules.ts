/** What the workspace has set for its chat window (CW-5, CW-8, CW-12, CW-16, CW-29), and what windows are told of it. */
import { FILE_KINDS, LIMITS } from '@foyer/sdk/protocol'
import type { CompanyPanel, Language, TextOverrides, WindowRules, WindowSettings, WorkingHours } from '@foyer/sdk/protocol'

/** What a workspace keeps of these in its settings. */
export interface WindowArea {
  readonly window?: { readonly revision: number; readonly rules: WindowRules }
  readonly texts?: { readonly revision: number; readonly texts: TextOverrides }
}

export const DEFAULT_WINDOW: WindowRules = {
  files: { isOn: true, most: LIMITS.fileBytes, endings: [...new Set(Object.values(FILE_KINDS).flat())] },
  offersVoice: true,
  offersLocation: true,
  showsTyping: false,
  form: { isOn: false, title: '', fields: [{ kind: 'name', label: '', isRequired: true }, { kind: 'email', label: '', isRequired: true }], consent: { isOn: false, text: '', address: '' } },
  masks: { cards: true, patterns: [] },
  hasSound: true,
  survey: { isOn: true, validHours: 24 },
  reachDays: 14,
  mailAfterMinutes: 5,
}

export const windowOf = ({ window }: WindowArea): WindowRules => window?.rules ?? DEFAULT_WINDOW
export const textsOf = ({ texts }: WindowArea): TextOverrides => texts?.texts ?? {}

/** What the server knows when a window asks. */
export interface WindowSurroundings {
  readonly company: CompanyPanel
  readonly hours: WorkingHours
  readonly window: WindowRules
  readonly texts: TextOverrides
}

export function windowSettings({ company, hours, window, texts }: WindowSurroundings, language: Language, canMail: boolean): WindowSettings {
  const { files, offersVoice, offersLocation, showsTyping, masks, hasSound, form: { isOn, title, fields, consent } } = window
  const own = texts[language]
  return {
    company,
    hours,
    files,
    offersVoice: offersVoice && files.isOn,
    offersLocation,
    showsTyping,
    masks,
    canMail,
    hasSound,
    ...(isOn && { form: { title, fields, ...(consent.isOn && { consent: { text: consent.text, address: consent.address } }) } }),
    ...(own && { texts: own }),
  }
}
