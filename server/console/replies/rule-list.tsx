/** The keyword rules in their order (AR-1): found, moved, switched, copied, taken out, and one of them unfolded. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { FieldGroup, Grip, useFieldIds, useOrder } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { itemOf } from '../insert/item-of.ts'
import { FilesMark } from './files-field.tsx'
import { REPLY_BOUNDS, copyOf, newRule } from './reply-draft.ts'
import type { RuleDraft } from './reply-draft.ts'
import { RuleFields } from './rule-fields.tsx'
import { useRepliesWords } from './use-words.ts'
import type { Targets } from './workspace.ts'

/** Rows that are drawn at once: more of them one looks for rather than scrolls to. */
const PAGE = 100
/** From so many rules on there is something to look for. */
const MANY = 8

export interface RuleListProps {
  readonly field: Field<readonly RuleDraft[]>
  readonly targets: Targets
  /** The rule that is unfolded. */
  readonly open: string | undefined
  onOpen(id: string | undefined): void
  newId(): string
}

export function RuleList({ field, targets, open, onOpen, newId }: RuleListProps) {
  const words = useRepliesWords().replies
  const { path, value: rules, problem, onChange } = field
  const ids = useFieldIds()
  const [wanted, setWanted] = useState('')
  const [most, setMost] = useState(PAGE)
  const [said, say] = useState('')
  /** What gets the focus once it is drawn, as a selector in the list. */
  const focusOn = useRef<string | undefined>(undefined)
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    list.current?.querySelector<HTMLElement>(focusOn.current)?.focus()
    focusOn.current = undefined
  })

  // A rule that was refused is seen, whatever else is.
  const refused = problem === undefined || problem.at === '' ? undefined : Number(problem.at.split('.')[0])
  const openAt = refused !== undefined && rules[refused] ? refused : rules.findIndex(({ id }) => id === open)
  // It stays unfolded while it is put right.
  const refusedId = refused === undefined ? undefined : rules[refused]?.id
  useLayoutEffect(() => {
    if (refusedId !== undefined) onOpen(refusedId)
  }, [refusedId])
  const isSought = (rule: RuleDraft) => [rule.name, ...rule.keywords].some((text) => text.toLowerCase().includes(wanted.trim().toLowerCase()))
  const found = rules.flatMap((rule, at) => (wanted.trim() === '' || at === openAt || isSought(rule) ? [at] : []))
  const shown = found.slice(0, Math.max(most, found.indexOf(openAt) + 1))
  const nameOf = ({ name, keywords }: RuleDraft) => name.trim() || keywords[0] || words.newRule

  const order = useOrder(rules, nameOf, onChange)
  const replace = (at: number, rule: RuleDraft) => onChange(rules.with(at, rule))
  const put = (at: number, rule: RuleDraft) => {
    focusOn.current = '.rule.is-open .rule-fields input'
    setWanted('')
    onChange(rules.toSpliced(at, 0, rule))
    onOpen(rule.id)
  }
  const remove = (at: number) => {
    const rule = rules[at]
    if (!rule) return
    focusOn.current = rules.length > 1 ? `[data-at="${Math.min(at, rules.length - 2)}"] .rule-open` : '.rule-add'
    say(words.removed(nameOf(rule)))
    onChange(rules.toSpliced(at, 1))
  }
  const canMove = wanted.trim() === '' && rules.length > 1

  return (
    <FieldGroup path={path} ids={ids} problem={problem?.at === '' ? problem : undefined} label={words.rules} hint={words.rulesSay} class="rules-field">
      <div class="rules" ref={list}>
        {rules.length > MANY && (
          <div class="rules-find">
            <input class="input" type="search" value={wanted} placeholder={words.find} aria-label={words.find} aria-describedby={ids.hint} title={words.findSays} autocomplete="off"
              onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
              onInput={(event) => { setWanted(event.currentTarget.value); setMost(PAGE) }} />
            <span class="quiet" role="status">{wanted.trim() !== '' && (found.length === 0 ? words.noneFound : words.found(found.length, rules.length))}</span>
          </div>
        )}
        {rules.length === 0 && <p class="list-empty quiet">{words.noRules}</p>}
        <div class="rule-list" role="list" ref={order.box}>
          {shown.map((at) => {
            const rule = rules[at]!
            const name = nameOf(rule)
            const isOpen = at === openAt
            const classes = ['rule', isOpen && 'is-open', !rule.isOn && 'is-off', order.dragged === at && 'is-dragged'].filter(Boolean).join(' ')
            return (
              <div key={at} role="listitem" data-at={at} class={classes}>
                <div class="rule-head">
                  {canMove && <Grip order={order} at={at} name={name} />}
                  <label class="rule-switch" title={words.switchOn(name)}>
                    <input type="checkbox" role="switch" checked={rule.isOn} aria-label={words.switchOn(name)} onChange={(event) => replace(at, { ...rule, isOn: event.currentTarget.checked })} />
                    <span class="switch-track" aria-hidden="true"><span class="switch-thumb" /></span>
                  </label>
                  <button type="button" class="rule-open" aria-expanded={isOpen} title={words.edit(name)} onClick={() => onOpen(isOpen ? undefined : rule.id)}>
                    <span class="rule-name"><bdi>{name}</bdi>{!rule.isOn && <span class="quiet"> · {words.off}</span>}</span>
                    <span class="rule-keywords quiet">{rule.keywords.map((keyword) => <bdi key={keyword}>{keyword}</bdi>)}</span>
                  </button>
                  <FilesMark files={rule.answer.files} />
                  <button type="button" class="icon-button" disabled={rules.length >= REPLY_BOUNDS.rules} aria-label={words.duplicate(name)} title={words.duplicate(name)} onClick={() => put(at + 1, copyOf(rule, newId(), words.copyOf(rule.name)))}><Icon name="duplicate" size={18} /></button>
                  <button type="button" class="icon-button" aria-label={words.remove(name)} title={words.remove(name)} onClick={() => remove(at)}><Icon name="remove" size={18} /></button>
                </div>
                {isOpen && (
                  <div class="rule-body" role="group" aria-label={words.rule(at + 1, name)}>
                    <RuleFields field={itemOf(field, at)} targets={targets} />
                    <button type="button" class="button" onClick={() => { focusOn.current = `[data-at="${at}"] .rule-open`; onOpen(undefined) }}>{words.fold}</button>
                  </div>
                )}
              </div>
            )
          })}
        </div>
        <div class="rule-actions">
          {found.length > most && <button type="button" class="button" onClick={() => setMost(most + PAGE)}>{words.showMore(Math.min(PAGE, found.length - most))}</button>}
          {rules.length < REPLY_BOUNDS.rules && <button type="button" class="button rule-add" onClick={() => put(rules.length, newRule(newId(), ''))}><Icon name="add" size={16} /> {words.addRule}</button>}
        </div>
        <p class="unseen" role="status">{order.said || said}</p>
      </div>
    </FieldGroup>
  )
}
