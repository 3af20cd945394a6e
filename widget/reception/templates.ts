/**
 * Lit's templates, without the mark that they leave on the page: `litHtmlVersions` is a global, and Foyer has one only.
 * A page that uses Lit itself keeps its own entries there.
 */
import { html, nothing, render } from 'lit/html.js'

const page: Window & { litHtmlVersions?: string[] } = window
page.litHtmlVersions?.pop()
if (!page.litHtmlVersions?.length) delete page.litHtmlVersions

export { html, nothing, render }
