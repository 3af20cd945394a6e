import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MESSENGERS } from '@foyer/sdk/protocol'
import type { Messenger } from '@foyer/sdk/protocol'
import { DOWNLOADS, isInside, isMessengerAddress, wayTo } from './rules.ts'

describe('the way to a messenger', () => {
  for (const [messenger, address, account, link] of [
    ['whatsapp', '+44 7700 900-123', '+447700900123', 'https://wa.me/447700900123'],
    ['whatsapp', '0049 (151) 2345.6789', '+4915123456789', 'https://wa.me/4915123456789'],
    ['whatsapp', 'https://wa.me/message/ABC123', 'https://wa.me/message/ABC123', 'https://wa.me/message/ABC123'],
    ['telegram', '@saltway', '@saltway', 'https://t.me/saltway'],
    ['telegram', 'saltway_travel', '@saltway_travel', 'https://t.me/saltway_travel'],
    ['telegram', '+351 912 345 678', '+351912345678', 'https://t.me/+351912345678'],
    ['telegram', 'https://t.me/+AbCdEf', 'https://t.me/+AbCdEf', 'https://t.me/+AbCdEf'],
    ['line', '@saltway', '@saltway', 'https://line.me/R/ti/p/%40saltway'],
    ['line', 'salt.way-1', 'salt.way-1', 'https://line.me/R/ti/p/~salt.way-1'],
    ['line', 'https://lin.ee/abc', 'https://lin.ee/abc', 'https://lin.ee/abc'],
    ['wechat', 'https://u.wechat.com/abc', 'https://u.wechat.com/abc', 'https://u.wechat.com/abc'],
    ['wechat', 'https://work.weixin.qq.com/kfid/kfc1', 'https://work.weixin.qq.com/kfid/kfc1', 'https://work.weixin.qq.com/kfid/kfc1'],
    ['wechat', 'saltway_travel', 'saltway_travel', undefined],
    ['mail', 'hello@saltway.example', 'hello@saltway.example', 'mailto:hello@saltway.example'],
    ['other', 'https://signal.me/#eu/abc', 'https://signal.me/#eu/abc', 'https://signal.me/#eu/abc'],
    ['other', 'viber://chat?number=%2B351912345678', 'viber://chat?number=%2B351912345678', 'viber://chat?number=%2B351912345678'],
  ] as const) {
    it(`RC-12 to ${messenger} of ${address} is ${link ?? 'the account alone'}`, () => {
      assert.deepEqual(wayTo(messenger, address), { account, ...(link && { phone: link, computer: link }) })
    })
  }

  it('RC-12 to QQ is another on a phone than on a computer', () => {
    const way = wayTo('qq', '123456789')
    assert.match(way?.phone ?? '', /^mqqwpa:.*uin=123456789&/)
    assert.match(way?.computer ?? '', /^tencent:.*uin=123456789&/)
  })

  for (const [messenger, addresses] of [
    ['whatsapp', ['', '12345', '0151 2345678', '1234567890123456', 'https://wa.me/', 'https://wa.me.evil.example/1', 'javascript:alert(1)', '+44 abc']],
    ['telegram', ['ab', '1abc', 'a b', '@', 'https://evil.example/t.me', 'a'.repeat(33)]],
    ['line', ['@', 'a', 'ä'.repeat(3), 'a/b', 'line://ti/p/a']],
    ['qq', ['1234', '0123456', '1234567890123', '12345&x=1']],
    ['wechat', ['short', '1abcdef', 'has blank in', 'https://weixin.qq.com/', 'weixin://dl/chat']],
    ['mail', ['a', 'a@b', 'a@b.c', 'a@b.cd, e@f.gh', 'a b@c.de', 'a@b.cd\nbcc:x@y.zz', '"a"@b.cd']],
    ['other', ['signal', '/page', 'javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'intent://x#Intent;end', 'https://', 'x y:z', `https://a.example/${'a'.repeat(500)}`]],
  ] as const) {
    for (const address of addresses) {
      it(`takes for ${messenger} no ${JSON.stringify(address.slice(0, 40))}`, () => assert.equal(isMessengerAddress(messenger, address), false))
    }
  }

  it('leads only where a link may lead', () => {
    for (const messenger of MESSENGERS) {
      for (const scheme of ['javascript:alert(1)', 'java\tscript:alert(1)', 'data:text/html,<b>', 'vbscript:x']) assert.equal(wayTo(messenger, scheme), undefined)
    }
  })

  it('says for each app where it is to be had', () => {
    for (const messenger of MESSENGERS) {
      const hasApp = messenger !== 'mail' && messenger !== 'other'
      assert.equal(DOWNLOADS[messenger]?.startsWith('https://') ?? false, hasApp, messenger)
    }
  })
})

describe('a page inside of a messenger', () => {
  for (const [messenger, userAgent, expected] of [
    ['line', 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/14.2.0', true],
    ['wechat', 'Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36 MicroMessenger/8.0.49', true],
    ['qq', 'Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36 V1_AND_SQ_9.0 QQ/9.0.8', true],
    ['qq', 'Mozilla/5.0 (Linux; Android 14) Mobile MQQBrowser/14.2', false],
    ['telegram', 'Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36 Telegram-Android/11.1', true],
    ['telegram', 'TelegramBot (like TwitterBot)', false],
    ['whatsapp', 'WhatsApp/2.23.20.0', false],
    ['line', 'Mozilla/5.0 (iPhone) Mobile/15E148 Online/1', false],
  ] satisfies readonly (readonly [Messenger, string, boolean])[]) {
    it(`RC-12 is ${expected ? '' : 'not '}${messenger} for ${userAgent.slice(-30)}`, () => assert.equal(isInside(messenger, userAgent), expected))
  }
})
