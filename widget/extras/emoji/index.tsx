/** Choosing an emoji: by group, by search, or among those used lately; with the keyboard as with a pointer (CW-5). */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Language } from '@foyer/sdk/protocol'
import type { PanelProps } from '../../chat-window/parts/composer.tsx'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { search as searchIcon } from '../../icons/extras.ts'
import { clock } from '../../icons/index.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { dress } from '../dress.ts'
import { drawnHere } from './drawn.ts'
import { GROUPS, TONES, inTone, parseEmoji, searchEmoji } from './emoji.ts'
import type { Emoji, Group } from './emoji.ts'

interface EmojiPickerProps {
  readonly words: ExtrasWords
  /** The window's own, for what does not come. */
  readonly shell: { readonly loadFailed: string; readonly retry: string }
  readonly language: Language
  /** Facts on the device; see `Keep`. */
  readonly device: { get(name: string): string | undefined; set(name: string, value?: string): void }
  onChoose(emoji: string): void
}

export const Panel = ({ words, shell, tools: { language, device }, onInsert }: PanelProps) => (
  <EmojiPicker words={words} shell={shell} language={language} device={device} onChoose={onInsert} />
)

/** One chunk a language. */
const DATA: Readonly<Record<Language, () => Promise<{ readonly emoji: string }>>> = {
  en: () => import('foyer-emoji/en'),
  zh: () => import('foyer-emoji/zh'),
  de: () => import('foyer-emoji/de'),
  es: () => import('foyer-emoji/es'),
  fr: () => import('foyer-emoji/fr'),
  ja: () => import('foyer-emoji/ja'),
  ar: () => import('foyer-emoji/ar'),
}

const loaded = new Map<Language, readonly (readonly Emoji[])[]>()
let canDraw: ReturnType<typeof drawnHere> | undefined

async function load(language: Language): Promise<readonly (readonly Emoji[])[]> {
  const known = loaded.get(language)
  if (known) return known
  canDraw ??= drawnHere()
  const groups = parseEmoji((await DATA[language]()).emoji).map((group) => group.filter(canDraw as (emoji: Emoji) => boolean))
  loaded.set(language, groups)
  return groups
}

const COLUMNS = 8
/** Three lines. */
const MOST_RECENT = COLUMNS * 3
/** Each stands for its group. */
const FACES: Readonly<Record<Group, string>> = { smileys: '😀', people: '👋', animals: '🐻', food: '🍎', travel: '🚗', activities: '⚽', objects: '💡', symbols: '❤️', flags: '🏁' }
const TONE_NAMES = ['none', 'light', 'mediumLight', 'medium', 'mediumDark', 'dark'] as const

