/** Settings of the workspace, changed as the console changes them, by a member who is signed in. */
import assert from 'node:assert/strict'
import type { Result } from '@foyer/sdk/protocol'
import type { Agent } from './world.ts'

/** Reads what a page of the console shows, and sends back what is to hold from now on. */
export async function changeSettings<Settings>({ context, page }: Agent, path: string, change: (before: Settings) => object): Promise<void> {
  const { origin } = new URL(page.url())
  const ask = async (method: string, data?: object): Promise<Settings> => {
    const answer = await context.request.fetch(origin + path, { method, headers: { origin }, ...(data && { data }) })
    const result = (await answer.json()) as Result<Settings>
    assert.ok(result.ok, `${method} ${path}: ${JSON.stringify(result)}`)
    return result.value
  }
  await ask('PUT', change(await ask('GET')))
}
