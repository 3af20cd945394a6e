/** One piece on a page of its own: `?piece=window-talk&language=ar&scheme=dark`. Says when it is there: `data-shown`. */
import { LANGUAGES } from '@foyer/sdk/protocol'
import { directionOf } from '../shell/words/choose-language.ts'
import { PIECES } from './pieces.ts'

const query = new URLSearchParams(location.search)
const page = document.documentElement
const piece = PIECES.find(({ name }) => name === query.get('piece'))
const language = LANGUAGES.find((one) => one === query.get('language')) ?? 'en'
const scheme = query.get('scheme') === 'dark' ? 'dark' : 'light'

page.lang = language
page.dir = directionOf(language)
page.style.colorScheme = scheme
page.style.background = scheme === 'dark' ? '#14181a' : '#fbfaf7'
const host = document.createElement('div')
document.body.append(host)
await piece?.show(host, { language, scheme })
await document.fonts.ready
page.dataset['shown'] = piece ? 'yes' : 'unknown'