export function EmojiPicker({ words, shell, language, device, onChoose }: EmojiPickerProps) {
  const [groups, setGroups] = useState(() => loaded.get(language))
  const [hasFailed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  const [question, setQuestion] = useState('')
  const [tone, setTone] = useState(() => TONES.find((each) => each === device.get('skin')) ?? '')
  const [recent, setRecent] = useState(() => (device.get('emoji') ?? '').split(' ').filter(Boolean))
  const [shown, setShown] = useState<Group | 'recent'>(() => (recent.length > 0 ? 'recent' : 'smileys'))
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    let isOver = false
    setFailed(false)
    load(language).then(
      (found) => isOver || setGroups(found),
      () => isOver || setFailed(true),
    )
    return () => void (isOver = true)
  }, [language, tries])

  // A keyboard that comes up on a touch screen would cover the emoji.
  useLayoutEffect(() => {
    if (!matchMedia('(pointer:coarse)').matches) field.current?.focus({ preventScroll: true })
  }, [])

  const all = useMemo(() => (groups ?? []).flat(), [groups])
  const found = useMemo(() => searchEmoji(all, question), [all, question])
  /** Those used lately as they were used: in their tone. */
  const recents = useMemo(() => recent.map((emoji): Emoji => all.find((each) => each.emoji === emoji || (each.hasTones && TONES.some((one) => inTone(each, one) === emoji))) ?? { emoji, name: emoji, found: '', hasTones: false, version: 0 }), [all, shown])
  const isSearch = question.trim() !== ''
  const list = isSearch ? found : shown === 'recent' ? recents : (groups?.[GROUPS.indexOf(shown)] ?? [])
  const labelOf = (group: Group | 'recent') => (group === 'recent' ? words.emoji.recent : words.emoji.groups[group])

  const choose = (emoji: string) => {
    const next = [emoji, ...recent.filter((each) => each !== emoji)].slice(0, MOST_RECENT)
    setRecent(next)
    device.set('emoji', next.join(' '))
    onChoose(emoji)
  }
  const colour = (next: (typeof TONES)[number]) => {
    setTone(next)
    device.set('skin', next || undefined)
  }

  return (
    <div class="emoji" role="dialog" aria-label={words.emoji.dialog} ref={dressEmoji}>
      <div class="emoji-search">
        <Icon path={searchIcon} size={16} />
        <input
          ref={field}
          type="search"
          value={question}
          placeholder={words.emoji.search}
          aria-label={words.emoji.search}
          autocomplete="off"
          enterkeyhint="done"
          onInput={(event) => setQuestion(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.isComposing) return
            const [best] = found
            if (event.key === 'Enter' && best) choose(inTone(best, tone))
            else if (event.key === 'ArrowDown') (event.currentTarget.closest('.emoji')?.querySelector<HTMLElement>('.emoji-grid [tabindex="0"]'))?.focus()
            else return
            event.preventDefault()
          }}
        />
      </div>
      {!isSearch && (
        <div class="emoji-groups" role="group" aria-label={words.emoji.dialog}>
          {([...(recent.length > 0 ? (['recent'] as const) : []), ...GROUPS] as const).map((group) => (
            <button key={group} type="button" aria-pressed={shown === group} aria-label={labelOf(group)} title={labelOf(group)} onClick={() => setShown(group)}>
              {group === 'recent' ? <Icon path={clock} size={18} /> : FACES[group]}
            </button>
          ))}
        </div>
      )}
      <div class="unseen" role="status">
        {isSearch && groups && (found.length > 0 ? words.emoji.found(found.length) : words.emoji.nothing)}
      </div>
      {hasFailed ? (
        <p class="emoji-nothing" role="alert">
          {shell.loadFailed}{' '}
          <button type="button" class="button-plain" onClick={() => setTries(tries + 1)}>
            {shell.retry}
          </button>
        </p>
      ) : isSearch && groups && found.length === 0 ? (
        <p class="emoji-nothing">{words.emoji.nothing}</p>
      ) : (
        <Grid key={isSearch ? 'search' : shown} label={isSearch ? words.emoji.search : labelOf(shown)} list={list} tone={shown === 'recent' && !isSearch ? '' : tone} asUsed={shown === 'recent' && !isSearch ? recent : undefined} onChoose={choose} />
      )}
      <div class="emoji-tones" role="radiogroup" aria-label={words.emoji.skin}>
        {TONES.map((each, at) => (
          <label key={each} title={words.emoji.tones[TONE_NAMES[at] ?? 'none']}>
            <input type="radio" name="emoji-tone" checked={tone === each} aria-label={words.emoji.tones[TONE_NAMES[at] ?? 'none']} onChange={() => colour(each)} />
            <span aria-hidden="true">{`✋${each}`}</span>
          </label>
        ))}
      </div>
    </div>
  )
}

interface GridProps {
  readonly label: string
  readonly list: readonly Emoji[]
  readonly tone: string
  /** How each was used last, where these are the recent ones. */
  readonly asUsed?: readonly string[] | undefined
  onChoose(emoji: string): void
}

