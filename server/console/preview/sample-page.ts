/**
 * What stands behind the component in the live preview: a page without words, so that it is at home in every language; an
 * article; a talk in a messenger, for links; or the owner's own page.
 */
import { directionOf } from '@foyer/widget/shell/words/choose-language.ts'
import { sampleCss } from './sample-page.css.ts'
import { OWN_PAGE_FRAME } from './scene.ts'
import type { Scene } from './scene.ts'

export interface SamplePage {
  show(scene: Scene): void
}

type Child = Node | string

export function createSamplePage(page: Document): SamplePage {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(sampleCss)
  page.adoptedStyleSheets = [sheet]

  const element = (name: string, classes: string, ...children: readonly Child[]): HTMLElement => {
    const made = page.createElement(name)
    made.className = classes
    made.append(...children)
    return made
  }
  const bars = (...widths: readonly number[]) =>
    widths.map((width) => {
      const bar = element('span', 'bar')
      bar.style.inlineSize = `${width}%`
      return bar
    })

  const shop = ({ siteName }: Scene) => [
    element('header', 'head', element('strong', 'name', siteName), element('span', 'links', ...bars(30, 30, 30))),
    element('main', 'shop',
      element('section', 'hero', element('span', 'title'), ...bars(72, 64), element('span', 'pill')),
      element('section', 'tiles', ...[1, 2, 3].map((nr) => element('article', 'tile', element('span', `view view-${nr}`), ...bars(62, 88, 74)))),
      element('section', 'text', ...bars(96, 92, 98, 40)),
    ),
  ]
  const article = ({ siteName, picture }: Scene) => {
    const image = page.createElement('img')
    image.className = 'picture'
    image.alt = ''
    if (picture) image.src = picture
    return [
      element('main', 'article',
        element('span', 'title'), element('p', 'by', siteName), ...bars(96, 98, 91, 60), picture ? image : element('span', 'view view-1'), ...bars(97, 94, 98, 60, 95, 97, 90, 52),
      ),
    ]
  }
  const messenger = ({ link }: Scene) =>
    link
      ? [
          element('main', 'talk',
            element('p', 'said', ...bars(90, 40)),
            element('p', 'said is-own', link.address),
            element('div', 'said is-own link-card', element('strong', '', link.title), ...(link.text ? [element('span', '', link.text)] : []), element('span', 'host', new URL(link.address).host)),
          ),
        ]
      : []

  const own = page.createElement('iframe')
  own.name = OWN_PAGE_FRAME
  own.className = 'own'
  own.title = ''
  own.tabIndex = -1
  // It may run as it does at home, and lead this window nowhere.
  own.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms')
  own.referrerPolicy = 'no-referrer'

  const bound = (scene: Scene) => {
    if (scene.component?.style !== 'custom-dom') return []
    const button = element('button', 'bound', scene.component.selectors?.[0] ?? '')
    button.addEventListener('click', () => page.dispatchEvent(new CustomEvent('foyer-preview-bound')))
    return [button]
  }

  let drawn = ''
  return {
    show(scene) {
      page.documentElement.lang = scene.language
      page.documentElement.dir = directionOf(scene.language)
      page.body.className = scene.theme.scheme
      if (scene.page !== undefined) {
        if (own.src !== scene.page) own.src = scene.page
        if (own.parentNode !== page.body) page.body.replaceChildren(own)
        drawn = ''
        return
      }
      // The page behind stays as it is while only the component changes.
      const { placement, siteName, picture, link, component } = scene
      const key = JSON.stringify([placement, siteName, picture, link, component?.style === 'custom-dom' && component.selectors])
      if (key === drawn) return
      drawn = key
      const body = placement === 'link' ? messenger(scene) : placement === 'article' ? article(scene) : shop(scene)
      page.body.replaceChildren(...body, ...bound(scene))
    },
  }
}
