/**
 * Sees to fonts for every script that the interface speaks, and for emoji: without them a picture of the gallery shows
 * boxes. Debian's packages, installed if we are root; else we say what to install, and the pictures are made all the same.
 */
import { spawnSync } from 'node:child_process'

const PACKAGES = ['fonts-noto-core', 'fonts-noto-cjk', 'fonts-noto-color-emoji']
/** What fontconfig must find, and which package brings it. */
const WANTED = [
  [':lang=ar', 'fonts-noto-core'],
  [':lang=zh-cn', 'fonts-noto-cjk'],
  [':lang=und-zsye', 'fonts-noto-color-emoji'],
]

/** @returns {string[]} packages that bring what is missing; none if there is no fontconfig to ask */
export function missingFonts() {
  const found = (/** @type {string} */ pattern) => spawnSync('fc-list', [pattern], { encoding: 'utf8' })
  if (found(':').error) return []
  return WANTED.filter(([pattern = '']) => found(pattern).stdout.trim() === '').map(([, name = '']) => name)
}

export function ensureFonts() {
  if (missingFonts().length === 0) return
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0) {
    console.log('Fonts are missing: installing Debian’s …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...PACKAGES]]) spawnSync('apt-get', args, { stdio: 'inherit', env })
  }
  const missing = missingFonts()
  if (missing.length > 0) console.log(`Some texts will show as boxes. For fonts that have them (Debian): apt-get install ${missing.join(' ')}`)
}
