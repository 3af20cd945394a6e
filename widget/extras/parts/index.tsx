/** How everything in a message is shown that is not text. The visitor's window and the desk use the same views. */
import type { ComponentChildren } from 'preact'
import type { Part } from '@foyer/sdk/protocol'
import type { MessageItem } from '../../chat-window/parts/message-row.tsx'
import type { PartPort } from '../../chat-window/parts/part-port.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { CardsView } from './cards.tsx'
import { ChoicesView } from './choices.tsx'
import { ContactView } from './contact.tsx'
import { FileView } from './file.tsx'
import { AnswersView, FormView } from './form.tsx'
import { LocationView } from './location.tsx'

export { answersIn } from './answers.ts'
export { Refused } from './refused.tsx'

/** What each view is given. */
export interface PartProps<Kind extends Part> {
  readonly part: Kind
  /** The message that it stands in. */
  readonly item: MessageItem
  readonly port: PartPort
  readonly words: ExtrasWords
}

export function PartView({ part, ...rest }: PartProps<Part>): ComponentChildren {
  switch (part.type) {
    case 'file':
      return <FileView part={part} {...rest} />
    case 'location':
      return <LocationView part={part} {...rest} />
    case 'choices':
      return <ChoicesView part={part} {...rest} />
    case 'cards':
      return <CardsView part={part} {...rest} />
    case 'contact':
      return <ContactView part={part} {...rest} />
    case 'form':
      return <FormView part={part} {...rest} />
    case 'answers':
      return <AnswersView part={part} {...rest} />
    default:
      return null
  }
}
