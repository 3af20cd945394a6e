/** The company as its visitors see it (CW-2): who it is, where, and how else to reach it. What is absent is not shown. What it stands in is the window's. */
import type { ComponentChildren } from 'preact'
import type { CompanyPanel } from '@foyer/sdk/protocol'
import { addressOf } from '../../chat-window/parts/address-of.ts'
import { Avatar } from '../../chat-window/parts/avatar.tsx'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { globe, mail, mapPin, phone } from '../../icons/extras.ts'
import { dress } from '../dress.ts'

interface CompanyProps {
  readonly company: CompanyPanel
  readonly server: string
  /** One level below the name in the head. */
  readonly heading: 'h2' | 'h3'
}

export const Company = ({ company, server, heading: Heading }: CompanyProps) => (
  <>
    <div class="company-head" ref={dressCompany}>
      {company.logo && <Avatar name={company.name} picture={addressOf(server, company.logo)} size={48} />}
      <Heading>
        <bdi>{company.name}</bdi>
      </Heading>
    </div>
    {company.introduction && <p>{company.introduction}</p>}
    <Row icon={mapPin}>{company.address}</Row>
    <Row icon={phone} href={telephone(company.phone)}>
      {company.phone}
    </Row>
    <Row icon={mail} href={company.email && `mailto:${encodeURIComponent(company.email).replace('%40', '@')}`}>
      {company.email}
    </Row>
    <HomePage address={company.homePage} />
  </>
)

const Row = ({ icon, href, children }: { readonly icon: string; readonly href?: string | undefined; readonly children?: ComponentChildren }) =>
  children ? (
    <p class="company-row">
      <Icon path={icon} size={18} />
      {href ? (
        // A number or an address of mail opens no page, and one of the web must not take the talk away.
        <a href={href} {...(href.startsWith('https:') && { target: '_blank', rel: 'noopener noreferrer' })}>
          <bdi>{children}</bdi>
        </a>
      ) : (
        <bdi>{children}</bdi>
      )}
    </p>
  ) : null

/** Without what people write between the digits; nothing if there are none. */
function telephone(number = ''): string | undefined {
  const digits = number.replace(/[^\d+*#]/g, '')
  return digits && `tel:${digits}`
}

/** A link if it is safe on its way; any other address is a text. */
function HomePage({ address = '' }: { readonly address?: string | undefined }) {
  const url = /^https:\/\/[^\s/]/i.test(address) && URL.canParse(address) ? new URL(address).href : undefined
  return (
    <Row icon={globe} href={url}>
      {url ? address.replace(/^https:\/\/|\/$/gi, '') : address}
    </Row>
  )
}

const dressCompany = dress(`
.head-company+.fold .company-head{display:none}
.head-company+.fold .company-head+p{margin-block-start:0}
.company img{object-fit:contain}
.company-head{display:flex;align-items:center;gap:12px}
.company-head .avatar{border-radius:var(--radius-2);background:none}
.company :is(h2,h3){margin:0;font-size:18px;line-height:1.25;font-weight:650}
.company p{margin:12px 0 0}
.company .company-row{display:flex;gap:12px;align-items:flex-start;margin-block-start:8px;padding-block:4px}
.company p:not(.company-row)+.company-row{margin-block-start:16px}
.company-row .icon{margin-block-start:2px;color:var(--text-2)}
.company a{color:var(--accent-text);text-underline-offset:2px;text-decoration-thickness:1px}
.company a:hover{text-decoration-thickness:2px}
`)
