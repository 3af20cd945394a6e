/** The company as its visitors see it (CW-2): who it is, where, and how else to reach it. What is absent is not shown. */
import type { ComponentChildren } from 'preact'
import type { CompanyPanel } from '@foyer/sdk/protocol'
import { globe, mail, mapPin, phone } from '../icons/index.ts'
import { addressOf } from './parts/address-of.ts'
import { Avatar } from './parts/avatar.tsx'
import { Icon } from './parts/icon.tsx'

/** Whether there is more to say than the name, which stands in the head anyway. */
export const saysMore = ({ introduction, address, ...company }: CompanyPanel): boolean =>
  Boolean(introduction || address || company.phone || company.email || company.homePage)

interface CompanyProps {
  readonly company: CompanyPanel
  readonly server: string
  /** One level below the name in the head. */
  readonly heading: 'h2' | 'h3'
}

export const Company = ({ company, server, heading: Heading }: CompanyProps) => (
  <>
    <div class="company-head">
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
