/** Components in the console and what pages see of it, over HTTP and a page's line, with a real database. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import type { WebSocket } from 'ws'
import { API, LIMITS, PATHS, PROTOCOL, WINDOW_PATHS } from '@foyer/sdk/protocol'
import type {
  WindowSettings,
  CompanyRecord,
  ComponentDependents,
  ComponentDraft,
  ComponentId,
  ComponentRecord,
  CountsRequest,
  HoursRecord,
  PresenceToPage,
  Receivers,
  Result,
  SiteConfig,
  SiteRecord,
} from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import { startRunning, ask, connected, newToken, shopKey, FOREIGN, OTHER_SHOP, SHOP } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { query } from '../testing/world.ts'

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

let running: Running
let cookie: string
let clockAhead = 0
before(async () => {
  running = await startRunning({
    clock: {
      now: () => Date.now() + clockAhead,
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
  })
  cookie = await running.signIn('olga@shop.example')
})
after(() => running.stop())

const api = async <T>(method: string, pathname: string, body?: unknown): Promise<Result<T>> =>
  (await (await running.http(pathname, { method, headers: { origin: running.origin, cookie }, ...(body !== undefined && { body: JSON.stringify(body) }) })).json()) as Result<T>
async function did<T>(method: string, pathname: string, body?: unknown): Promise<T> {
  const result = await api<T>(method, pathname, body)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const ofPage = async <T>(pathname: string): Promise<T> => {
  const result = (await (await running.http(pathname, { origin: SHOP })).json()) as Result<T>
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const config = () => ofPage<SiteConfig>(PATHS.config(shopKey))
const onPages = async (id: ComponentId) => (await config()).components.find((component) => component.id === id)

/** A draft that is right but for what is changed, under a name of its own. */
async function newDraft(changed: Partial<ComponentDraft> = {}): Promise<ComponentDraft> {
  const [site] = await did<readonly [SiteRecord]>('GET', API.sites)
  const { groups } = await did<Receivers>('GET', API.receivers)
  return {
    siteId: site.id,
    kind: 'web-chat',
    placement: 'web-page',
    style: 'card',
    name: v7().slice(-12),
    shownName: 'Ann',
    greeting: 'Hello',
    position: 'bottom-end',
    offset: { inline: 20, block: 20 },
    receiver: { kind: 'group', groupId: groups[0]!.id },
    face: 'agent',
    language: 'auto',
    show: {},
    ...changed,
  }
}
const make = async (changed?: Partial<ComponentDraft>) => did<ComponentRecord>('POST', API.components, await newDraft(changed))
const change = ({ id, revision, component }: ComponentRecord, changed: Partial<ComponentDraft>) => api<ComponentRecord>('PUT', API.component(id), { revision, component: { ...component, ...changed } })

/** A page that is open, and waits for what it is told. */
async function openPage(): Promise<{ next(type: PresenceToPage['type']): Promise<PresenceToPage>; line: WebSocket }> {
  const line = running.presence(SHOP)
  await new Promise((resolve) => line.once('open', resolve))
  const next = (type: PresenceToPage['type']) =>
    new Promise<PresenceToPage>((resolve) => {
      const listen = (data: unknown) => {
        const frame = JSON.parse(String(data)) as PresenceToPage
        if (frame.type !== type) return
        line.off('message', listen)
        resolve(frame)
      }
      line.on('message', listen)
    })
  const welcomed = next('welcome')
  line.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, site: shopKey, token: newToken(), page: { url: `${SHOP}/` }, language: 'en' }))
  await welcomed
  return { next, line }
}

