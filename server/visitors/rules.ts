/** What is known of a visitor by name, and how what is said anew joins what is there (CW-22, CW-27). */
import { LIMITS, fail, ok } from '@foyer/sdk/protocol'
import type { Identity, Result } from '@foyer/sdk/protocol'

export interface Details {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly tags: readonly string[]
}

/** As the visitor's row has them: attributes and tags are JSON. */
export interface DetailColumns {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly attributes: string | null
  readonly tags: string | null
}

export const detailsOf = ({ name, email, phone, attributes, tags }: DetailColumns): Details => ({
  name,
  email,
  phone,
  attributes: attributes === null ? {} : (JSON.parse(attributes) as Record<string, string>),
  tags: tags === null ? [] : (JSON.parse(tags) as string[]),
})

export const columnsOf = ({ name, email, phone, attributes, tags }: Details): DetailColumns => ({
  name,
  email,
  phone,
  attributes: Object.keys(attributes).length === 0 ? null : JSON.stringify(attributes),
  tags: tags.length === 0 ? null : JSON.stringify(tags),
})

/** What is absent stays as it is, what is empty is taken away; attributes and tags join those that are there. */
export function joinDetails(known: Details, said: Identity): Result<Details> {
  const attributes = Object.fromEntries(Object.entries({ ...known.attributes, ...said.attributes }).filter(([, value]) => value !== ''))
  if (Object.keys(attributes).length > LIMITS.attributes) return tooMany('attributes', LIMITS.attributes)
  const tags = [...new Set([...known.tags, ...(said.tags ?? []).map((tag) => tag.trim())])]
  if (tags.length > LIMITS.tags) return tooMany('tags', LIMITS.tags)
  return ok({ name: put(said.name, known.name), email: put(said.email, known.email), phone: put(said.phone, known.phone), attributes, tags })
}

const put = (said: string | undefined, known: string | null): string | null => (said === undefined ? known : said.trim() || null)

const tooMany = (field: string, most: number) => fail('invalid_input', { field: `identity.${field}`, message: `A visitor has at most ${most} ${field}, with those that are there.` })

/** What is sure, and where that says nothing, what was only said; of that only so much as there is room for. */
export function fillUp(sure: Details, said: Details): Details {
  const attributes = { ...sure.attributes }
  for (const [name, value] of Object.entries(said.attributes)) {
    if (!Object.hasOwn(attributes, name) && Object.keys(attributes).length < LIMITS.attributes) attributes[name] = value
  }
  return {
    name: sure.name ?? said.name,
    email: sure.email ?? said.email,
    phone: sure.phone ?? said.phone,
    attributes,
    tags: [...new Set([...sure.tags, ...said.tags])].slice(0, LIMITS.tags),
  }
}

/** Whether two say the same. */
export const isSameDetails = (a: Details, b: Details): boolean => JSON.stringify(columnsOf(a)) === JSON.stringify(columnsOf(b))
