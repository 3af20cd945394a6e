import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inMeta, isStrictDynamic, lineWith, mayBeFramed, parsePolicies, refusedBy } from './policy.ts'
import type { Policy, Wanted } from './policy.ts'

const DESK = 'https://desk.example'
const PAGE = new URL('https://shop.example/tours')

const policy = (text: string): Policy => parsePolicies(text)[0] ?? new Map()
const judge = (text: string, wanted: Omit<Wanted, 'url'> & { url?: string }, page = PAGE) => refusedBy(policy(text), { ...wanted, url: new URL(wanted.url ?? `${DESK}/foyer.js`) }, page)
const script = (text: string, rest: Partial<Omit<Wanted, 'url'>> & { url?: string } = {}, page = PAGE) => judge(text, { kind: 'script', ...rest }, page)
const connect = (text: string, url: string, page = PAGE) => judge(text, { kind: 'connect', url }, page)

describe('RC-20 a source list', () => {
  // Those of schemes, ports, paths and 'self' were tried in Chromium 156 as well: sockets need a source of their own.
  for (const [source, url, isIn] of [
    ['*', `${DESK}/foyer.js`, true],
    ['*', 'wss://desk.example/v1/presence', true],
    ['*', 'data:text/javascript,1', false],
    ['https:', `${DESK}/foyer.js`, true],
    ['HTTPS:', `${DESK}/foyer.js`, true],
    ['http:', `${DESK}/foyer.js`, true],
    ['https:', 'http://desk.example/foyer.js', false],
    ['https:', 'wss://desk.example/v1/presence', false],
    ['wss:', 'wss://desk.example/v1/presence', true],
    ['ws:', 'wss://desk.example/v1/presence', true],
    ['ws:', `${DESK}/foyer.js`, false],
    ['data:', 'data:image/png;base64,AAAA', true],
    [DESK, `${DESK}/foyer.js`, true],
    ['HTTPS://DESK.EXAMPLE', `${DESK}/foyer.js`, true],
    [DESK, 'wss://desk.example/v1/presence', false],
    ['wss://desk.example', 'wss://desk.example/v1/presence', true],
    ['http://desk.example', `${DESK}/foyer.js`, true],
    ['http://desk.example:80', `${DESK}/foyer.js`, true],
    ['desk.example', `${DESK}/foyer.js`, true],
    ['desk.example', 'http://desk.example/foyer.js', false],
    ['desk.example', 'wss://desk.example/v1/presence', false],
    ['desk.example:443', `${DESK}/foyer.js`, true],
    ['desk.example:8443', `${DESK}/foyer.js`, false],
    ['desk.example', `${DESK}:8443/foyer.js`, false],
    ['desk.example:*', `${DESK}:8443/foyer.js`, true],
    ['*.example', `${DESK}/foyer.js`, true],
    ['*.desk.example', `${DESK}/foyer.js`, false],
    ['*.desk.example', 'https://a.b.desk.example/foyer.js', true],
    ['https://*:443', `${DESK}/foyer.js`, true],
    ['https://*.example', 'https://desk.example.evil/foyer.js', false],
    ['esk.example', `${DESK}/foyer.js`, false],
    [`${DESK}/foyer.js`, `${DESK}/foyer.js`, true],
    [`${DESK}/foyer.js`, `${DESK}/reception-abcdefgh.js`, false],
    [`${DESK}/`, `${DESK}/foyer.js`, true],
    [`${DESK}/v1/`, `${DESK}/v1/images/a`, true],
    [`${DESK}/v1`, `${DESK}/v1/images/a`, false],
    [`${DESK}/%761/`, `${DESK}/v1/images/a`, true],
    ["'self'", 'https://shop.example/foyer.js', true],
    ["'SELF'", 'wss://shop.example/v1/presence', true],
    ["'self'", `${DESK}/foyer.js`, false],
    ["'self'", 'https://shop.example:8443/foyer.js', false],
    ["'none'", `${DESK}/foyer.js`, false],
    ["'unsafe-inline'", `${DESK}/foyer.js`, false],
    ['', `${DESK}/foyer.js`, false],
    ['shop.example;', `${DESK}/foyer.js`, false],
  ] as const) {
    it(`${isIn ? 'lets in' : 'keeps out'} ${url} by ${source || 'nothing'}`, () => assert.equal(connect(`connect-src ${source}`, url), isIn ? undefined : 'connect-src'))
  }

  it('takes a name without a scheme by the page, and the page of http by its own', () => {
    const http = new URL('http://shop.example/')
    assert.equal(connect('connect-src desk.example', 'http://desk.example/', http), undefined)
    assert.equal(connect('connect-src desk.example', 'https://desk.example/', http), undefined)
    assert.equal(connect("connect-src 'self'", 'ws://shop.example/v1/presence', http), undefined)
    assert.equal(connect("connect-src 'self'", 'https://shop.example/v1/presence', http), undefined)
    assert.equal(connect('connect-src localhost:4000', 'http://localhost:4000/', new URL('http://localhost:4100/')), undefined)
  })
})

