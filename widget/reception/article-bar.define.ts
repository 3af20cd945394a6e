import { define } from './reception-element.ts'
import { FoyerArticleBar } from './article-bar.ts'

define('foyer-article-bar', FoyerArticleBar)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-article-bar': FoyerArticleBar
  }
}
