/** The reception components of a travel agency, and a server in memory that keeps them and refuses what the real one would. */
import { API, LIMITS, displayUnits, fail, failForm, ok } from '@foyer/sdk/protocol'
import type {
  ComponentChange, ComponentDraft, ComponentId, ComponentRecord, GroupId, MemberId, Receivers, Result, SwitchRequest,
} from '@foyer/sdk/protocol'
import { newDraft, sent } from '../reception/maker.ts'
import { shownOf } from '../reception/shown.ts'
import type { FakeRoutes } from './fake-api.ts'
import { HOUR, NOW } from './samples.ts'
import { SITE, sampleCompany } from './settings-samples.ts'

export const MAIN_GROUP = 'g-main' as GroupId

export const RECEIVERS: Receivers = {
  agents: [{ id: 'm-ann' as MemberId, name: 'Ann Lindqvist' }, { id: 'm-ben' as MemberId, name: 'Ben Okafor' }],
  groups: [{ id: MAIN_GROUP, name: 'Travel advice', isMain: true, agents: 3 }, { id: 'g-boats' as GroupId, name: 'Boats', isMain: false, agents: 1 }],
}

const known = { siteId: SITE, language: 'en', mainGroup: MAIN_GROUP, company: sampleCompany() } as const

type Sample = Pick<ComponentDraft, 'kind' | 'placement' | 'style' | 'name'> & Partial<ComponentDraft>

const SAMPLES: readonly Sample[] = [
  { kind: 'web-chat', placement: 'web-page', style: 'round-button', name: 'Everywhere' },
  { kind: 'web-chat', placement: 'web-page', style: 'card', name: 'Card on tours', show: { include: ['/tours/*'], outsideHours: 'leave-message' } },
  { kind: 'phone', placement: 'mobile-page', style: 'round-button', name: 'Call from the phone' },
  { kind: 'group', placement: 'web-page', style: 'side-tab', name: 'Sailors’ group' },
  { kind: 'web-chat', placement: 'web-page', style: 'custom-dom', name: 'Bound buttons', selectors: ['#talk', '.ask'] },
  { kind: 'web-chat', placement: 'link', style: 'link', name: 'Link in the bio' },
  { kind: 'web-chat', placement: 'article', style: 'article-picture', name: 'Weibo articles' },
]

const pictures = { sizes: new Map<string, { width: number; height: number }>(), logo: sampleCompany().logo }

export function recordOf(component: ComponentDraft, nr: number, more: Partial<ComponentRecord> = {}): ComponentRecord {
  const id = `c-${nr}` as ComponentId
  return {
    id, revision: 1, isOn: true, component, shown: shownOf(component, pictures, { id, slug: `slug-${nr}` }) ?? null, link: `https://desk.meridian.example/c/slug-${nr}`,
    changedAt: NOW - nr * 7 * HOUR, ...(nr > 1 && { changedBy: 'Olga Petrova' }), clicks: 41 - nr * 5, showings: 1_204 - nr * 100, ...more,
  }
}

export const sampleComponents = (): ComponentRecord[] =>
  SAMPLES.map((sample, i) => recordOf(sent({ ...newDraft(sample, known), ...sample }), i + 1, { isOn: i !== 3 }))

/** @param records those that are there at first */
export function componentRoutes(records: ComponentRecord[] = sampleComponents()): FakeRoutes {
  let made = records.length
  const find = (path: string) => records.find(({ id }) => path.split('/')[3] === id)
  const isTaken = (name: string, but?: ComponentId) => records.some(({ id, component }) => id !== but && component.name === name)
  const keep = (record: ComponentRecord): Result<ComponentRecord> => {
    records = records.some(({ id }) => id === record.id) ? records.map((one) => (one.id === record.id ? record : one)) : [...records, record]
    return ok(record)
  }
  const check = ({ name, shownName }: ComponentDraft, within: string, but?: ComponentId) => {
    if (isTaken(name, but)) return failForm('name_taken', { field: `${within}name` })
    if (displayUnits(shownName) > LIMITS.shownName) return failForm('too_long', { field: `${within}shownName` })
    return undefined
  }
  return {
    [`GET ${API.receivers}`]: () => ok(RECEIVERS),
    [`GET ${API.components}`]: () => ok(records),
    [`POST ${API.components}`]: (body) => check(body as ComponentDraft, '') ?? keep(recordOf(body as ComponentDraft, ++made, { changedAt: NOW, clicks: 0, showings: 0 })),
    'GET /api/components/*': (_body, path) => {
      const record = find(path)
      if (!record) return fail('not_found')
      return path.endsWith('/dependents') ? ok({ openConversations: 2, showings: 5_120, clicks: 1 }) : ok(record)
    },
    'PUT /api/components/*': (body, path) => {
      const record = find(path)
      const { revision, component } = body as ComponentChange
      if (!record) return fail('not_found')
      if (revision !== record.revision) return failForm('changed_meanwhile')
      return check(component, 'component.', record.id) ?? keep({ ...record, revision: revision + 1, component, changedAt: NOW })
    },
    'POST /api/components/*': (body, path) => {
      const record = find(path)
      if (!record) return fail('not_found')
      if (path.endsWith('/switch')) return keep({ ...record, revision: record.revision + 1, isOn: (body as SwitchRequest).isOn })
      return keep(recordOf({ ...record.component, name: `${record.component.name} 2` }, ++made, { isOn: false }))
    },
    'DELETE /api/components/*': (_body, path) => {
      const record = find(path)
      if (!record) return fail('not_found')
      records = records.filter((one) => one !== record)
      return ok(null)
    },
  }
}
