/** What each of these pages stands in: its words and its look. */
import type { ComponentChildren, ComponentType } from 'preact'
import { useSheet } from '../forms/index.ts'
import { insertCss } from '../insert/insert.css.ts'
import { repliesCss } from './replies.css.ts'
import { RepliesWordsContext, useLoadedWords } from './use-words.ts'

export function RepliesFrame({ children }: { readonly children: ComponentChildren }) {
  useSheet(insertCss)
  useSheet(repliesCss)
  const words = useLoadedWords()
  return words ? <RepliesWordsContext.Provider value={words}>{children}</RepliesWordsContext.Provider> : null
}

export const framed = (Page: ComponentType): ComponentType => () => <RepliesFrame><Page /></RepliesFrame>
