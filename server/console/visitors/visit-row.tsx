/** One visitor in the list. Its cells are drawn anew only when something of them is other than it was: 10,000 of them change and move all the time. */
import { Component } from 'preact'
import type { ComponentChildren } from 'preact'
import type { LiveVisitor, VisitorId } from '@foyer/sdk/protocol'
import { Face } from '../face.tsx'
import { clockTime, fullTime } from '../format.ts'
import type { VisitorsWords } from '../words/visitors/index.ts'
import { stateOf } from './question.ts'
import type { Column, Texts } from './question.ts'
import { Elapsed } from './elapsed.tsx'
import { deviceText, placeLines } from './visit-texts.ts'

interface CellsProps {
  readonly visitor: LiveVisitor
  readonly texts: Texts
  readonly words: VisitorsWords
  readonly locale: string
  readonly columns: readonly Column[]
  readonly isChosen: boolean
  /** The same from drawing to drawing. */
  onChoose(id: VisitorId, isChosen: boolean): void
}

export interface VisitRowProps extends CellsProps {
  readonly position: number
  readonly top: number
  readonly isOpen: boolean
  /** The keyboard stands here. */
  readonly isActive: boolean
  onOpen(id: VisitorId): void
}

export const rowId = (id: VisitorId): string => `visit-${id}`

export function VisitRow({ position, top, isOpen, isActive, onOpen, ...cells }: VisitRowProps) {
  const { visitor, isChosen } = cells
  const classes = ['visit', isOpen && 'is-open', isActive && 'is-active', isChosen && 'is-chosen', visitor.leftAt !== undefined && 'is-left'].filter(Boolean).join(' ')
  return (
    <div id={rowId(visitor.id)} role="row" class={classes} aria-rowindex={position + 2} aria-selected={isChosen} style={{ top: `${top}px` }} onClick={() => onOpen(visitor.id)}>
      <Cells {...cells} />
    </div>
  )
}

class Cells extends Component<CellsProps> {
  override shouldComponentUpdate(next: CellsProps): boolean {
    return (Object.keys(next) as (keyof CellsProps)[]).some((key) => next[key] !== this.props[key])
  }

  override render({ visitor, texts, words, locale, columns, isChosen, onChoose }: CellsProps) {
    const { id, arrivedAt, source, device, isReturning, isCustomer, isBlocked, leftAt } = visitor
    const name = texts.of(visitor, 'visitor')
    const state = stateOf(visitor)
    const [near, around] = placeLines(visitor.place, locale)
    const address = texts.address(visitor)
    const title = texts.of(visitor, 'page')
    return (
      <>
        <span role="gridcell" class="visit-choose" aria-colindex={1} onClick={(event) => event.stopPropagation()}>
          <label><input type="checkbox" tabIndex={-1} checked={isChosen} aria-label={words.choose(name)} onChange={(event) => onChoose(id, event.currentTarget.checked)} /></label>
        </span>
        <span role="gridcell" class="visit-who" aria-colindex={2}>
          <Face name={visitor.name} number={visitor.number} isPresent={leftAt === undefined} size="small" />
          <Two first={name} isStrong>
            {isBlocked ? <span class="visit-blocked">{words.blocked}</span> : isCustomer ? words.customer : isReturning ? words.returning : words.firstVisit}
          </Two>
        </span>
        {columns.includes('state') && <span role="gridcell" class="visit-state" aria-colindex={3}><span class={`visit-mark is-${state}`} dir="auto" title={texts.of(visitor, 'state')}>{texts.of(visitor, 'state')}</span></span>}
        {columns.includes('page') && <span role="gridcell" class="visit-page" aria-colindex={4} title={title}><Two first={title}>{address !== '' && address !== title && <bdi dir="ltr">{address}</bdi>}</Two></span>}
        {columns.includes('source') && (
          <span role="gridcell" class="visit-source" aria-colindex={5}>
            <Two first={texts.of(visitor, 'source')}>{source.words ?? source.campaign ?? (source.name === undefined ? undefined : words.source[source.kind])}</Two>
          </span>
        )}
        {columns.includes('pages') && <span role="gridcell" class="visit-pages is-figure" aria-colindex={6}>{visitor.pages}</span>}
        {columns.includes('time') && (
          <span role="gridcell" class="visit-time is-figure" aria-colindex={7}>
            <Elapsed since={arrivedAt} until={leftAt} />
            <time class="visit-second" dateTime={new Date(arrivedAt).toISOString()} title={fullTime(arrivedAt, arrivedAt, locale)}>{words.since(clockTime(arrivedAt, locale))}</time>
          </span>
        )}
        {columns.includes('place') && <span role="gridcell" class="visit-place" aria-colindex={8} title={texts.of(visitor, 'place')}><Two first={near}>{around}</Two></span>}
        {columns.includes('device') && <span role="gridcell" class="visit-device" aria-colindex={9}><Two first={words.device[device.kind]}>{deviceText(device)}</Two></span>}
        {columns.includes('language') && <span role="gridcell" class="visit-language" aria-colindex={10} dir="auto">{texts.of(visitor, 'language')}</span>}
      </>
    )
  }
}

/** Two lines, the second quieter. */
function Two({ first, isStrong = false, children }: { readonly first: string; readonly isStrong?: boolean; readonly children?: ComponentChildren }) {
  return (
    <span class="visit-two">
      <span class={isStrong ? 'visit-first is-strong' : 'visit-first'} dir="auto">{first}</span>
      {children !== undefined && children !== '' && children !== false && <span class="visit-second" dir="auto">{children}</span>}
    </span>
  )
}
