import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deviceOf } from './device.ts'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; V2309A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36'

describe('the device of a visitor', () => {
  for (const [userAgent, kind, browser, system] of [
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36', 'desktop', 'Chrome 137', 'Windows'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0', 'desktop', 'Edge 137', 'Windows'],
    ['Mozilla/5.0 (Windows NT 6.1; rv:115.0) Gecko/20100101 Firefox/115.0', 'desktop', 'Firefox 115', 'Windows 7'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15', 'desktop', 'Safari 18', 'macOS'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'desktop', 'Firefox 140', 'Linux'],
    [`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`, 'mobile', 'Safari 18', 'iOS 18'],
    ['Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1', 'tablet', 'Safari 17', 'iOS 17'],
    ['Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36', 'mobile', 'Chrome 137', 'Android 15'],
    ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36', 'mobile', 'Chrome 137', 'Android'],
    ['Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36', 'mobile', 'Samsung Internet 25', 'Android 12'],
    ['Mozilla/5.0 (Linux; Android 12; HarmonyOS; ALN-AL00; HMSCore 6.13.0.302) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 HuaweiBrowser/14.0.5.302 Mobile Safari/537.36', 'mobile', 'Huawei Browser 14', 'HarmonyOS'],
    [`${ANDROID} XWEB/1160065 MMWEBSDK/20231202 MicroMessenger/8.0.47.2560(0x28002F30) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN`, 'mobile', 'WeChat 8', 'Android 14'],
    [`${IPHONE} Mobile/15E148 MicroMessenger/8.0.49(0x1800312d) NetType/WIFI Language/zh_CN`, 'mobile', 'WeChat 8', 'iOS 18'],
    [`${IPHONE} Mobile/15E148 AliApp(AP/10.5.90) AlipayClient/10.5.90 Language/zh-Hans`, 'mobile', 'Alipay 10', 'iOS 18'],
    [`${ANDROID} AliApp(DingTalk/5.1.33) com.alibaba.android.rimet/13532898`, 'mobile', 'DingTalk 5', 'Android 14'],
    [`${ANDROID} [FB_IAB/FB4A;FBAV/463.0.0.43.109;]`, 'mobile', 'Facebook 463', 'Android 14'],
    [`${IPHONE} Mobile/21E219 Instagram 327.0.1.24.74 (iPhone14,5; iOS 17_4; en_US)`, 'mobile', 'Instagram 327', 'iOS 18'],
    [`${IPHONE} Mobile/15E148 musical_ly_33.1.0 BytedanceWebview/d8a21c6`, 'mobile', 'TikTok 33', 'iOS 18'],
    [`${IPHONE} Mobile/15E148 Safari Line/14.1.0`, 'mobile', 'LINE 14', 'iOS 18'],
    ['Mozilla/5.0 (Linux; U; Android 11; zh-CN; PCLM10) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/15.5.2.1212 Mobile Safari/537.36', 'mobile', 'UC Browser 15', 'Android 11'],
  ] as const) {
    it(`IV-1 is a ${kind} with ${browser} on ${system}`, () => assert.deepEqual(deviceOf(userAgent), { kind, browser, system }))
  }

  it('IV-1 is taken for a desktop where nothing is said of it', () => {
    for (const said of [undefined, '', 'something else']) assert.deepEqual(deviceOf(said), { kind: 'desktop' })
  })

  it('forgets the oldest of more than it remembers, and knows it again all the same', () => {
    const name = (n: number) => `Mozilla/5.0 (X11; Linux x86_64; rv:${n}.0) Gecko/20100101 Firefox/${n}.0`
    for (let n = 1; n <= 700; n += 1) deviceOf(name(n))
    assert.equal(deviceOf(name(1)).browser, 'Firefox 1')
  })
})
