/** The items of a menu on their two levels (MN-2): moved by dragging and by the arrow keys, unfolded one at a time. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { MENU_BOUNDS } from '@foyer/sdk/protocol'
import type { MenuCount, Receivers } from '@foyer/sdk/protocol'
import { FieldGroup, part, rowAt, useFieldIds } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { itemOf } from '../insert/item-of.ts'
import { mainReceiver } from '../invitations/receiver-field.tsx'
import { useSurroundings } from '../surroundings.ts'
import { MenuIconPicture } from './icon-field.tsx'
import { ItemFields } from './item-fields.tsx'
import { itemAt, move, moveTo, newItem, removeAt, siblingsOf, spotOf } from './menu-draft.ts'
import type { ItemDraft, Move, Moved, Spot } from './menu-draft.ts'
import { useMenusWords } from './use-words.ts'

/** CSS pixels to the side that mean another level. */
const STEP = 36

const KEYS: Readonly<Record<string, Move>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }

export interface ItemTreeProps {
  readonly field: Field<readonly ItemDraft[]>
  readonly receivers: Receivers
  readonly counts: readonly MenuCount[]
  /** Most items of the first level. */
  readonly limit: number
  newId(): string
}

export function ItemTree({ field, receivers, counts, limit, newId }: ItemTreeProps) {
  const { locale } = useSurroundings()
  const words = useMenusWords()
  const ids = useFieldIds()
  const { path, value: items, problem, onChange } = field
  const box = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<string>()
  const [said, say] = useState('')
  /** The item that is being dragged, and where the pointer was at the last step to the side. */
  const [dragged, setDragged] = useState<string>()
  const startX = useRef(0)
  /** What gets the focus once it is drawn, as a selector in the tree. */
  const focusOn = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    box.current?.querySelector<HTMLElement>(focusOn.current)?.focus()
    focusOn.current = undefined
  })
  const refusedSpot = problem && spotOf(`${path}.${problem.at}`)
  const refusedId = refusedSpot && itemAt(items, refusedSpot)?.id
  const openId = refusedId ?? open
  // It stays unfolded while it is put right.
  useLayoutEffect(() => {
    if (refusedId !== undefined) setOpen(refusedId)
  }, [refusedId])

  const nameOf = (item: ItemDraft | undefined) => item?.title.trim() || words.untitled
  const tell = ({ items: all, spot }: Moved) => {
    const item = itemAt(all, spot)
    say(words.moved(nameOf(item), spot.at(-1)! + 1, siblingsOf(all, spot).length, spot.length === 2 ? nameOf(all[spot[0]]) : ''))
  }
  const take = (moved: Moved | undefined, keepsFocus: string | undefined): boolean => {
    if (!moved) return false
    if (keepsFocus !== undefined) focusOn.current = `[data-spot="${moved.spot.join('.')}"] > .tree-head ${keepsFocus}`
    tell(moved)
    onChange(moved.items)
    return true
  }
  const step = (spot: Spot, by: Move, focus: string) => {
    if (!take(move(items, spot, by), focus)) say(words.cannotMove(nameOf(itemAt(items, spot))))
  }
  const drag = (event: PointerEvent) => {
    const spot = dragged === undefined ? undefined : spotOfId(items, dragged)
    if (!spot) return
    const aside = event.clientX - startX.current
    if (Math.abs(aside) > STEP && take(move(items, spot, aside > 0 ? 'in' : 'out'), undefined)) {
      startX.current = event.clientX
      return
    }
    const list = box.current?.querySelector<HTMLElement>(`[data-list="${spot.slice(0, -1).join('.')}"]`) ?? null
    const to = rowAt(list, spot.at(-1)!, event.clientY)
    if (to !== undefined) take(moveTo(items, spot, to), undefined)
  }
  const add = (below: number | undefined) => {
    const item = newItem(newId(), mainReceiver(receivers))
    focusOn.current = '.tree-item.is-open .tree-fields input'
    setOpen(item.id)
    if (below === undefined) onChange([...items, item])
    else onChange(items.with(below, { ...items[below]!, items: [...items[below]!.items, item] }))
  }
  const remove = (spot: Spot) => {
    const left = siblingsOf(items, spot).length - 1
    const list: readonly number[] = spot.slice(0, -1)
    focusOn.current = left > 0 ? `[data-spot="${[...list, Math.min(spot.at(-1)!, left - 1)].join('.')}"] > .tree-head .rule-open` : list.length > 0 ? `[data-spot="${list.join('.')}"] .menu-add-below` : '.menu-add'
    say(words.removed(nameOf(itemAt(items, spot))))
    onChange(removeAt(items, spot))
  }

  const row = (item: ItemDraft, spot: Spot, own: Field<ItemDraft>) => {
    const name = nameOf(item)
    const isOpen = item.id === openId
    const count = counts.find(({ itemId }) => itemId === item.id)?.count ?? 0
    const may = (by: Move) => move(items, spot, by) !== undefined
    return (
      <div key={spot.at(-1)} role="listitem" data-at={spot.at(-1)} data-spot={spot.join('.')} class={['rule tree-item', isOpen && 'is-open', dragged === item.id && 'is-dragged'].filter(Boolean).join(' ')}>
        <div class="rule-head tree-head">
          <button type="button" class="icon-button grip" aria-label={words.grip(name)} title={words.itemsSay}
            onKeyDown={(event) => {
              const by = KEYS[event.key]
              if (by === undefined) return
              event.preventDefault()
              step(spot, by, '.grip')
            }}
            onPointerDown={(event) => {
              if (event.button !== 0) return
              // The tree holds the pointer, for the grip moves from one level to the other.
              box.current?.setPointerCapture(event.pointerId)
              startX.current = event.clientX
              setDragged(item.id)
            }}><Icon name="grip" size={18} /></button>
          <button type="button" class="rule-open" aria-expanded={isOpen} title={words.edit(name)} onClick={() => setOpen(isOpen ? undefined : item.id)}>
            <span class="rule-name tree-name">{item.icon !== 'none' && <MenuIconPicture icon={item.icon} size={16} />}<bdi>{name}</bdi></span>
            <span class="rule-keywords quiet">{item.kind === 'items' ? words.itemsBelow(item.items.length) : words.actions[item.kind]}{count > 0 && ` · ${words.chosen(new Intl.NumberFormat(locale).format(count), count === 1)}`}</span>
          </button>
          <button type="button" class="icon-button" aria-label={words.remove(name)} title={words.remove(name)} onClick={() => remove(spot)}><Icon name="remove" size={18} /></button>
        </div>
        {isOpen && (
          <div class="rule-body" role="group" aria-label={name}>
            <ItemFields field={own} receivers={receivers} isBelow={spot.length === 2} />
            <div class="rule-actions">
              {(['up', 'down', 'in', 'out'] as const).filter(may).map((by) => <button key={by} type="button" class="button" onClick={() => step(spot, by, '.rule-open')}>{words.moves[by]}</button>)}
              <button type="button" class="button" onClick={() => { focusOn.current = `[data-spot="${spot.join('.')}"] > .tree-head .rule-open`; setOpen(undefined) }}>{words.fold}</button>
            </div>
          </div>
        )}
        {spot.length === 1 && item.kind === 'items' && (
          <div class="menu-below">
            <div class="rule-list" role="list" data-list={String(spot[0])} aria-label={words.itemsBelow(item.items.length)}>
              {item.items.map((inner, below) => row(inner, [spot[0], below], itemOf(part(own, 'items'), below)))}
            </div>
            {item.items.length < MENU_BOUNDS.items && <button type="button" class="button menu-add-below" onClick={() => add(spot[0])}><Icon name="add" size={16} /> {words.addBelow(name)}</button>}
          </div>
        )}
      </div>
    )
  }

  return (
    <FieldGroup path={path} ids={ids} problem={problem?.at === '' ? problem : undefined} label={words.items} class="tree-items">
      <div ref={box} class="menu-tree" onPointerMove={drag} onLostPointerCapture={() => setDragged(undefined)}>
        {items.length === 0 && <p class="list-empty quiet">{words.none}</p>}
        <div class="rule-list" role="list" data-list="" aria-label={words.items}>{items.map((item, at) => row(item, [at], itemOf(field, at)))}</div>
        {items.length < limit && <button type="button" class="button menu-add" onClick={() => add(undefined)}><Icon name="add" size={16} /> {words.add}</button>}
        <p class="unseen" role="status">{said}</p>
      </div>
    </FieldGroup>
  )
}

function spotOfId(items: readonly ItemDraft[], id: string): Spot | undefined {
  for (const [at, item] of items.entries()) {
    if (item.id === id) return [at]
    const below = item.items.findIndex((inner) => inner.id === id)
    if (below >= 0) return [at, below]
  }
  return undefined
}
