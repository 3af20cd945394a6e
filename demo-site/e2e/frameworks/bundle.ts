/** Bundles an application as its own tools would: esbuild, and Svelte's compiler for its files. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Plugin } from 'esbuild'
import { compile } from 'svelte/compiler'

const here = fileURLToPath(new URL('.', import.meta.url))

export const FRAMEWORKS = ['react', 'vue', 'svelte', 'angular'] as const
export type FrameworkName = (typeof FRAMEWORKS)[number]

export async function bundleApp(name: FrameworkName): Promise<string> {
  const built = await build({
    entryPoints: [path.join(here, `${name}.ts`)],
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['browser'],
    // With the compiler of templates in it.
    alias: { vue: 'vue/dist/vue.esm-bundler.js' },
    define: {
      'process.env.NODE_ENV': '"production"',
      '__DEV__': 'true',
      '__VUE_OPTIONS_API__': 'true',
      '__VUE_PROD_DEVTOOLS__': 'false',
      '__VUE_PROD_HYDRATION_MISMATCH_DETAILS__': 'false',
    },
    plugins: [svelteFiles('client')],
    logLevel: 'silent',
  })
  return built.outputFiles[0]?.text ?? ''
}

/** Svelte's component as a module for a server. */
export async function bundleSvelteForServer(): Promise<string> {
  const built = await build({
    entryPoints: [path.join(here, 'App.svelte')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [svelteFiles('server')],
    logLevel: 'silent',
  })
  return built.outputFiles[0]?.text ?? ''
}

const svelteFiles = (generate: 'client' | 'server'): Plugin => ({
  name: 'svelte',
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, async (file) => ({ contents: compile(await readFile(file.path, 'utf8'), { generate, filename: file.path }).js.code }))
  },
})
