/** One component of the list (RC-14); on a phone, a card. */
import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import type { ComponentRecord } from '@foyer/sdk/protocol'
import { CopyButton } from '../forms/index.ts'
import { fullTime } from '../format.ts'
import { Icon } from '../icons.tsx'
import { useDismissal, useFocusInside } from '../popover.tsx'
import { useSurroundings } from '../surroundings.ts'
import { Look } from './look.tsx'
import { tagOf } from './paste.ts'
import { firstLanguage } from './scene-of.ts'
import { useReceptionWords } from './use-words.ts'
import type { Workspace } from './workspace.ts'

export interface ComponentRowProps {
  readonly record: ComponentRecord
  readonly workspace: Workspace
  onSwitch(isOn: boolean): void
  onEdit(): void
  onDuplicate(): void
  onDelete(): void
}

export function ComponentRow({ record, workspace, onSwitch, onEdit, onDuplicate, onDelete }: ComponentRowProps) {
  const { clock, locale, language } = useSurroundings()
  const words = useReceptionWords()
  const id = useId()
  const { component, shown, isOn, changedAt, changedBy, clicks, showings } = record
  const { name, kind, placement, style, siteId } = component
  const site = workspace.sites.find((each) => each.id === siteId)
  const when = fullTime(changedAt, clock.now(), locale)
  const figure = (n: number) => n.toLocaleString(locale)

  return (
    <li class={isOn ? 'component-row' : 'component-row is-off'} aria-labelledby={id}>
      {site && <Look style={style} shown={shown ?? undefined} theme={site.theme} language={firstLanguage(site.language, language)} />}
      <div class="component-what">
        <h3 id={id} dir="auto">{name}</h3>
        <p class="quiet">{words.kinds[kind]} · {words.styles[style]}</p>
        <p class="quiet">{words.placements[placement]}{workspace.sites.length > 1 && site && <> · <span dir="auto">{site.name}</span></>}</p>
      </div>
      <p class="component-figures">
        <strong>{words.clicks(clicks, figure(clicks))}</strong>
        <span class="quiet">{words.showings(showings, figure(showings))}</span>
        <span class="quiet">{words.lastDays}</span>
      </p>
      <p class="component-changed quiet">{changedBy === undefined ? words.changedByStart(when) : words.changed(when, changedBy)}</p>
      <label class="switch-field component-switch">
        <input type="checkbox" role="switch" checked={isOn} aria-label={words.switchLabel(name)} onChange={(event) => onSwitch(event.currentTarget.checked)} />
        <span class="switch-track" aria-hidden="true"><span class="switch-thumb" /></span>
        <span aria-hidden="true">{isOn ? words.isOn : words.isOff}</span>
      </label>
      <div class="component-actions">
        <CopyMenu record={record} {...(site && workspace.tags[0] && { tag: tagOf(workspace.tags[0].address, site.key) })} />
        <button type="button" class="icon-button" aria-label={words.editWhat(name)} title={words.edit} onClick={onEdit}><Icon name="edit" size={18} /></button>
        <button type="button" class="icon-button" aria-label={words.duplicateWhat(name)} title={words.duplicate} onClick={onDuplicate}><Icon name="duplicate" size={18} /></button>
        <button type="button" class="icon-button" aria-label={words.removeWhat(name)} title={words.remove} onClick={onDelete}><Icon name="remove" size={18} /></button>
      </div>
    </li>
  )
}

/** The link, and for what stands on pages the tag, which is the same for all. */
function CopyMenu({ record: { component, link }, tag }: { readonly record: ComponentRecord; readonly tag?: string }) {
  const words = useReceptionWords()
  const [isOpen, setOpen] = useState(false)
  const isApart = component.style === 'link' || component.style === 'article-picture'
  return (
    <div class="copy-menu">
      <button type="button" class="icon-button copy-opener" aria-expanded={isOpen} aria-label={words.copyWhat(component.name)} title={words.copy} onClick={() => setOpen(!isOpen)}>
        <Icon name="copy" size={18} />
      </button>
      {isOpen && (
        <CopyPanel onClose={() => setOpen(false)}>
          <p><span>{words.copyLink}</span><CopyButton text={link} label={words.copyLink} /></p>
          {!isApart && tag !== undefined && <p><span>{words.copyTag}</span><CopyButton text={tag} label={words.copyTag} /></p>}
        </CopyPanel>
      )}
    </div>
  )
}

function CopyPanel({ onClose, children }: { onClose(): void; readonly children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null)
  useFocusInside(box)
  useDismissal(box, onClose, '.copy-opener')
  return <div class="copy-panel" ref={box} tabIndex={-1} data-first>{children}</div>
}
