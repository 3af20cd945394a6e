/** The area of the reception components (RC-14, RC-2): their list, and the maker. */
import { formsCss, useSheet } from '../forms/index.ts'
import { ComponentList } from './component-list.tsx'
import { Maker } from './maker-page.tsx'
import { NEW } from './new.ts'
import { receptionCss } from './reception.css.ts'
import { ReceptionWordsContext, useLoadedWords } from './use-words.ts'

export interface ReceptionProps {
  /** The component that is open. */
  readonly open?: string
}

export function Reception({ open }: ReceptionProps) {
  useSheet(formsCss)
  useSheet(receptionCss)
  const words = useLoadedWords()
  if (!words) return null
  return (
    <ReceptionWordsContext.Provider value={words}>
      {open === undefined ? <ComponentList /> : <Maker key={open} {...(open !== NEW && { id: open })} />}
    </ReceptionWordsContext.Provider>
  )
}
