/** The styles of reception components that the demo's workspace shows, each on a page of its own. */

export interface ComponentSample {
  /** Also the last part of the page's address: `/components/{slug}`. */
  readonly slug: string
  readonly name: string
  /** What it is for. */
  readonly purpose: string
  /** Where it stands and what it does: the requirements in plain words. */
  readonly facts: readonly (readonly [term: string, text: string])[]
  /** Its place on a page of 48 × 32, for the small picture in the list. */
  readonly mark: { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly round: number }
  /** Best seen at the width of a phone. */
  readonly isForPhones?: boolean
}

export const samples: readonly ComponentSample[] = [
  {
    slug: 'horizontal-button',
    name: 'The horizontal button',
    purpose: 'Says in words what it does. For pages whose readers look for a sentence rather than for a symbol.',
    facts: [
      ['Stands', 'in any corner or at any edge, at the distance you set'],
      ['Says', 'its shown name, up to sixteen letters; half as many in Chinese'],
      ['On a click', 'the chat opens above it, and the same button closes it'],
    ],
    mark: { x: 28, y: 24, width: 17, height: 5.5, round: 2.75 },
  },
  {
    slug: 'side-tab',
    name: 'The side tab',
    purpose: 'Stays at the edge while one scrolls, and takes the least room of all. For pages whose corners are taken.',
    facts: [
      ['Stands', 'at the start or the end of the line, half-way down'],
      ['Reads', 'along the edge; Chinese stands upright, as it should'],
      ['With others', 'it moves aside where a window is low, and never lies over them'],
    ],
    mark: { x: 44, y: 10, width: 4, height: 12, round: 1 },
  },
  {
    slug: 'card',
    name: 'The card',
    purpose: 'A face, a name and a line of greeting. For the pages on which people hesitate.',
    facts: [
      ['Shows', 'a picture (yours, or one of eight), a name, a greeting and a button'],
      ['Closes', 'with its cross or with Escape, and stays closed for as long as you say: this visit, some days, or for good'],
      ['Also', 'at the end of an article, and on phones'],
    ],
    mark: { x: 27, y: 16, width: 18, height: 13, round: 2 },
  },
  {
    slug: 'bottom-bar',
    name: 'The bottom bar',
    purpose: 'The whole width, one sentence, one button. For the days on which everybody has the same question.',
    facts: [
      ['Stands', 'along the lower edge; what stands in the lower corners moves up for it'],
      ['Covers', 'only itself: whatever is beside or above can be clicked as before'],
      ['Prints', 'as nothing, as every component does'],
    ],
    mark: { x: 0, y: 27, width: 48, height: 5, round: 0 },
  },
  {
    slug: 'action-bar',
    name: 'The action bar',
    purpose: 'Two thumbs’ worth of help on a phone: write, or ring.',
    facts: [
      ['Shows', 'on phones; open this page on one, or tick “As on a phone” beside the list of styles'],
      ['The first half', 'opens the chat over the whole screen'],
      ['The second', 'starts a call, as a link with a number does'],
    ],
    mark: { x: 18, y: 26, width: 12, height: 5, round: 0 },
    isForPhones: true,
  },
  {
    slug: 'article-bar',
    name: 'The article bar',
    purpose: 'A line at the foot of a long read, for whoever got there with a question.',
    facts: [
      ['Stands', 'along the lower edge of an article, narrower than a page’s bar'],
      ['Where', 'in your own blog or any system that runs the tag; others take a picture with a code instead'],
      ['Closes', 'for this visit, so that one can read on in peace'],
    ],
    mark: { x: 8, y: 26, width: 32, height: 4.5, round: 2.25 },
  },
  {
    slug: 'image',
    name: 'Your own picture',
    purpose: 'A drawing, a mascot, a sign: whatever you have starts the reception.',
    facts: [
      ['Takes', 'PNG, JPEG, GIF, WebP and SVG up to 2 MB; SVG is made safe'],
      ['May have', 'a second picture under the pointer, and another one on phones'],
      ['Asks for', 'a text that says what it shows, for those who do not see it'],
    ],
    mark: { x: 34, y: 18, width: 11, height: 11, round: 5.5 },
  },
  {
    slug: 'custom-dom',
    name: 'Your own elements',
    purpose: 'Buttons, links and pictures that your page has already. They keep their look, and their own handlers.',
    facts: [
      ['Found by', 'an id or any CSS selector, also if the element appears later'],
      ['From code', 'by Foyer.bind(element), which returns its own undo'],
      ['By keyboard', 'whatever can have the focus starts it with Enter or Space'],
    ],
    mark: { x: 8, y: 17, width: 14, height: 5, round: 2.5 },
  },
]

export const findSample = (slug: string): ComponentSample | undefined => samples.find((sample) => sample.slug === slug)
