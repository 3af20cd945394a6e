import type { PAGE_LIMITS } from './page-limits.ts'

/** The bounds that both ends keep. The client refuses early and kindly, the server refuses in any case. */
export const LIMITS = {
  /** Characters (UTF-16 code units) of a text part (CW-5). */
  textLength: 4_000,
  /** Parts of one message. */
  parts: 10,
  /** Drafts in one request: a client that was away sends its outbox in slices of this size. */
  draftsPerRequest: 50,
  /** Events in one page of an answer: the last 50 messages at once, older ones on scrolling up (CW-11). */
  pageEvents: 50,
  /** Events in one page of catching up: a client that was away long asks again while `more` is true. */
  catchUpEvents: 500,
  /** Conversations that a client may name in one sync request. */
  syncConversations: 100,
  /** Those of `PAGE_LIMITS`, which every page view carries, and only as long as no later file asks for them. */
  address: 2_000,
  title: 300,
  /** Characters of a name, a mail address or a phone number of an identified visitor. */
  identityField: 200,
  /** Own attributes of a visitor: how many, and characters of a value. */
  attributes: 50,
  attributeValue: 500,
  /** Display units (see `units.ts`) of a component's names and greeting line (RC-3). */
  componentName: 20,
  shownName: 16,
  greeting: 20,
  /** Display units of a company's texts (OR-4). */
  companyName: 48,
  shortName: 24,
  street: 48,
  introduction: 160,
  /** Display units of any other short text of a form, and of an alternative text or a card's words. */
  formField: 100,
  formText: 200,
  /** Patterns, selectors, origins and holidays in one list. */
  listLength: 50,
  /** Components of a site. */
  components: 200,
  /** Counted events in one request (RC-16). */
  countsPerRequest: 100,
  /** Bytes of an uploaded picture: 2 MB (RC-5). */
  imageBytes: 2_000_000,
  /** Bytes of a file in a message, at most; a workspace may set less (CW-5). */
  fileBytes: 20_000_000,
  /** Bytes of one piece of an upload: what is sent again if the line is cut. */
  chunkBytes: 512 * 1024,
  /** Characters of a file's name. */
  fileName: 200,
  /** Buttons of a message or a card, cards of a list, fields of a form, options of a field. */
  choices: 20,
  /** Characters of a button's or a field's words, and of a title. */
  label: 100,
  /** Characters of a rating's comment, and of a note to the visitor. */
  comment: 500,
  /** Tags of a visitor, and characters of one. */
  tags: 50,
  tag: 50,
  /** Characters of the name and of the data (as JSON) of a tracked event. */
  eventName: 100,
  eventData: 2_000,
  /** Bytes of a proof of identity. */
  proof: 4_000,
  /** Bytes of one HTTP body or socket packet. */
  requestBytes: 256 * 1024,
} as const satisfies typeof PAGE_LIMITS & Record<string, number>
