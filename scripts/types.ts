/** The type check, project by project: each folder compiles for the platform it may know of, and no other. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { root } from './install.mjs'

export const PROJECTS = [
  'sdk/protocol/tsconfig.json',
  'sdk/tsconfig.json',
  'widget/tsconfig.json',
  'server/console/tsconfig.json',
  'server/tsconfig.json',
  'demo-site/tsconfig.json',
  'scripts/tsconfig.json',
  'tsconfig.tests.json',
]

/** A project without files yet is an error of its own in TypeScript; it is none of ours. */
const NO_INPUTS = 'TS18003'

/** @returns whether every project is without errors */
export async function checkTypes(): Promise<boolean> {
  const results = []
  for (const project of PROJECTS) results.push(await checkProject(project))
  return results.every(Boolean)
}

async function checkProject(project: string): Promise<boolean> {
  const tsc = path.join(root, 'node_modules/.bin/tsc')
  const child = spawn(tsc, ['-p', project, '--pretty', String(process.stdout.isTTY ?? false)], { cwd: root })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk))
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  const hasNoFiles = said.includes(NO_INPUTS)
  console.log(`  ${project}: ${code === 0 ? 'ok' : hasNoFiles ? 'no files yet' : 'errors'}`)
  if (code !== 0 && !hasNoFiles) console.log(said.trimEnd())
  return code === 0 || hasNoFiles
}
