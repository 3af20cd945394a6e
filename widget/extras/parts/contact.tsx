/** Somebody whom one can turn to (CW-6): a member, a group or an account, with the ways to reach them. */
import type { ContactPart } from '@foyer/sdk/protocol'
import { addressOf } from '../../chat-window/parts/address-of.ts'
import { Avatar } from '../../chat-window/parts/avatar.tsx'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { globe, mail, phone } from '../../icons/extras.ts'
import type { PartProps } from './index.tsx'
import { dressRich } from './rich-css.ts'

export const ContactView = ({ part, port, words }: PartProps<ContactPart>) => {
  const { name, line, picture, address, email } = part
  const number = part.phone?.replace(/[^\d+*#]/g, '')
  return (
    <div class="part contact" ref={dressRich}>
      <div class="contact-head">
        <Avatar name={name} picture={addressOf(port.server, picture)} size={44} />
        <div>
          <b dir="auto">{name}</b>
          {line && <p dir="auto">{line}</p>}
        </div>
      </div>
      {number && <Way icon={phone} href={`tel:${number}`} label={words.contact.call(name)} text={part.phone} />}
      {email && <Way icon={mail} href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`} label={words.contact.mail(name)} text={email} />}
      {address && <Way icon={globe} href={address} label={words.contact.open(name)} text={address.replace(/^https?:\/\/|\/$/gi, '')} isPage />}
    </div>
  )
}

interface WayProps {
  readonly icon: string
  readonly href: string
  readonly label: string
  readonly text: string | undefined
  readonly isPage?: boolean
}

const Way = ({ icon, href, label, text = '', isPage }: WayProps) => (
  <a class="contact-way" href={href} aria-label={`${label}: ${text}`} {...(isPage && { target: '_blank', rel: 'noopener noreferrer nofollow' })}>
    <Icon path={icon} size={18} /> <bdi>{text}</bdi>
  </a>
)
