import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import crawlers from 'crawler-user-agents'
import { isBot } from './bots.ts'

const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
  // Inside of messengers (RC-8).
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.61(0x18003d2d) NetType/WIFI Language/zh_CN',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/15.12.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 Instagram 395.0.0.29.91 (iPhone15,3; iOS 18_6)',
  'Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 QQ/9.1.60',
]

describe('RC-16 who is no visitor', () => {
  for (const browser of BROWSERS) it(`is not ${browser.slice(13, 110)}`, () => assert.equal(isBot(browser), false))

  it('is every robot that the list knows by an example', () => {
    const examples = crawlers.flatMap(({ instances }) => instances)
    assert.ok(examples.length > 1_000)
    assert.deepEqual(examples.filter((example) => !isBot(example)), [])
  })

  for (const program of ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36', 'curl/8.5.0', 'node', '', null]) {
    it(`is ${program ?? 'nothing said'}`, () => assert.equal(isBot(program), true))
  }

  it('is found out of what is read at most, however much is said', () => assert.equal(isBot(`${BROWSERS[0]}${' '.repeat(5_000)}Googlebot`), false))
})
