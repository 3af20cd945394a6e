import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SetupProblem } from './problem.ts'
import { readSettings } from './settings.ts'

describe('the environment', () => {
  it('may say nothing', () => {
    assert.deepEqual(readSettings({}), { port: 4_000, isDemo: false, logLevel: 'info', trustedProxies: 0, siteOrigins: [] })
  })

  it('may be full of empty values', () => {
    assert.deepEqual(readSettings({ PORT: '', PUBLIC_URL: ' ', DATABASE_URL: '' }), readSettings({}))
  })

  it('says everything', () => {
    const settings = readSettings({
      PORT: '0',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'https://desk.example/',
      DATA_DIR: '/data',
      FILES_DIR: '/files',
      DATABASE_URL: 'postgres://foyer:secret@db:5432/foyer',
      FOYER_DIST: '/built',
      FOYER_DEMO: '1',
      LOG_LEVEL: 'warn',
      TRUST_PROXY: '1',
      METRICS_TOKEN: 'sixteen letters!',
      GEO_DATABASE: '/geo/city.mmdb',
      SMTP_URL: 'smtps://foyer:secret@mail.example',
      MAIL_FROM: 'reception@shop.example',
      SITE_ORIGINS: 'https://shop.example, https://*.travel.example',
    })
    assert.deepEqual(settings, {
      port: 0,
      host: '127.0.0.1',
      publicOrigin: 'https://desk.example',
      dataFolder: '/data',
      filesFolder: '/files',
      databaseUrl: 'postgres://foyer:secret@db:5432/foyer',
      distFolder: '/built',
      isDemo: true,
      logLevel: 'warn',
      trustedProxies: 1,
      metricsToken: 'sixteen letters!',
      geoDatabase: '/geo/city.mmdb',
      mail: { url: 'smtps://foyer:secret@mail.example', from: 'reception@shop.example' },
      siteOrigins: ['https://shop.example', 'https://*.travel.example'],
    })
  })

  for (const [name, values] of Object.entries({
    PORT: ['http', '-1', '65536', '40.5', '4000x'],
    PUBLIC_URL: ['desk.example', 'ftp://desk.example', 'https://desk.example/foyer', 'https://user:pw@desk.example'],
    DATABASE_URL: ['mysql://db/foyer', 'foyer.db', 'postgres'],
    FOYER_DEMO: ['yes', '2'],
    LOG_LEVEL: ['loud', 'INFO'],
    TRUST_PROXY: ['all', '11'],
    METRICS_TOKEN: ['short'],
    SMTP_URL: ['mail.example', 'http://mail.example', 'smtp://', 'mailto:a@b.example'],
    MAIL_FROM: ['reception', 'Reception <reception@shop.example>', 'a@shop.example, b@shop.example', 'a@shop.example\nbcc: b@shop.example'],
    SITE_ORIGINS: ['*', 'shop.example', 'https://shop.example/path', 'https://shop.example,,'],
  })) {
    for (const value of values) {
      it(`is refused with ${name}=${value}, by the name and without the value`, () => {
        assert.throws(
          () => readSettings({ [name]: value }),
          (error) => error instanceof SetupProblem && error.code === 'setting_unknown' && error.message.startsWith(`${name} must be`),
        )
      })
    }
  }

  for (const [name, value] of [['SMTP_URL', 'smtp://mail.example'], ['MAIL_FROM', 'reception@shop.example']] as const) {
    it(`CW-12 is refused with ${name} alone`, () => {
      assert.throws(() => readSettings({ [name]: value }), (error) => error instanceof SetupProblem && error.code === 'setting_missing')
    })
  }

  it('is never repeated, for it may hold a password', () => {
    assert.throws(() => readSettings({ DATABASE_URL: 'mysql://root:pa55word@db' }), (error: Error) => !error.message.includes('pa55word'))
  })
})
