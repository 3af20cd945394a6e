/**
 * Files in answers (AR-1), and those on their way into one: they go on while one looks at another rule, and become part of
 * the form when they have arrived. What is given up is taken back from the server.
 */
import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { ALLOCATION_API, API } from '@foyer/sdk/protocol'
import type { FileId, FileLinks, FileRef } from '@foyer/sdk/protocol'
import { createUpload, deviceIds, deviceSignals, httpUploads } from '@foyer/sdk/thread'
import type { Upload, UploadProgress } from '@foyer/sdk/thread'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'

/** A file that is not part of the form yet. */
export interface GoingFile {
  readonly key: string
  /** The answer that it goes into: a rule's id, `first` or `noMatch`. */
  readonly answer: string
  readonly name: string
  readonly size: number
  readonly progress: UploadProgress
}

export interface AnswerFiles {
  readonly going: readonly GoingFile[]
  /** Always the same function, as `PartPort.links` wants it. */
  readonly links: (ids: readonly FileId[]) => Promise<readonly FileLinks[]>
  add(answer: string, files: readonly File[]): void
  /** Takes one out that is on its way, or was refused. */
  remove(key: string): void
}

const NONE: AnswerFiles = { going: [], links: async () => [], add: () => undefined, remove: () => undefined }

export const AnswerFilesContext = createContext<AnswerFiles>(NONE)
export const useAnswerFiles = (): AnswerFiles => useContext(AnswerFilesContext)

interface Going {
  readonly answer: string
  readonly file: File
  readonly upload: Upload
}

const newKey = deviceIds()
const requests = httpUploads({ fetchIt: (address, init) => fetch(address, init), server: '', paths: API })

export interface ArrivedFile {
  readonly answer: string
  readonly file: FileRef
}

/** @param take puts what has arrived into the form; `false`: not now, it is asked again after the next drawing */
export function useUploads(take: (arrived: readonly ArrivedFile[]) => boolean): AnswerFiles {
  const { api } = useTools()
  const { clock } = useSurroundings()
  const all = useRef(new Map<string, Going>())
  const [, setCount] = useState(0)
  const redraw = useCallback(() => setCount((count) => count + 1), [])

  // As one change after a drawing: two that arrive together would each put itself into the form as it was before.
  useLayoutEffect(() => {
    const waiting = new Set<string>()
    const arrived = [...all.current].flatMap(([key, { answer, upload: { progress } }]) => {
      // In the order in which they were chosen: a small one waits for the larger one before it.
      if (progress.status === 'sending') waiting.add(answer)
      return progress.status === 'ready' && !waiting.has(answer) ? [{ key, answer, file: progress.file }] : []
    })
    if (arrived.length === 0 || !take(arrived)) return
    for (const { key } of arrived) all.current.delete(key)
    redraw()
  })
  useEffect(() => () => {
    for (const { upload } of all.current.values()) upload.cancel()
  }, [])

  const links = useCallback(async (ids: readonly FileId[]) => {
    const found = await api.post<readonly FileLinks[]>(ALLOCATION_API.replyFiles, { ids })
    if (!found.ok) throw new Error(found.code)
    return found.value
  }, [api])
  const add = useCallback((answer: string, files: readonly File[]) => {
    for (const file of files) {
      const { name, type, size } = file
      const upload = createUpload({ source: file, file: { name, type, size }, requests, clock, random: Math.random, signals: deviceSignals, onChange: redraw })
      all.current.set(newKey(), { answer, file, upload })
    }
    redraw()
  }, [clock, redraw])
  const remove = useCallback((key: string) => {
    all.current.get(key)?.upload.cancel()
    all.current.delete(key)
    redraw()
  }, [redraw])

  const going = [...all.current].map(([key, { answer, file: { name, size }, upload: { progress } }]): GoingFile => ({ key, answer, name, size, progress }))
  // The same as long as nothing has moved, for all answers look at it.
  const moved = JSON.stringify(going.map(({ key, progress }) => [key, progress]))
  return useMemo(() => ({ going, links, add, remove }), [moved, links, add, remove])
}