/** One stop of the tab key; the arrows move in it. */
function Grid({ label, list, tone, asUsed, onChoose }: GridProps) {
  const [at, setAt] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  const current = Math.min(at, Math.max(0, list.length - 1))

  const press = (event: KeyboardEvent) => {
    const isReversed = getComputedStyle(event.currentTarget as Element).direction === 'rtl'
    const moves: Record<string, number> = { ArrowRight: isReversed ? -1 : 1, ArrowLeft: isReversed ? 1 : -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS, Home: -current, End: list.length - 1 - current, PageDown: COLUMNS * 4, PageUp: -COLUMNS * 4 }
    const move = moves[event.key]
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    // A step over an end stays where it is; a leap goes to it.
    const isLeap = Math.abs(move) > COLUMNS
    const next = isLeap ? Math.max(0, Math.min(list.length - 1, current + move)) : current + move
    if (next < 0 || next >= list.length) return
    setAt(next)
    grid.current?.querySelectorAll<HTMLElement>('[role=gridcell]>button')[next]?.focus()
  }

  const rows = Array.from({ length: Math.ceil(list.length / COLUMNS) }, (_, row) => list.slice(row * COLUMNS, (row + 1) * COLUMNS))
  return (
    <div class="emoji-grid" role="grid" aria-label={label} ref={grid} onKeyDown={press}>
      {rows.map((row, rowAt) => (
        <div key={rowAt} role="row">
          {row.map((each, columnAt) => {
            const place = rowAt * COLUMNS + columnAt
            const emoji = asUsed?.[place] ?? inTone(each, tone)
            return (
              <span key={each.emoji} role="gridcell">
                <button type="button" tabIndex={place === current ? 0 : -1} aria-label={each.name} title={each.name} onFocus={() => setAt(place)} onClick={() => onChoose(emoji)}>
                  {emoji}
                </button>
              </span>
            )
          })}
        </div>
      ))}
    </div>
  )
}

// Where colours are forced, Chromium would draw emoji as text, and skins as boxes: hence the variant.
const dressEmoji = dress(`
.emoji{display:flex;flex-direction:column;block-size:min(332px,50cqb);min-block-size:176px;font-size:15px;font-variant-emoji:emoji}
.emoji *{box-sizing:border-box}
.emoji-search{flex:none;display:flex;align-items:center;gap:8px;margin:8px 8px 4px;padding-inline:12px;border:1px solid var(--line-2);border-radius:18px;color:var(--text-2)}
.emoji-search:focus-within{border-color:var(--accent-text);box-shadow:0 0 0 1px var(--accent-text)}
.emoji-search input{flex:1;min-inline-size:0;block-size:34px;margin:0;padding:0;border:0;background:none;color:var(--text);font:inherit;appearance:none}
.place .emoji-search input:focus-visible,.emoji-search input:focus-visible{outline:0}
.emoji-search input::placeholder{color:var(--text-2);opacity:1}
.emoji-groups{flex:none;display:flex;justify-content:space-between;padding:0 8px;overflow:auto;scrollbar-width:none}
.emoji button{font-family:"Apple Color Emoji","Segoe UI Emoji","Noto Color Emoji",var(--font)}
.emoji-groups button{flex:1 0 28px;block-size:36px;display:grid;place-items:center;border-block-end:2px solid transparent;font-size:16px;filter:grayscale(1);opacity:.75}
.emoji-groups :is(button:hover,button[aria-pressed=true]){filter:none;opacity:1}
.emoji-groups button[aria-pressed=true]{border-color:var(--accent-text)}
.emoji-groups button:focus-visible{outline-offset:-2px}
.emoji-grid{flex:1;min-block-size:0;padding:4px 8px;overflow:hidden auto;overscroll-behavior:contain;scrollbar-width:thin}
.emoji-grid>div{display:grid;grid-template-columns:repeat(8,1fr);content-visibility:auto;contain-intrinsic-block-size:40px}
.emoji-grid button{inline-size:100%;block-size:40px;display:grid;place-items:center;border-radius:var(--radius-1);font-size:24px;line-height:1}
.emoji-grid button:hover{background:var(--surface-2)}
.emoji-grid button:focus-visible{outline-offset:-2px}
.emoji-nothing{flex:1;margin:0;padding:24px;text-align:center;color:var(--text-2)}
.emoji-tones{flex:none;display:flex;justify-content:flex-end;padding:2px 8px;border-block-start:1px solid var(--line)}
.emoji-tones label{position:relative;inline-size:32px;block-size:32px;display:grid;place-items:center;border-radius:50%;cursor:pointer}
.emoji-tones input{position:absolute;inset:0;margin:0;opacity:0;cursor:pointer}
.emoji-tones label:has(:checked){background:var(--accent-soft);box-shadow:inset 0 0 0 2px var(--accent-text)}
.emoji-tones label:has(:focus-visible){outline:2px solid var(--accent-text)}
@media(forced-colors:active){.emoji-tones label:has(:checked){outline:2px solid Highlight}.emoji-groups button[aria-pressed=true]{border-color:Highlight}}
`)
