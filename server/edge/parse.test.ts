import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as v from 'valibot'
import { LIMITS } from '@foyer/sdk/protocol'
import type { Result } from '@foyer/sdk/protocol'
import { parseConversationSync, parseDeskAuth, parseDeskOlder, parseDeskSend, parseDeskTyping, parseNothing, parseSwitches } from './desk-requests.ts'
import { inOrder } from './drafts.ts'
import { parseCredentials, parseFrame, parseFrames, parseIdentify } from './page-requests.ts'
import { parser } from './parse.ts'
import { refusedProtocol } from './protocol-version.ts'
import { parseConversation, parseMark, parseOlder, parseSend, parseSync, parseVisitorAuth, parseVisitorTyping } from './visitor-requests.ts'

const token = 'A'.repeat(43)
const credentials = { protocol: 1, site: 'demo', token }
const page = { url: 'https://shop.example/tours', title: 'Tours' }
const messageId = (n: number) => `01890a5d-ac96-774b-bcce-${String(n).padStart(12, '0')}`
const draft = (text: string, n = 1) => ({ id: messageId(n), parts: [{ type: 'text', text }] })
const sentOne = (text: string) => {
  const parsed = parseSend({ drafts: [draft(text)] })
  assert.ok(parsed.ok)
  return parsed.value.refused[0]?.code ?? 'accepted'
}

/** Every parser with an input that it takes. */
const GOOD: Record<string, readonly [parse: (input: unknown) => Result<unknown>, input: Readonly<Record<string, unknown>>]> = {
  visitorAuth: [parseVisitorAuth, { ...credentials, page }],
  sync: [parseSync, { version: 0, conversations: [{ id: 'c1', seq: 4 }] }],
  older: [parseOlder, { before: { conversationId: 'c1', seq: 4 } }],
  send: [parseSend, { drafts: [draft('Hello')] }],
  mark: [parseMark, { conversationId: 'c1', delivered: 4, read: 2 }],
  conversation: [parseConversation, { conversationId: 'c1' }],
  visitorTyping: [parseVisitorTyping, { isTyping: true }],
  deskAuth: [parseDeskAuth, { protocol: 1 }],
  nothing: [parseNothing, {}],
  conversationSync: [parseConversationSync, { conversationId: 'c1', seq: 0 }],
  deskOlder: [parseDeskOlder, { conversationId: 'c1', seq: 7 }],
  deskSend: [parseDeskSend, { conversationId: 'c1', drafts: [draft('Hello')] }],
  switches: [parseSwitches, { isOnline: true }],
  deskTyping: [parseDeskTyping, { conversationId: 'c1', isTyping: false }],
  hello: [parseFrame, { type: 'hello', ...credentials, page, language: 'en' }],
  page: [parseFrame, { type: 'page', page }],
  still: [parseFrame, { type: 'still' }],
  leave: [parseFrame, { type: 'leave' }],
  credentials: [parseCredentials, credentials],
  identify: [parseIdentify, { ...credentials, identity: { name: 'Ann', attributes: { plan: 'gold' } } }],
}

describe('the parsers of the edge', () => {
  for (const [name, [parse, input]] of Object.entries(GOOD)) {
    it(`take a ${name} as the protocol says it`, () => assert.equal(parse(input).ok, true))

    it(`refuse a ${name} with an unknown field, and name the field`, () => {
      assert.partialDeepStrictEqual(parse({ ...input, colour: 'red' }), { ok: false, code: 'invalid_input', field: 'colour' })
    })

    it(`refuse a ${name} with a key that every object inherits`, () => {
      for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
        const hostile: unknown = JSON.parse(`{${JSON.stringify(key)}:{"isAdmin":true},${JSON.stringify(input).slice(1)}`.replace(',}', '}'))
        assert.partialDeepStrictEqual(parse(hostile), { ok: false, code: 'invalid_input', field: key })
      }
      assert.equal(Reflect.get({}, 'isAdmin'), undefined)
    })

    it(`refuse everything that is not an object instead of a ${name}`, () => {
      for (const other of [undefined, null, true, 7, 'text', [], [input], Buffer.from('{}'), () => input, new Map()]) {
        assert.partialDeepStrictEqual(parse(other), { ok: false, code: 'invalid_input' })
      }
    })

    it(`refuse a ${name} that lacks a field or has one of another type`, () => {
      const required = Object.keys(input).filter((key) => !(name === 'visitorAuth' && key === 'page') && name !== 'switches')
      for (const key of required) {
        const { [key]: _dropped, ...rest } = input
        assert.equal(parse(rest).ok, false, `without ${key}`)
      }
      for (const key of Object.keys(input)) {
        assert.equal(parse({ ...input, [key]: Symbol.iterator }).ok, false, `${key} of another type`)
        assert.equal(parse({ ...input, [key]: null }).ok, false, `${key} null`)
      }
    })
  }

  it('refuse depth without reason, before the stack does', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    assert.partialDeepStrictEqual(parseSend({ drafts: [deep] }), { ok: false, code: 'invalid_input' })
  })

  it('do not repeat what was sent, and cut a field name that has no end', () => {
    const refused = parseNothing({ ['x'.repeat(5_000)]: 'secret' })
    assert.ok(!refused.ok)
    assert.equal(refused.field?.length, 100)
    assert.doesNotMatch(JSON.stringify(refused), /secret/)
  })

  it('compile only if schema and protocol say the same', () => {
    // @ts-expect-error an optional field of the protocol is missing from the schema
    parser<{ readonly a: string; readonly b?: number }>()(v.strictObject({ a: v.string() }))
    // @ts-expect-error the schema yields a field that the protocol does not have
    parser<{ readonly a: string }>()(v.strictObject({ a: v.string(), b: v.string() }))
    // @ts-expect-error the schema yields another type
    parser<{ readonly a: string }>()(v.strictObject({ a: v.number() }))
    assert.equal(parser<{ readonly a: string }>()(v.strictObject({ a: v.string() }))({ a: '' }).ok, true)
  })
})

