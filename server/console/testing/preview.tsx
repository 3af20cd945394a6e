/**
 * The script of a page that shows the desk in a state by its name (`?state=waiting&lang=zh`): for looking at it, and for
 * the pictures of the documentation. Not part of the built files.
 */
import { PREVIEWS } from './previews.ts'
import { setStage } from './stage.tsx'

const query = new URLSearchParams(location.search)
const name = query.get('state') ?? 'conversation'
const preview = PREVIEWS[name] ?? {}
const app = document.getElementById('app')
if (app) {
  const { server } = await setStage(app, { preview, language: query.get('lang') ?? 'en', connects: name !== 'loading' })
  // After the list and the opened thread were answered.
  setTimeout(() => preview.after?.(server), 250)
}
