/** The third step (RC-7): what to paste, each with a button that copies it. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { API } from '@foyer/sdk/protocol'
import type { ComponentKind, ComponentRecord, SiteRecord } from '@foyer/sdk/protocol'
import { CopyBox, SwitchField } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { refusalWords } from '../forms/index.ts'
import type { ReceptionWords } from '../words/reception/index.ts'
import { CODE_SIZES, bindingOf, elementOf, inlineOf, tagOf } from './paste.ts'
import { FAILED } from './use-article-picture.ts'
import { useReceptionWords } from './use-words.ts'
import type { Workspace } from './workspace.ts'

export interface DoneStepProps {
  readonly record: ComponentRecord
  readonly site: SiteRecord
  readonly workspace: Workspace
  /** The picture of an `article-picture`, once it is drawn. */
  readonly articlePicture: string | undefined
  onRecord(record: ComponentRecord): void
  onDetails(): void
}

export function DoneStep({ record, site, workspace, articlePicture, onRecord, onDetails }: DoneStepProps) {
  const { words: desk, language } = useSurroundings()
  const { api, place } = useTools()
  const words = useReceptionWords()
  const [complaint, setComplaint] = useState<string>()
  const { id, component, link, isOn } = record
  const { kind, style } = component
  const isApart = style === 'link' || style === 'article-picture'
  const newest = workspace.tags[0]
  const element = style === 'custom-dom' ? elementOf(component) : undefined

  async function switchTo(wish: boolean) {
    setComplaint(undefined)
    const result = await api.post<ComponentRecord>(API.componentSwitch(id), { isOn: wish })
    if (result.ok) onRecord(result.value)
    else setComplaint(refusalWords(result, desk, language))
  }

  return (
    <div class="done">
      <div class="done-state">
        <SwitchField path="isOn" value={isOn} problem={complaint === undefined ? undefined : { at: '', sentence: complaint }} label={words.switchLabel(component.name)}
          hint={isOn ? (isApart ? words.doneLink : words.doneLive) : isApart ? words.doneLinkOff : words.doneOff} onChange={(wish) => void switchTo(wish)} />
      </div>
      {style === 'article-picture' && (
        <Piece title={words.picture} says={words.pictureSays[leadsTo(kind)]}>
          {articlePicture === FAILED ? (
            <p class="problem"><Icon name="problem" size={16} /> {words.pictureFailed}</p>
          ) : (
            articlePicture !== undefined && (
              <>
                <img class="done-picture" src={articlePicture} alt={words.pictureAlt} width={640} height={240} />
                <a class="button" href={articlePicture} download={`${component.name}.png`}>{words.pictureDownload}</a>
              </>
            )
          )}
        </Piece>
      )}
      {!isApart && newest && <Piece title={words.tag} says={words.tagSays}><CopyBox text={tagOf(newest.address, site.key)} label={words.tag} /></Piece>}
      {element !== undefined && <Piece title={words.snippet} says={words.snippetSays}><CopyBox text={element} label={words.snippet} /></Piece>}
      {style === 'custom-dom' && <Piece title={words.binding} says={words.bindingSays}><CopyBox text={bindingOf(id, component)} label={words.binding} /></Piece>}
      <Piece title={words.link} says={words.linkSays[leadsTo(kind)]}>
        <CopyBox text={link} label={words.link} />
        <a class="done-open" href={link} target="_blank" rel="noopener">{words.openLink}<span class="unseen"> ({words.newTab})</span> <Icon name="link" size={16} mirrors /></a>
      </Piece>
      <Code record={record} hasLogo={workspace.company.logoPath !== undefined} />
      {kind === 'web-chat' && !isApart && <Piece title={words.inline} says={words.inlineSays}><CopyBox text={inlineOf(id)} label={words.inline} /></Piece>}
      <div class="done-actions">
        <button type="button" class="button" onClick={onDetails}>{words.changeDetails}</button>
        <button type="button" class="button is-main" onClick={() => place.leave()}>{words.toList}</button>
      </div>
    </div>
  )
}

/** What is behind the link of a component: the kinds that show a card are one. */
const leadsTo = (kind: ComponentKind): keyof ReceptionWords['linkSays'] => (kind === 'web-chat' || kind === 'messenger' || kind === 'phone' ? kind : 'card')

function Piece({ title, says, children }: { readonly title: string; readonly says: string; readonly children: ComponentChildren }) {
  return (
    <section class="done-piece">
      <h3>{title}</h3>
      <p class="quiet">{says}</p>
      {children}
    </section>
  )
}

function Code({ record: { id, component }, hasLogo }: { readonly record: ComponentRecord; readonly hasLogo: boolean }) {
  const words = useReceptionWords()
  const [isLogoWanted, setLogo] = useState(false)
  const logo = hasLogo && isLogoWanted
  const file = (format: 'svg' | 'png', size?: number) => API.componentCode(id, format, { logo, ...(size !== undefined && { size }) })
  return (
    <Piece title={words.code} says={words.codeSays}>
      <div class="done-code">
        <img src={file('svg')} alt={words.codeAlt} width={168} height={168} />
        <div class="done-code-side">
          {hasLogo ? <SwitchField path="logo" value={isLogoWanted} problem={undefined} label={words.withLogo} onChange={setLogo} /> : <p class="quiet">{words.noLogo}</p>}
          <ul class="done-files" aria-label={words.download}>
            <li><a class="button" href={file('svg')} download={`${component.name}.svg`}>{words.downloadSvg}</a></li>
            {CODE_SIZES.map((size) => <li key={size}><a class="button" href={file('png', size)} download={`${component.name}-${size}.png`}>{words.downloadPng(size)}</a></li>)}
          </ul>
        </div>
      </div>
    </Piece>
  )
}