describe('a message at the edge', () => {
  for (const [sentence, text, code] of [
    ['of 4,000 characters is taken', 'x'.repeat(LIMITS.textLength), 'accepted'],
    ['CW-5 of one character more is too long', 'x'.repeat(LIMITS.textLength + 1), 'message_too_long'],
    ['with tabs, line ends, emoji and any script is taken', 'a\tb\r\nc 👩‍👩‍👧 你好 مرحبا', 'accepted'],
    ['that is only blank is refused', ' \n\t ', 'invalid_message'],
    ['with NUL is refused', 'a\u0000b', 'invalid_message'],
    ['with an escape character is refused', 'a\u001b[31m', 'invalid_message'],
    ['with half a surrogate pair is refused', 'a\ud83d', 'invalid_message'],
    ['that looks like markup is taken as it is', '<img src=x onerror=alert(1)>', 'accepted'],
  ] as const) {
    it(sentence, () => assert.equal(sentOne(text), code))
  }

  it('must have a name of version 7 in lower case', () => {
    for (const id of ['', 'm1', messageId(1).toUpperCase(), messageId(1).replace('-7', '-4')]) {
      assert.partialDeepStrictEqual(parseSend({ drafts: [{ ...draft('Hello'), id }] }), { ok: false, code: 'invalid_input', field: 'drafts.0.id' })
    }
  })

  it('that is refused takes nothing valid with it, and answers keep the order sent', () => {
    const parsed = parseSend({ drafts: [draft('one', 1), draft('', 2), draft('three', 3)] })
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.value.drafts.map(({ id }) => id), [messageId(1), messageId(3)])
    const stored = parsed.value.drafts.map(({ id }, index) => ({ ok: true as const, id, conversationId: 'c1' as never, seq: index + 2 }))
    const results = inOrder(parsed.value, stored)
    assert.deepEqual(results.map(({ id, ok }) => [id, ok]), [[messageId(1), true], [messageId(2), false], [messageId(3), true]])
    assert.partialDeepStrictEqual(results[1], { code: 'invalid_message', field: 'drafts.1.parts.0.text' })
  })

  it('comes in bounded numbers', () => {
    const many = (n: number) => parseSend({ drafts: Array.from({ length: n }, (_, index) => draft('x', index)) }).ok
    assert.deepEqual([many(0), many(LIMITS.draftsPerRequest), many(LIMITS.draftsPerRequest + 1)], [false, true, false])
  })
})

describe('a page at the edge', () => {
  const parsePage = (ref: object) => parseFrame({ type: 'page', page: ref })

  it('has an address of the web, for the desk makes a link of it', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address', '']) {
      assert.partialDeepStrictEqual(parsePage({ url }), { ok: false, code: 'invalid_input', field: 'page.url' })
    }
  })

  it('may come from an app; a source of another kind is dropped and the visitor kept', () => {
    for (const [referrer, expected] of [
      ['https://search.example/', { url: page.url, referrer: 'https://search.example/' }],
      ['android-app://com.example', { url: page.url, referrer: 'android-app://com.example' }],
      ['javascript:alert(1)', { url: page.url }],
      ['', { url: page.url }],
    ] as const) {
      assert.deepEqual(parsePage({ url: page.url, referrer }), { ok: true, value: { type: 'page', page: expected } })
    }
  })

  it('may have a title that was cut in the middle of a character', () => {
    assert.deepEqual(parsePage({ url: page.url, title: 'Tour \ud83d' }), { ok: true, value: { type: 'page', page: { url: page.url, title: 'Tour \ufffd' } } })
  })
})

describe('a greeting of another version', () => {
  it('is told who is older, whatever the rest of it says', () => {
    assert.equal(refusedProtocol({ protocol: 0, key: 'in the form of old' })?.code, 'client_outdated')
    assert.equal(refusedProtocol({ protocol: 99, siteKey: 'in the form to come' })?.code, 'server_outdated')
  })

  it('is left to the parser if it is of this version or says none', () => {
    for (const greeting of [{ protocol: 1 }, {}, null, 'text', { protocol: '1' }, { protocol: 0.5 }]) assert.equal(refusedProtocol(greeting), undefined)
  })
})

describe('bounded lists at the edge', () => {
  it('hold for frames, conversations and attributes', () => {
    assert.equal(parseFrames(Array.from({ length: 51 }, () => ({ type: 'still' }))).ok, false)
    assert.equal(parseSync({ version: 0, conversations: Array.from({ length: 101 }, () => ({ id: 'c', seq: 1 })) }).ok, false)
    const attributes = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, index) => [`key${index}`, 'x']))
    assert.equal(parseIdentify({ ...credentials, identity: { attributes: attributes(50) } }).ok, true)
    assert.equal(parseIdentify({ ...credentials, identity: { attributes: attributes(51) } }).ok, false)
  })

  it('reading never runs ahead of receiving', () => {
    assert.partialDeepStrictEqual(parseMark({ conversationId: 'c1', delivered: 2, read: 9 }), { ok: true, value: { delivered: 9, read: 9 } })
  })
})
