/**
 * The first start makes a workspace that can be used at once: a site with its key, a round button, the main group, and
 * an owner with a random password. The demo's has two agents and every style of component more, and its passwords stay readable in the data folder,
 * so that every start can say how to sign in; elsewhere a password is said once and kept nowhere.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { hashPassword } from 'better-auth/crypto'
import * as v from 'valibot'
import type { ComponentDraft, ComponentId, GroupId, MemberId, SiteId, SiteKey, WorkspaceId } from '@foyer/sdk/protocol'
import { randomSlug } from '../reception/slugs.ts'
import type { Store } from '../store/store.ts'
import { COAST, LIGHTHOUSE, LOGO, SALTWAY, SALTWAY_HOURS, SALTWAY_SURVEY, WALKS, demoComponents, demoInvitations, demoMenus } from './demo.ts'
import { roundButton } from './round-button.ts'
import { makeFirstWorkspace, setPassword } from './store.ts'
import type { NewMember, NewWorkspace } from './store.ts'

/** What somebody signs in with. */
export interface Credential {
  readonly email: string
  readonly password: string
}

export interface FirstStartPorts {
  readonly store: Store
  now(): number
  /** A UUID of version 7. */
  newId(): string
}

/** Easy to read out, hard to guess: 96 bits. */
export const randomPassword = (): string => randomBytes(12).toString('base64url')
const randomKey = (): SiteKey => `s${randomBytes(9).toString('hex')}` as SiteKey

type Person = Pick<NewMember, 'email' | 'name' | 'role' | 'receives'>

const OWNER: Person = { email: 'owner@foyer.local', name: 'Owner', role: 'owner', receives: true }
const DEMO_PEOPLE: readonly Person[] = [
  { email: 'owner@demo.foyer.example', name: 'Olivia', role: 'owner', receives: false },
  { email: 'ann@demo.foyer.example', name: 'Ann', role: 'agent', receives: true },
  { email: 'ben@demo.foyer.example', name: 'Ben', role: 'agent', receives: true },
]
export const DEMO_SITE_KEY = 'demo' as SiteKey
export const DEMO_SIGN_IN_FILE = 'demo-sign-in.json'

/** Makes the first workspace if there is none, and returns what its owner signs in with, for saying it once. */
export async function firstStart(ports: FirstStartPorts): Promise<readonly Credential[]> {
  const owner = { ...OWNER, password: randomPassword() }
  const made = await ports.store.run(makeFirstWorkspace, await plainWorkspace(ports, [owner]))
  return made ? [owner] : []
}

/**
 * Makes the demo's workspace if there is none. Returns what to sign in with, at every start.
 *
 * @param sitePages origin of the demo site, if it runs
 */
export async function demoStart(ports: FirstStartPorts, dataFolder: string, sitePages: string | undefined): Promise<readonly Credential[]> {
  const file = path.join(dataFolder, DEMO_SIGN_IN_FILE)
  const kept = await readCredentials(file)
  const people = DEMO_PEOPLE.map((person) => ({ ...person, password: kept?.find(({ email }) => email === person.email)?.password ?? randomPassword() }))
  const credentials = people.map(({ email, password }) => ({ email, password }))
  if (!kept) await writeFile(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })

  const isMade = await ports.store.run(makeFirstWorkspace, await demoWorkspace(ports, people, sitePages))
  // Somebody removed the file: what it said is lost, so the accounts get new passwords.
  if (!isMade && !kept) {
    for (const { email, password } of people) await ports.store.run(setPassword, { email, passwordHash: await hashPassword(password), now: ports.now() })
  }
  return credentials
}

type Password = Person & Credential

async function plainWorkspace(ports: FirstStartPorts, people: readonly Password[]): Promise<NewWorkspace> {
  const frame = await workspace(ports, 'My company', randomKey(), people)
  return { ...frame, components: named(ports, [roundButton({ siteId: frame.site.id, groupId: frame.group.id })]) }
}

async function demoWorkspace(ports: FirstStartPorts, people: readonly Password[], sitePages: string | undefined): Promise<NewWorkspace> {
  const frame = await workspace(ports, SALTWAY.name, DEMO_SITE_KEY, people)
  const walks = ports.newId() as GroupId
  const place = { siteId: frame.site.id, groupId: frame.group.id }
  const [logo, lighthouse, coast] = [LOGO, LIGHTHOUSE, COAST].map(({ svg, width, height }) => ({
    id: randomUUID(),
    type: 'image/svg+xml',
    width,
    height,
    bytes: Buffer.from(svg).toString('base64'),
  })) as [Picture, Picture, Picture]
  return {
    ...frame,
    settings: { company: { revision: 0, profile: { ...SALTWAY, logo: logo.id } }, hours: { revision: 0, hours: SALTWAY_HOURS } },
    pictures: [logo, lighthouse, coast],
    groups: [{ id: walks, name: WALKS.name, allocation: WALKS.rules }],
    components: named(ports, demoComponents(place, lighthouse.id, walks)),
    invitations: demoInvitations(place, coast.id).map((draft) => ({ id: ports.newId(), draft })),
    menus: demoMenus(place, sitePages),
    survey: SALTWAY_SURVEY,
  }
}

type Picture = NonNullable<NewWorkspace['pictures']>[number]

const named = ({ newId }: FirstStartPorts, drafts: readonly ComponentDraft[]): NewWorkspace['components'] =>
  drafts.map((draft) => ({ id: newId() as ComponentId, slug: randomSlug(), draft }))

async function workspace({ now, newId }: FirstStartPorts, name: string, key: SiteKey, people: readonly Password[]): Promise<Omit<NewWorkspace, 'components'>> {
  const members = people.map(async ({ password, ...person }): Promise<NewMember> => ({
    ...person,
    id: newId() as MemberId,
    userId: newId(),
    accountId: newId(),
    passwordHash: await hashPassword(password),
  }))
  return {
    id: newId() as WorkspaceId,
    name,
    site: { id: newId() as SiteId, key, name: 'Website', origins: [], accent: '#1b6b80' },
    group: { id: newId() as GroupId, name: 'Reception' },
    members: await Promise.all(members),
    now: now(),
  }
}

const credentialList = v.array(v.object({ email: v.string(), password: v.pipe(v.string(), v.minLength(10)) }))

async function readCredentials(file: string): Promise<readonly Credential[] | undefined> {
  try {
    const parsed = v.safeParse(credentialList, JSON.parse(await readFile(file, 'utf8')))
    return parsed.success ? parsed.output : undefined
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