describe('RC-2 making a component', () => {
  it('puts it on the pages, and in the list with what the list shows', async () => {
    const made = await make({ name: 'Harbour', avatar: { kind: 'built-in', name: 'harbour' } })
    assert.partialDeepStrictEqual(made, { revision: 1, isOn: true, changedBy: 'Olga', clicks: 0, showings: 0 })
    assert.match(made.link, new RegExp(`^${running.origin}/c/[a-km-np-z2-9]{10}$`))
    assert.deepEqual(await onPages(made.id), made.shown)
    assert.equal(made.shown?.avatar, '/avatars/harbour.svg')
    assert.deepEqual((await did<readonly ComponentRecord[]>('GET', API.components)).find(({ id }) => id === made.id), made)
    assert.deepEqual(await did('GET', API.component(made.id)), made)
  })

  it('says who can receive', async () => {
    const { agents, groups } = await did<Receivers>('GET', API.receivers)
    assert.deepEqual(agents.map(({ name }) => name), ['Ann', 'Ben', 'Olga'])
    assert.partialDeepStrictEqual(groups, [{ name: 'Reception', isMain: true, agents: 2 }])
  })

  it('RC-3 names the field that is refused, and takes it when it is mended', async () => {
    const made = await make()
    const taken = await api('POST', API.components, await newDraft({ name: made.component.name }))
    assert.partialDeepStrictEqual(taken, { ok: false, code: 'name_taken', field: 'name' })
    assert.partialDeepStrictEqual(await change(await make(), { name: made.component.name }), { ok: false, code: 'name_taken', field: 'component.name' })
    assert.partialDeepStrictEqual(await change(made, { show: { include: ['/', 'tours'] } }), { ok: false, code: 'bad_pattern', field: 'component.show.include.1' })
    assert.partialDeepStrictEqual(await change(made, { receiver: { kind: 'agent', agentId: 'nobody' as never } }), { ok: false, code: 'receiver_gone', field: 'component.receiver' })
    assert.partialDeepStrictEqual(await change(made, { style: 'blinking' as never }), { ok: false, code: 'invalid_input', field: 'component.style' })
    assert.partialDeepStrictEqual(await change(made, { name: made.component.name, greeting: 'Good day' }), { ok: true, value: { revision: 2, component: { greeting: 'Good day' } } })
  })

  it('refuses what lies in another workspace', async () => {
    const made = await make()
    const otto = { origin: running.origin, cookie: await running.signIn('otto@shop.example') }
    const { value: theirs } = (await (await running.http(API.receivers, { headers: otto })).json()) as { value: Receivers }
    assert.partialDeepStrictEqual(await change(made, { receiver: { kind: 'group', groupId: theirs.groups[0]!.id } }), { ok: false, code: 'receiver_gone' })
    assert.partialDeepStrictEqual(await change(made, { receiver: { kind: 'agent', agentId: theirs.agents[0]!.id } }), { ok: false, code: 'receiver_gone' })
    const { value: sites } = (await (await running.http(API.sites, { headers: otto })).json()) as { value: readonly SiteRecord[] }
    assert.partialDeepStrictEqual(await change(made, { siteId: sites[0]!.id }), { ok: false, code: 'not_found', field: 'component.siteId' })
  })

  it('overwrites nothing that somebody else has changed meanwhile', async () => {
    const made = await make()
    assert.ok((await change(made, { greeting: 'First' })).ok)
    assert.partialDeepStrictEqual(await change(made, { greeting: 'Second' }), { ok: false, code: 'changed_meanwhile' })
    assert.equal((await did<ComponentRecord>('GET', API.component(made.id))).component.greeting, 'First')
  })
})

describe('RC-15 a page that is open', () => {
  it('is told of every change, and finds it when it fetches', async () => {
    const { id } = await make()
    const page = await openPage()
    for (const [act, isOn] of [
      [() => api('POST', API.componentSwitch(id), { isOn: false }), false],
      [() => api('POST', API.componentSwitch(id), { isOn: true }), true],
      [() => api('DELETE', API.component(id)), false],
    ] as const) {
      const told = page.next('config')
      assert.ok((await act()).ok)
      assert.deepEqual(await told, { type: 'config', version: (await config()).version })
      assert.equal((await onPages(id)) !== undefined, isOn)
    }
    page.line.terminate()
  })
})

