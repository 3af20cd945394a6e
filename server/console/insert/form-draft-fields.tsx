import { LIMITS } from '@foyer/sdk/protocol'
import { TextField, part, useSheet } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { FormFields } from '../settings/form-fields.tsx'
import { windowPageCss } from '../settings/window.css.ts'
import { SettingsWordsContext, useLoadedWords } from '../settings/words.ts'
import { useSurroundings } from '../surroundings.ts'
import type { FormDraft } from './inserted.ts'

/** A form: the fields are put together as those of the form before the chat. */
export function FormDraftFields({ field }: { readonly field: Field<FormDraft> }) {
  const { words } = useSurroundings()
  const settingsWords = useLoadedWords()
  useSheet(windowPageCss)
  return (
    <>
      <TextField {...part(field, 'title')} label={words.formHeading} limit={LIMITS.label} isOptional />
      {settingsWords && (
        <SettingsWordsContext.Provider value={settingsWords}>
          <FormFields {...part(field, 'fields')} />
        </SettingsWordsContext.Provider>
      )}
    </>
  )
}
