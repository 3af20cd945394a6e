/** What `dist/widget/manifest.json` and `dist/console/manifest.json` say. Paths are names in the manifest's folder. */
export interface Manifest {
  /** Version of the SDK; only the widget's manifest has it. */
  version?: string
  /** The chunk to load first (the widget's loader knows it by itself). */
  entry: string
  /** The script of the tag; only the widget's manifest has it. */
  loader?: string
  chunks: Record<string, ManifestChunk>
  /** Style sheets, in the order in which the page must link them. */
  styles: readonly string[]
}

export interface ManifestChunk {
  /** The source that made this a chunk of its own (the first of several), from the root of the project; null for shared code. */
  source: string | null
  /** Chunks that must be there before this one runs. */
  imports: readonly string[]
  /** Chunks that it may load later. */
  dynamicImports: readonly string[]
  bytes: number
  brotliBytes: number
}