describe('RC-14 the list', () => {
  it('copies a component switched off, under a name that is free', async () => {
    const made = await make({ name: 'Copied', accent: '#7a3f8f' })
    const copy = await did<ComponentRecord>('POST', API.componentCopy(made.id), {})
    assert.deepEqual([copy.isOn, copy.component], [false, { ...made.component, name: 'Copied 2' }])
    assert.notEqual(copy.link, made.link)
    assert.equal(await onPages(copy.id), undefined)
    assert.equal((await did<ComponentRecord>('POST', API.componentCopy(made.id), {})).component.name, 'Copied 3')
  })

  it('deletes a component so that its name is free again, and its conversations go on', async () => {
    const made = await make({ name: 'Short-lived' })
    const visitor = running.visitor()
    await connected(visitor)
    assert.ok((await ask(visitor, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Hello' }], start: { componentId: made.id } }] })).ok)
    assert.deepEqual(await did<ComponentDependents>('GET', API.componentDependents(made.id)), { openConversations: 1, showings: 0, clicks: 0 })

    assert.equal(await did('DELETE', API.component(made.id)), null)
    for (const refused of [await api('GET', API.component(made.id)), await api('DELETE', API.component(made.id)), await api('POST', API.componentSwitch(made.id), { isOn: true }), await change(made, {})]) {
      assert.partialDeepStrictEqual(refused, { ok: false, code: 'not_found' })
    }
    assert.equal((await make({ name: 'Short-lived' })).component.name, 'Short-lived')
    assert.ok((await ask(visitor, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Still there?' }] }] })).ok)
  })

  it('ends where a site has as many as it may', async () => {
    const { length } = await did<readonly ComponentRecord[]>('GET', API.components)
    const { id } = await make()
    const [row] = await query(running.store, db.selectFrom('components').selectAll().where('id', '=', id))
    const others = Array.from({ length: LIMITS.components - length - 1 }, (_, index) => ({ ...row!, id: v7() as ComponentId, slug: v7(), name: `Other ${index}` }))
    await query(running.store, db.insertInto('components').values(others))
    for (const refused of [await api('POST', API.components, await newDraft()), await api('POST', API.componentCopy(id), {})]) {
      assert.partialDeepStrictEqual(refused, { ok: false, code: 'not_allowed' })
    }
    assert.ok((await change(await did<ComponentRecord>('GET', API.component(id)), { greeting: 'Full' })).ok, 'those that are there can be changed')
    await query(running.store, db.deleteFrom('components').where('id', 'in', others.map((other) => other.id)))
  })
})

describe('RC-16 showings and clicks', () => {
  const load = v7()
  const said = (events: CountsRequest['events']): CountsRequest => ({ protocol: PROTOCOL, site: shopKey, load, events })
  const count = (body: unknown, { origin = SHOP, agent = BROWSER } = {}) =>
    running.http(PATHS.counts, { method: 'POST', origin, headers: { 'content-type': 'text/plain', 'user-agent': agent }, body: JSON.stringify(body) })
  const counted = async (id: ComponentId) => {
    const { showings, clicks } = await did<ComponentRecord>('GET', API.component(id))
    return { showings, clicks }
  }

  it('are counted each once, however often and however late they are said', async () => {
    const { id } = await make()
    const events = [{ kind: 'shown', componentId: id, nr: 1 }, { kind: 'clicked', componentId: id, nr: 2 }, { kind: 'clicked', componentId: id, nr: 3 }] as const
    assert.equal((await count(said(events))).status, 204)
    clockAhead += 60_000
    assert.equal((await count(said(events))).status, 204)
    assert.deepEqual(await counted(id), { showings: 1, clicks: 2 })
    assert.deepEqual(await did('GET', API.componentDependents(id)), { openConversations: 0, showings: 1, clicks: 2 })
  })

  it('are kept only so many a minute of one address, however many pages it says it is', async () => {
    const few = await startRunning({ rateRules: { counts: { points: 150, seconds: 60 } } })
    try {
      const { value } = (await (await few.http(PATHS.config(shopKey), { origin: SHOP })).json()) as { value: SiteConfig }
      const events = Array.from({ length: 100 }, (_, nr) => ({ kind: 'shown', componentId: value.components[0]!.id, nr }) as const)
      const statuses: number[] = []
      for (let page = 0; page < 3; page += 1) {
        const body = JSON.stringify({ ...said(events), load: v7() })
        statuses.push((await few.http(PATHS.counts, { method: 'POST', origin: SHOP, headers: { 'user-agent': BROWSER }, body })).status)
      }
      assert.deepEqual(statuses, [204, 429, 429])
    } finally {
      await few.stop()
    }
  })

  it('are those of the last 7 days in the list', async () => {
    const { id } = await make()
    await count(said([{ kind: 'shown', componentId: id, nr: 1 }]))
    clockAhead += 8 * 86_400_000
    assert.deepEqual(await counted(id), { showings: 0, clicks: 0 })
    assert.deepEqual(await did('GET', API.componentDependents(id)), { openConversations: 0, showings: 1, clicks: 0 })
    clockAhead -= 8 * 86_400_000
  })

  it('are not counted for components that are off, gone or another site’s', async () => {
    const { id } = await make()
    await did('POST', API.componentSwitch(id), { isOn: false })
    assert.equal((await count(said([{ kind: 'shown', componentId: id, nr: 1 }, { kind: 'shown', componentId: 'unknown' as ComponentId, nr: 2 }]))).status, 204)
    assert.deepEqual(await counted(id), { showings: 0, clicks: 0 })
  })

  for (const agent of [
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
    'curl/8.5.0',
  ]) {
    it(`are not counted for ${agent.slice(0, 60)}`, async () => {
      const { id } = await make()
      assert.equal((await count(said([{ kind: 'shown', componentId: id, nr: 1 }]), { agent })).status, 204)
      assert.deepEqual(await counted(id), { showings: 0, clicks: 0 })
    })
  }

  it('are refused from pages that are not the site’s, and in any other form', async () => {
    const { id } = await make()
    const events = [{ kind: 'shown', componentId: id, nr: 1 }] as const
    assert.deepEqual([(await count(said(events), { origin: FOREIGN })).status, (await count(said(events), { origin: OTHER_SHOP })).status], [403, 403])
    assert.equal((await count({ ...said(events), visitor: 'vera' })).status, 400)
    assert.equal((await count({ ...said(events), load: 'x' })).status, 400)
    assert.deepEqual(await counted(id), { showings: 0, clicks: 0 })
  })
})

describe('sites in the console', () => {
  const site = async () => (await did<readonly [SiteRecord]>('GET', API.sites))[0]
  const put = async ({ id, key: _key, ...record }: SiteRecord, changed: Partial<SiteRecord>) => api<SiteRecord>('PUT', API.site(id), { ...record, ...changed })
  const statusAt = async (origin: string) => (await running.http(PATHS.config(shopKey), { origin })).status

  it('have origins that are in force at once', async () => {
    assert.equal(await statusAt('https://new.example'), 403)
    const record = await site()
    const changed = await put(record, { origins: [SHOP, ' https://New.example/ ', 'https://new.example'] })
    assert.ok(changed.ok)
    assert.deepEqual(changed.value.origins, [SHOP, 'https://new.example'])
    assert.equal(await statusAt('https://new.example'), 200)
    assert.ok((await put(changed.value, { origins: [SHOP] })).ok)
    assert.equal(await statusAt('https://new.example'), 403)
  })

  it('say which of their fields is wrong', async () => {
    const record = await site()
    assert.partialDeepStrictEqual(await put(record, { origins: [SHOP, 'https://*.shop.example', 'shop.example'] }), { ok: false, code: 'bad_address', field: 'origins.2' })
    assert.partialDeepStrictEqual(await put(record, { theme: { ...record.theme, accent: 'red' } }), { ok: false, code: 'bad_colour', field: 'theme.accent' })
    assert.partialDeepStrictEqual(await put(record, { name: '' }), { ok: false, code: 'required', field: 'name' })
    assert.partialDeepStrictEqual(await put(record, { revision: record.revision + 1 }), { ok: false, code: 'changed_meanwhile' })
    assert.deepEqual(await site(), record)
  })

  it('RC-15 show their look and language at once', async () => {
    const page = await openPage()
    const told = page.next('config')
    assert.ok((await put(await site(), { theme: { accent: '#7a3f8f', scheme: 'dark' }, language: 'zh' })).ok)
    await told
    assert.partialDeepStrictEqual(await config(), { theme: { accent: '#7a3f8f', scheme: 'dark' }, language: 'zh' })
    page.line.terminate()
  })
})

describe('OR-4 the company', () => {
  const put = async (changed: Partial<CompanyRecord>) => {
    const { revision, logoPath: _logoPath, ...profile } = await did<CompanyRecord>('GET', API.company)
    return api<CompanyRecord>('PUT', API.company, { revision, profile: { ...profile, ...changed } })
  }
  const panel = async () => (await ofPage<WindowSettings>(WINDOW_PATHS.window(shopKey, 'en'))).company

  it('shows what it says of itself at once', async () => {
    const page = await openPage()
    assert.deepEqual(await panel(), { name: 'The shop' })
    const told = page.next('config')
    assert.ok((await put({ name: 'Saltway Travel Limited', shortName: 'Saltway', street: 'Quay 4', city: 'Falmouth', postcode: 'TR11', phone: '+44 1632 960142', email: 'hello@saltway.example' })).ok)
    await told
    assert.deepEqual(await panel(), { name: 'Saltway', address: 'Quay 4, TR11 Falmouth', phone: '+44 1632 960142', email: 'hello@saltway.example' })
    assert.equal((await config()).name, 'Saltway')
    page.line.terminate()
  })

  it('is fetched again only if it has changed', async () => {
    const first = await running.http(WINDOW_PATHS.window(shopKey, 'en'), { origin: SHOP })
    const again = await running.http(WINDOW_PATHS.window(shopKey, 'en'), { origin: SHOP, headers: { 'if-none-match': first.headers.get('etag')! } })
    assert.deepEqual([first.status, again.status], [200, 304])
  })

  it('says which of its fields is wrong', async () => {
    assert.partialDeepStrictEqual(await put({ shortName: 'x'.repeat(25) }), { ok: false, code: 'too_long', field: 'profile.shortName' })
    assert.partialDeepStrictEqual(await put({ logo: 'unknown' }), { ok: false, code: 'image_unreadable', field: 'profile.logo' })
  })

  it('overwrites nothing that somebody else has changed meanwhile', async () => {
    const { revision, logoPath: _logoPath, ...profile } = await did<CompanyRecord>('GET', API.company)
    assert.partialDeepStrictEqual(await api('PUT', API.company, { revision: revision - 1, profile }), { ok: false, code: 'changed_meanwhile' })
  })
})

describe('RC-9 working hours', () => {
  it('are told to pages only where a component asks for them', async () => {
    assert.equal((await config()).hours, undefined)
    const { id } = await make({ show: { outsideHours: 'leave-message' } })
    const { revision, ...hours } = await did<HoursRecord>('GET', API.hours)
    assert.deepEqual((await config()).hours, hours)
    assert.ok((await api('PUT', API.hours, { revision, hours: { ...hours, timeZone: 'Asia/Shanghai' } })).ok)
    assert.equal((await config()).hours?.timeZone, 'Asia/Shanghai')
    assert.partialDeepStrictEqual(await api('PUT', API.hours, { revision, hours }), { ok: false, code: 'changed_meanwhile' })
    await did('DELETE', API.component(id))
    assert.equal((await config()).hours, undefined)
  })

  it('say which of their fields is wrong', async () => {
    const { revision, ...hours } = await did<HoursRecord>('GET', API.hours)
    const week = hours.week.with(2, [[600, 500]])
    assert.partialDeepStrictEqual(await api('PUT', API.hours, { revision, hours: { ...hours, week } }), { ok: false, code: 'bad_hours', field: 'hours.week.2.0' })
  })
})
