/** What is made unreadable before it leaves the visitor's browser (CW-29), with a line to try it on. */
import { useState } from 'preact/hooks'
import { LIMITS } from '@foyer/sdk/protocol'
import type { MaskRules } from '@foyer/sdk/protocol'
import { mask } from '@foyer/widget/chat-window/masks.ts'
import { isMask } from '../../window/rules.ts'
import { ListField, SwitchField, part, useFieldIds } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { useSettingsWords } from './words.ts'

export function Masks(field: Field<MaskRules>) {
  const { window: words } = useSettingsWords()
  const ids = useFieldIds()
  const [tried, setTried] = useState(words.trySample)
  const { cards, patterns } = field.value
  // As it is saved: what is no pattern hides nothing.
  const arrives = mask(tried, { cards, patterns: patterns.map((pattern) => pattern.trim()).filter(isMask) })
  return (
    <>
      <SwitchField {...part(field, 'cards')} label={words.maskCards} hint={words.maskCardsSays} />
      <ListField {...part(field, 'patterns')} label={words.patterns} hint={words.patternsSay} itemLabel={words.pattern} add={words.addPattern} limit={LIMITS.listLength} placeholder="@@## #### ####"
        check={(pattern) => (isMask(pattern) ? undefined : words.badPattern)} />
      <div class="field mask-try">
        <label class="field-label" for={ids.control}>{words.tryMask}</label>
        <input id={ids.control} class="input" value={tried} dir="auto" autocomplete="off" spellcheck={false} aria-describedby={ids.hint} onInput={(event) => setTried(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()} />
        <p class="mask-result" id={ids.hint} role="status">
          <span class="quiet">{words.tryResult}</span> <bdi>{arrives}</bdi>
          <span class="unseen"> {arrives === tried ? words.tryPlain : words.tryMasked}</span>
        </p>
      </div>
    </>
  )
}