describe('RC-20 a policy for scripts', () => {
  const sri = 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC'
  for (const [text, rest, refused] of [
    ["script-src 'nonce-abc'", { nonce: 'abc' }, undefined],
    ["script-src 'NONCE-abc'", { nonce: 'abc' }, undefined],
    ["script-src 'nonce-abc'", { nonce: 'ABC' }, 'script-src'],
    ["script-src 'nonce-abc'", {}, 'script-src'],
    ["script-src 'nonce-abc' https:", {}, undefined],
    ["script-src 'none'; script-src-elem 'nonce-abc'", { nonce: 'abc' }, undefined],
    ["script-src https:; script-src-elem 'self'", {}, 'script-src-elem'],
    ["default-src 'self'", {}, 'default-src'],
    ["default-src 'none'; script-src https:", {}, undefined],
    ["object-src 'none'; base-uri 'none'", {}, undefined],
    [`script-src '${sri}'`, { integrity: sri }, undefined],
    [`script-src '${sri.replaceAll('+', '-').replaceAll('/', '_')}'`, { integrity: `${sri}?x` }, undefined],
    [`script-src '${sri}'`, { integrity: `${sri} sha256-AAAA` }, 'script-src'],
    [`script-src '${sri}'`, {}, 'script-src'],
    [`script-src '${sri}' 'strict-dynamic'`, { integrity: sri }, undefined],
    // What is imported has no hash: a policy of hashes lets in the loader and nothing after it.
    [`script-src '${sri}' 'strict-dynamic'`, {}, 'script-src'],
    ["script-src 'strict-dynamic' 'nonce-abc' https: 'unsafe-inline'", { nonce: 'abc' }, undefined],
    ["script-src 'strict-dynamic' 'nonce-abc' https: 'unsafe-inline'", {}, 'script-src'],
    ["script-src 'strict-dynamic' 'nonce-abc'", { isParserInserted: false }, undefined],
    ["script-src 'self'", { isParserInserted: false }, 'script-src'],
  ] as const) {
    it(`of ${text} ${refused === undefined ? 'lets in' : 'keeps out'} a tag with ${JSON.stringify(rest)}`, () => assert.equal(script(text, rest), refused))
  }

  it('is strict-dynamic where the word stands in the list that counts', () => {
    assert.equal(isStrictDynamic(policy("script-src 'strict-dynamic'")), true)
    assert.equal(isStrictDynamic(policy("script-src 'Strict-Dynamic'; script-src-elem https:")), false)
    assert.equal(isStrictDynamic(policy('img-src *')), false)
  })
})

describe('RC-20 the text of a policy', () => {
  it('may hold several policies, strange spaces, capitals and empty parts; of two directives the first counts', () => {
    const policies = parsePolicies("Script-Src  'self'\thttps: ; ; script-src 'none';, , img-src *")
    assert.deepEqual(policies.map((one) => [...one]), [[['script-src', ["'self'", 'https:']]], [['img-src', ['*']]]])
  })

  it('in the page itself says nothing of frames', () => assert.deepEqual([...inMeta(policy("frame-ancestors 'none'; report-uri /x; img-src *")).keys()], ['img-src']))
})

describe('RC-20 the line to add', () => {
  for (const [text, kind, line] of [
    ["script-src 'self' https://a.example", 'script', `script-src 'self' https://a.example ${DESK}`],
    ["script-src 'none'", 'script', `script-src ${DESK}`],
    ["script-src 'self'; script-src-elem 'self' https://b.example", 'script', `script-src-elem 'self' https://b.example ${DESK}`],
    // To write it into default-src would open everything else too.
    ["default-src 'self' https://cdn.example", 'image', `img-src 'self' https://cdn.example ${DESK}`],
    ["default-src 'none'", 'connect', `connect-src ${DESK}`],
    [`img-src data: ${DESK}`, 'image', `img-src data: ${DESK}`],
  ] as const) {
    it(`is ${line} for ${kind} under ${text}`, () => {
      assert.equal(lineWith(policy(text), kind, [DESK]), line)
      const wanted = { kind, url: new URL(`${DESK}/x`) } as const
      assert.equal(refusedBy(policy(`${text.replace(/^(script-src-elem|connect-src|img-src|script-src) .*/, '')}; ${line}`), wanted, PAGE), undefined)
    })
  }
})

describe('RC-20 a page in a frame of the console', () => {
  for (const [text, options, isAllowed] of [
    [[], [], true],
    [[], ['DENY'], false],
    [[], ['SameOrigin'], false],
    [[], ['ALLOW-FROM https://x.example'], true],
    [[], ['SAMEORIGIN, DENY'], false],
    [["frame-ancestors 'none'"], [], false],
    [["frame-ancestors 'self'"], [], false],
    [['frame-ancestors'], [], false],
    [[`frame-ancestors 'self' ${DESK}`], ['DENY'], true],
    [[`frame-ancestors ${DESK}`, "frame-ancestors 'none'"], [], false],
    [["script-src 'self'"], ['DENY'], false],
    [['frame-ancestors https:'], [], true],
  ] as const) {
    it(`is ${isAllowed ? 'allowed' : 'refused'} by ${JSON.stringify([...text, ...options])}`, () => {
      assert.equal(mayBeFramed({ policies: text.flatMap(parsePolicies), frameOptions: options, page: PAGE, by: DESK }), isAllowed)
    })
  }
})
