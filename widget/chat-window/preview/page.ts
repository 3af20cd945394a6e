/** The script of the preview page. */
import { STATES } from './states.ts'
import { mountPreview, previewOptions } from './preview.ts'

const query = new URLSearchParams(location.search)

if (query.has('state')) {
  const options = previewOptions(query)
  document.documentElement.lang = options.language ?? 'en'
  const host = document.createElement('div')
  document.body.append(host)
  const { window: chat, thread } = mountPreview(host, options)
  // For the console and for scripts that look at it.
  Object.assign(window, { chat, thread })
} else {
  for (const { name } of STATES) {
    const figure = document.createElement('figure')
    const caption = document.createElement('figcaption')
    const frame = document.createElement('iframe')
    caption.textContent = name
    query.set('state', name)
    frame.src = `?${query}`
    frame.title = name
    frame.style.cssText = 'inline-size:440px;block-size:780px;border:0;background:Canvas'
    figure.append(caption, frame)
    document.body.append(figure)
  }
  document.body.style.cssText = 'display:flex;flex-wrap:wrap;font:15px system-ui;background:#8884'
}
