/** Every state that a window can be in, as data: for looking at them side by side, and for tests. */
import { emptyHead, fail, foldEvents } from '@foyer/sdk/protocol'
import type {
  AgentFace,
  Author,
  ChatForm,
  ChoicesPart,
  CompanyPanel,
  ConversationId,
  ErrorCode,
  Happening,
  Language,
  LogEvent,
  MemberId,
  MenuStyle,
  MessageId,
  Part,
  ShownMenu,
  ShownMenuItem,
  ThreadStanding,
  WindowSettings,
} from '@foyer/sdk/protocol'
import type { LoadedConversation, PendingMessage, ThreadState } from '@foyer/sdk/thread'
import { extrasWordsNow } from '../../shell/words/extras/load.ts'
import { SAMPLES } from './samples.ts'

/** Wednesday, 15 May 2024, 14:40 in the viewer's time zone. */
export const NOW = new Date(2024, 4, 15, 14, 40).getTime()
const MINUTE = 60_000

const ANN: AgentFace = { id: 'ann' as MemberId, name: 'Ann Lindqvist' }
const BEN: AgentFace = { id: 'ben' as MemberId, name: 'Ben Okafor' }
const FACES: Readonly<Record<Language, readonly [AgentFace, AgentFace]>> = {
  en: [ANN, BEN],
  zh: [{ ...ANN, name: '林安' }, { ...BEN, name: '周明' }],
  de: [ANN, BEN],
  es: [{ ...ANN, name: 'Ana Lindqvist' }, BEN],
  fr: [{ ...ANN, name: 'Anne Lindqvist' }, BEN],
  ja: [{ ...ANN, name: '林 杏' }, { ...BEN, name: '大川 勉' }],
  ar: [{ ...ANN, name: 'ليلى حداد' }, { ...BEN, name: 'سامي نصر' }],
}

const TALK: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Hello! Is there still room on the Lofoten tour in June?',
    'We would be two adults and a child of 7.',
    'Good afternoon! Yes, there are four places left on 12 June.',
    'Children under 12 travel at half price. You can see all the details here: https://nordwind.example/tours/lofoten – or call us at +47 22 12 34 56.',
    'Wonderful 😍',
    'Can we keep our places until Friday?',
    'Of course. I have put them aside for you until Friday evening.',
    '👍',
  ],
  zh: [
    '您好！六月的罗弗敦之旅还有位置吗？',
    '我们两个大人，带一个七岁的孩子。',
    '下午好！有的，6月12日还剩四个名额。',
    '12岁以下儿童半价。详情请看 https://nordwind.example/tours/lofoten，也可以拨打 010-62345678。',
    '太好了😍',
    '可以帮我们保留到星期五吗？',
    '当然可以，已经为您保留到星期五晚上。',
    '👍',
  ],
  de: [
    'Guten Tag! Gibt es im Juni noch Plätze für die Lofoten-Reise?',
    'Wir wären zwei Erwachsene und ein Kind von 7 Jahren.',
    'Guten Tag! Ja, am 12. Juni sind noch vier Plätze frei.',
    'Kinder unter 12 Jahren reisen zum halben Preis. Alle Einzelheiten finden Sie hier: https://nordwind.example/tours/lofoten, oder rufen Sie uns an: +47 22 12 34 56.',
    'Wunderbar 😍',
    'Können Sie die Plätze bis Freitag für uns zurückhalten?',
    'Natürlich. Ich habe sie bis Freitagabend für Sie reserviert.',
    '👍',
  ],
  es: [
    '¡Buenas tardes! ¿Quedan plazas en el viaje a Lofoten en junio?',
    'Seríamos dos adultos y un niño de 7 años.',
    '¡Buenas tardes! Sí, quedan cuatro plazas para el 12 de junio.',
    'Los menores de 12 años viajan a mitad de precio. Tiene todos los detalles aquí: https://nordwind.example/tours/lofoten, o llámenos al +47 22 12 34 56.',
    'Estupendo 😍',
    '¿Nos podría guardar las plazas hasta el viernes?',
    'Por supuesto. Se las he reservado hasta el viernes por la tarde.',
    '👍',
  ],
  fr: [
    'Bonjour ! Reste-t-il des places pour le voyage aux Lofoten en juin ?',
    'Nous serions deux adultes et un enfant de 7 ans.',
    'Bonjour ! Oui, il reste quatre places pour le 12 juin.',
    'Les moins de 12 ans voyagent à moitié prix. Tous les détails sont ici : https://nordwind.example/tours/lofoten, ou appelez-nous au +47 22 12 34 56.',
    'Formidable 😍',
    'Pouvez-vous nous garder ces places jusqu’à vendredi ?',
    'Bien sûr. Je vous les ai mises de côté jusqu’à vendredi soir.',
    '👍',
  ],
  ja: [
    'こんにちは。6月のロフォーテンツアーにまだ空きはありますか？',
    '大人2人と7歳の子ども1人です。',
    'こんにちは。はい、6月12日はあと4名様のお席がございます。',
    '12歳未満のお子様は半額です。詳しくは https://nordwind.example/tours/lofoten をご覧いただくか、03-1234-5678 までお電話ください。',
    'よかったです😍',
    '金曜日まで席を取っておいてもらえますか？',
    'もちろんです。金曜日の夜までお取り置きしました。',
    '👍',
  ],
  ar: [
    'مرحبًا! هل ما زالت هناك أماكن في رحلة لوفوتن في يونيو؟',
    'نحن شخصان بالغان وطفل عمره 7 سنوات.',
    'أهلًا بك! نعم، بقيت أربعة أماكن في 12 يونيو.',
    'يسافر الأطفال دون 12 سنة بنصف السعر. كل التفاصيل هنا: https://nordwind.example/tours/lofoten أو اتصل بنا على +47 22 12 34 56.',
    'رائع 😍',
    'هل يمكنكم حجز الأماكن لنا حتى يوم الجمعة؟',
    'بالتأكيد، حجزتها لكم حتى مساء الجمعة.',
    '👍',
  ],
}

/** A logo that needs no server. */
const PICTURE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="10" fill="#1b4f72"/><path fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" d="M9 30c5-5 9-5 15 0s10 5 15 0M9 38c5-5 9-5 15 0s10 5 15 0M24 24V9l10 15"/></svg>')}`

export const COMPANY: Readonly<Record<Language, string>> = { en: 'Nordwind Travel', zh: '北风旅行', de: 'Nordwind Reisen', es: 'Viajes Nordwind', fr: 'Voyages Nordwind', ja: '北風トラベル', ar: 'رياح الشمال للسفر' }

/** What the company's panel shows. */
export const PANELS: Readonly<Record<Language, CompanyPanel>> = {
  en: {
    name: 'Nordwind Travel',
    logo: PICTURE,
    introduction: 'Small groups, slow trains and cold water: journeys to the north since 1987, by people who live there.',
    address: '12 Harbour Street, 0150 Oslo, Norway',
    phone: '+47 22 12 34 56',
    email: 'hello@nordwind.example',
    homePage: 'https://nordwind.example/',
  },
  zh: { name: '北风旅行', logo: PICTURE, introduction: '自1987年起，由当地人带您慢慢走进北方：小团队、老火车、冷海水。', address: '北京市朝阳区海港街12号', phone: '010-62345678', email: 'hello@nordwind.example', homePage: 'https://nordwind.example/zh/' },
  de: { name: 'Nordwind Reisen', logo: PICTURE, introduction: 'Kleine Gruppen, langsame Züge und kaltes Wasser: seit 1987 Reisen in den Norden, mit Menschen, die dort leben.', address: 'Hafenstraße 12, 0150 Oslo, Norwegen', phone: '+47 22 12 34 56', email: 'hello@nordwind.example', homePage: 'https://nordwind.example/de/' },
  es: { name: 'Viajes Nordwind', logo: PICTURE, introduction: 'Grupos pequeños, trenes lentos y agua fría: viajes al norte desde 1987, con gente que vive allí.', address: 'Calle del Puerto 12, 0150 Oslo, Noruega', phone: '+47 22 12 34 56', email: 'hello@nordwind.example', homePage: 'https://nordwind.example/es/' },
  fr: { name: 'Voyages Nordwind', logo: PICTURE, introduction: 'De petits groupes, des trains lents et de l’eau froide : depuis 1987, le Nord avec ceux qui y vivent.', address: '12 rue du Port, 0150 Oslo, Norvège', phone: '+47 22 12 34 56', email: 'hello@nordwind.example', homePage: 'https://nordwind.example/fr/' },
  ja: { name: '北風トラベル', logo: PICTURE, introduction: '少人数で、ゆっくり走る列車と冷たい海へ。1987年から、現地に暮らす案内人とめぐる北の旅です。', address: 'ノルウェー、オスロ、港通り12番地', phone: '03-1234-5678', email: 'hello@nordwind.example', homePage: 'https://nordwind.example/ja/' },
  ar: { name: 'رياح الشمال للسفر', logo: PICTURE, introduction: 'رحلات إلى الشمال منذ عام 1987: مجموعات صغيرة وقطارات هادئة ومرشدون من أهل البلد.', address: '12 شارع الميناء، أوسلو، النرويج', phone: '+47 22 12 34 56', email: 'hello@nordwind.example', homePage: 'https://nordwind.example/ar/' },
}

/** A conversation from what happened in it: `[minutes before now, what]`. */
export function conversation(id: string, happenings: readonly (readonly [minutesAgo: number, happening: Happening])[]): LoadedConversation {
  const events = happenings.map(([minutesAgo, happening], i): LogEvent => ({ ...happening, seq: i + 1, at: NOW - minutesAgo * MINUTE }))
  return { head: foldEvents(emptyHead(id as ConversationId), events), events }
}

const visitor: Author = { kind: 'visitor' }
const by = (face: AgentFace): Author => ({ kind: 'agent', ...face })
let named = 0
export const says = (from: Author, text: string): Happening => ({ type: 'message', id: `m${++named}` as MessageId, from, parts: [{ type: 'text', text }] })
const started: Happening = { type: 'started', by: 'visitor', position: 1 }
const read = (side: 'visitor' | 'agent', upTo: number): Happening => ({ type: 'marked', by: side, delivered: upTo, read: upTo, unread: 0 })

const NOTHING: ThreadState = {
  connection: { status: 'connected' },
  isLoaded: true,
  log: { version: 1, conversations: [], hasOlder: false },
  pending: [],
  isAgentPresent: true,
  unread: 0,
}

const withLog = (...conversations: readonly LoadedConversation[]): ThreadState => ({ ...NOTHING, log: { version: 1, conversations, hasOlder: false } })

const pending = (text: string, code?: ErrorCode): PendingMessage => ({
  draft: { id: `p${++named}` as MessageId, parts: [{ type: 'text', text }] },
  writtenAt: NOW - MINUTE,
  ...(code ? { status: 'failed', failure: fail(code) } : { status: 'sending' }),
})

/** The main talk, as far as `upTo` events. */
function talk(language: Language, upTo = Infinity): readonly (readonly [number, Happening])[] {
  const [ann] = FACES[language]
  const t = TALK[language] as readonly [string, string, string, string, string, string, string, string]
  const all: (readonly [number, Happening])[] = [
    [62, started],
    [62, says(visitor, t[0])],
    [62, { type: 'assigned', agent: ann }],
    [61, says(visitor, t[1])],
    [59, says(by(ann), t[2])],
    [58, says(by(ann), t[3])],
    [22, says(visitor, t[4])],
    [21, says(visitor, t[5])],
    [4, says(by(ann), t[6])],
    [1, says(visitor, t[7])],
    [1, read('agent', 10)],
  ]
  return all.slice(0, upTo)
}

const LONG_TEXT: Readonly<Record<Language, string>> = {
  en: 'One more thing: ',
  zh: '还有一件事：',
  de: 'Noch etwas: ',
  es: 'Otra cosa: ',
  fr: 'Autre chose : ',
  ja: 'もう一つお聞きします。',
  ar: 'شيء آخر: ',
}

export interface PreviewState {
  readonly name: string
  readonly state: (language: Language) => ThreadState
  /** What stands in the composer. */
  readonly draft?: (language: Language) => string
  /** What the workspace has set, other than everything on. */
  readonly settings?: (language: Language) => Partial<WindowSettings>
  /** What the visitor does to get there. `find` waits for an element. */
  readonly act?: (find: (selector: string) => Promise<HTMLElement>, language: Language) => Promise<unknown>
  /** What is there when all of it is, of what is fetched. */
  readonly shows?: string
}

/** Where the shop stands: somebody is there, and knows nothing of the visitor. */
const STANDING: ThreadStanding = { isStaffed: true, me: { number: 17 } }

const part = (from: Author, ...parts: readonly Part[]): Happening => ({ type: 'message', id: `m${++named}` as MessageId, from, parts })

/** A talk in which the agent has sent something, and the visitor perhaps has answered. */
const offered = (language: Language, parts: (sample: (typeof SAMPLES)[Language], face: AgentFace) => readonly Part[], answer?: (id: MessageId, sample: (typeof SAMPLES)[Language]) => Part): ThreadState => {
  const [ann] = FACES[language]
  const sample = SAMPLES[language]
  const asked = part(by(ann), { type: 'text', text: TALK[language][2] ?? '' }, ...parts(sample, ann))
  const answered = answer && asked.type === 'message' ? [[0, part(visitor, answer(asked.id, sample))] as const] : []
  return withLog(conversation('c1', [...talk(language, 4), [2, asked], ...answered]))
}

const choicesOf = ({ choices }: (typeof SAMPLES)[Language]): ChoicesPart => ({ type: 'choices', choices: choices.map((label, i) => ({ label, value: `${i}` })) })

/** A picture that needs no server, in a colour of the north. */
const landscape = (hue: number): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="hsl(${hue} 45% 82%)"/><circle cx="238" cy="62" r="24" fill="hsl(45 90% 78%)"/><path fill="hsl(${hue} 32% 48%)" d="m0 150 72-84 48 50 62-78 74 84 64-48v106H0z"/><path fill="hsl(${hue} 40% 30%)" d="M0 152q80-18 160 0t160 0v28H0z"/></svg>`)}`

const formOf = (language: Language): ChatForm => ({
  title: '',
  fields: [
    { kind: 'name', label: '', isRequired: true },
    { kind: 'email', label: '', isRequired: false },
    { kind: 'choice', label: SAMPLES[language].question, isRequired: true, options: SAMPLES[language].options },
  ],
  consent: { text: SAMPLES[language].consent, address: 'https://nordwind.example/privacy' },
})

const openMenu = async (find: (selector: string) => Promise<HTMLElement>) => (await find('[aria-haspopup=menu]')).click()
const chooseTask = (name: 'transcript' | 'data') => async (find: (selector: string) => Promise<HTMLElement>, language: Language) => {
  await openMenu(find)
  const menu = await find('[role=menu]')
  const label = extrasWordsNow(language)?.menu[name]
  ;[...menu.querySelectorAll('button')].find((item) => item.textContent?.trim() === label)?.click()
}

const ITEMS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Opening hours', 'Our tours', 'Talk to us', 'Call us', 'Visas and passports', 'Insurance'],
  zh: ['营业时间', '我们的行程', '联系我们', '致电我们', '签证与护照', '保险'],
  de: ['Öffnungszeiten', 'Unsere Reisen', 'Mit uns sprechen', 'Anrufen', 'Visum und Reisepass', 'Versicherung'],
  es: ['Horario', 'Nuestros viajes', 'Hablar con alguien', 'Llamar', 'Visados', 'Seguro'],
  fr: ['Horaires', 'Nos voyages', 'Nous parler', 'Nous appeler', 'Visas', 'Assurance'],
  ja: ['営業時間', 'ツアー', '相談する', '電話する', 'ビザと旅券', '保険'],
  ar: ['ساعات العمل', 'رحلاتنا', 'تحدث إلينا', 'اتصل بنا', 'التأشيرات', 'التأمين'],
}

/** A menu of every kind of item (MN-2). */
export function menuOf(language: Language, style: MenuStyle, changed: Partial<ShownMenu> = {}): ShownMenu {
  const [hours = '', tours = '', talks = '', calls = '', visas = '', insured = ''] = ITEMS[language]
  const below: ShownMenuItem = {
    id: 'visas',
    title: visas,
    icon: 'globe',
    action: { kind: 'items', items: [{ id: 'insured', title: insured, icon: 'none', action: { kind: 'ask' } }, { id: 'call', title: calls, icon: 'phone', action: { kind: 'phone', number: '+47 22 12 34 56' } }] },
  }
  const top: readonly ShownMenuItem[] = [
    { id: 'hours', title: hours, icon: 'clock', action: { kind: 'ask' } },
    { id: 'tours', title: tours, icon: 'map', action: { kind: 'page', address: 'https://nordwind.example/tours', opens: 'new-tab' } },
    { id: 'talk', title: talks, icon: 'chat', action: { kind: 'ask' } },
  ]
  return { place: 'chat', style, icon: 'help', heading: '', isUnfolded: true, items: style === 'bottom-bar' ? [...top.slice(0, 2), below] : [...top, below], ...changed }
}

const openBelow = async (find: (selector: string) => Promise<HTMLElement>) => (await find('.items [data-item=visas]')).click()

export const STATES: readonly PreviewState[] = [
  { name: 'empty', state: () => NOTHING },
  { name: 'loading', state: () => ({ ...NOTHING, isLoaded: false, connection: { status: 'connecting' } }) },
  { name: 'talk', state: (language) => withLog(conversation('c1', talk(language))) },
  { name: 'typing', state: (language) => ({ ...withLog(conversation('c1', talk(language, 8))), typing: { name: FACES[language][0].name } }) },
  {
    name: 'waiting',
    state: (language) => withLog(conversation('c1', [[3, started], [3, says(visitor, TALK[language][0] ?? '')], [3, { type: 'queued', reason: 'queue' }]])),
  },
  {
    name: 'queued',
    state: (language) => ({
      ...withLog(conversation('c1', [[3, started], [3, says(visitor, TALK[language][0] ?? '')], [3, { type: 'queued', reason: 'queue' }]])),
      standing: { ...STANDING, queue: { conversationId: 'c1' as ConversationId, place: 3, waitMs: 3.2 * MINUTE } },
    }),
    shows: '.queue',
  },
  { name: 'nobody-there-yet', state: () => ({ ...NOTHING, standing: { ...STANDING, isStaffed: false } }), shows: '.away' },
  {
    name: 'nobody-there-known',
    state: (language) => ({
      ...withLog(conversation('c1', [[3, started], [3, says(visitor, TALK[language][0] ?? '')], [3, { type: 'queued', reason: 'take-message' }]])),
      standing: { isStaffed: false, me: { number: 17, email: 'maria@example.com' } },
    }),
    shows: '.away',
  },
  { name: 'form', state: () => ({ ...NOTHING, standing: STANDING }), settings: (language) => ({ form: formOf(language) }), draft: (language) => TALK[language][0] ?? '', shows: '.chat-form' },
  {
    name: 'form-refused',
    state: () => ({ ...NOTHING, standing: STANDING }),
    settings: (language) => ({ form: formOf(language) }),
    draft: (language) => TALK[language][0] ?? '',
    async act(find) {
      await find('.chat-form')
      ;(await find('.composer-send')).click()
    },
    shows: '.field-trouble',
  },
  { name: 'choices', state: (language) => offered(language, (sample) => [choicesOf(sample)]), shows: '.choices' },
  { name: 'choices-answered', state: (language) => offered(language, (sample) => [choicesOf(sample)], (to, { choices }) => ({ type: 'choice', to, label: choices[1], value: '1' })), shows: '.choice-chosen' },
  {
    name: 'cards',
    state: (language) =>
      offered(language, ({ cards, button, link }) => [
        { type: 'cards', cards: cards.map(([title, text], i) => ({ title, text, picture: landscape(200 + i * 35), buttons: [{ label: button, value: `${i}` }, { label: link, url: 'https://nordwind.example/tours' }] })) },
      ]),
    shows: '.cards',
  },
  {
    name: 'contact',
    state: (language) =>
      offered(language, ({ line }, { name }) => [{ type: 'contact', of: 'member', name, line, phone: '+47 22 12 34 56', email: 'ann@nordwind.example', address: 'https://nordwind.example/ann' }]),
    shows: '.contact',
  },
  { name: 'form-in-thread', state: (language) => offered(language, ({ question, options }) => [{ type: 'form', title: question, fields: [{ kind: 'phone', label: '', isRequired: true }, { kind: 'choice', label: question, isRequired: false, options }] }]), shows: '.message .field' },
  {
    name: 'form-answered',
    state: (language) =>
      offered(
        language,
        ({ question }) => [{ type: 'form', title: question, fields: [{ kind: 'name', label: '', isRequired: true }] }],
        (to, { name, question, options }) => ({ type: 'answers', to, answers: [{ kind: 'name', label: '', value: name }, { kind: 'choice', label: question, value: options[1] }] }),
      ),
    shows: '.answers',
  },
  {
    name: 'transfer',
    state: (language) =>
      withLog(conversation('c1', [...talk(language, 9), [1, { type: 'transfer-asked', to: FACES[language][1], note: SAMPLES[language].note, expiresAt: NOW + MINUTE }]])),
    shows: '.transfer',
  },
  {
    name: 'survey',
    state: (language) => withLog(conversation('c1', [...talk(language, 9), [0, { type: 'ended', by: 'agent' }], [0, { type: 'survey-asked', validUntil: NOW + 1440 * MINUTE }]])),
    settings: () => ({ canMail: true }),
    act: async (find) => (await find('.stars label:nth-child(4) input')).click(),
    shows: '.survey textarea',
  },
  {
    name: 'survey-faces',
    state: (language) => withLog(conversation('c1', [...talk(language, 9), [0, { type: 'ended', by: 'agent' }], [0, { type: 'survey-asked', validUntil: NOW + 1440 * MINUTE }]])),
    settings: (language) => ({ survey: { look: 'faces', steps: [1, 2, 3, 4, 5].map((step) => ({ word: '', reasons: step === 2 ? TALK[language].slice(0, 3).map((line) => line.slice(0, 20)) : [] })), comment: { isOffered: true, requiredBelow: 3 }, thanks: '' } }),
    async act(find) {
      ;(await find('.stars label:nth-child(2) input')).click()
      ;(await find('.reasons input')).click()
    },
    shows: '.survey .reasons input:checked',
  },
  {
    name: 'survey-thumbs',
    state: (language) => withLog(conversation('c1', [...talk(language, 9), [0, { type: 'ended', by: 'agent' }], [0, { type: 'survey-asked', validUntil: NOW + 1440 * MINUTE }]])),
    settings: () => ({ survey: { look: 'thumbs', steps: [1, 2, 3, 4, 5].map(() => ({ word: '', reasons: [] })), comment: { isOffered: true, requiredBelow: 0 }, thanks: '' } }),
    act: async (find) => (await find('.stars label:nth-child(2) input')).click(),
    shows: '.survey textarea',
  },
  {
    name: 'rated',
    state: (language) =>
      withLog(conversation('c1', [...talk(language, 9), [1, { type: 'ended', by: 'agent' }], [1, { type: 'survey-asked', validUntil: NOW + 1440 * MINUTE }], [0, { type: 'rated', score: 5, comment: SAMPLES[language].comment }]])),
  },
  { name: 'items-list', state: () => NOTHING, settings: (language) => ({ menu: menuOf(language, 'side-list') }), shows: '.items' },
  { name: 'items-list-talk', state: (language) => withLog(conversation('c1', talk(language))), settings: (language) => ({ menu: menuOf(language, 'side-list', { isUnfolded: false, accent: '#b3261e' }) }), shows: '.items' },
  { name: 'items-cards', state: (language) => withLog(conversation('c1', talk(language))), settings: (language) => ({ menu: menuOf(language, 'top-cards', { heading: ITEMS[language][1] ?? '' }) }), shows: '.items' },
  { name: 'items-bar', state: () => NOTHING, settings: (language) => ({ menu: menuOf(language, 'bottom-bar') }), shows: '.items' },
  { name: 'items-bar-open', state: (language) => withLog(conversation('c1', talk(language))), settings: (language) => ({ menu: menuOf(language, 'bottom-bar') }), act: openBelow, shows: '.items ul ul:not([hidden])' },
  { name: 'menu', state: (language) => withLog(conversation('c1', talk(language))), act: openMenu, shows: '[role=menu]' },
  { name: 'transcript', state: (language) => ({ ...withLog(conversation('c1', talk(language))), standing: { ...STANDING, me: { number: 17, email: 'maria@example.com' } } }), act: chooseTask('transcript'), shows: '.task' },
  { name: 'data', state: (language) => withLog(conversation('c1', talk(language))), act: chooseTask('data'), shows: '.task' },
  { name: 'typing-seen', state: (language) => withLog(conversation('c1', talk(language))), settings: () => ({ showsTyping: true }) },
  {
    name: 'nobody-there',
    state: (language) => withLog(conversation('c1', [[3, started], [3, says(visitor, TALK[language][0] ?? '')], [3, { type: 'queued', reason: 'take-message' }]])),
  },
  { name: 'agent-away', state: (language) => ({ ...withLog(conversation('c1', talk(language, 9))), isAgentPresent: false }), draft: (language) => TALK[language][4] ?? '' },
  {
    name: 'offline',
    state: (language) => ({
      ...withLog(conversation('c1', talk(language, 9))),
      connection: { status: 'offline' },
      pending: [pending(TALK[language][4] ?? ''), pending(TALK[language][5] ?? '')],
    }),
  },
  {
    name: 'failed',
    state: (language) => ({ ...withLog(conversation('c1', talk(language, 6))), pending: [pending(TALK[language][5] ?? '', 'invalid_message'), pending(TALK[language][4] ?? '')] }),
  },
  {
    name: 'moved-and-warned',
    state: (language) =>
      withLog(
        conversation('c1', [
          ...talk(language, 8),
          [9, { type: 'assigned', agent: FACES[language][1], previous: FACES[language][0].id }],
          [8, says(by(FACES[language][1]), TALK[language][6] ?? '')],
          [0, { type: 'noted', note: 'silence-warning', endsAt: NOW + 5 * MINUTE }],
        ]),
      ),
  },
  {
    name: 'ended',
    state: (language) =>
      withLog(
        conversation('c0', [
          [3 * 1440 + 30, started],
          [3 * 1440 + 30, says(visitor, TALK[language][0] ?? '')],
          [3 * 1440 + 20, { type: 'assigned', agent: FACES[language][1] }],
          [3 * 1440 + 20, says(by(FACES[language][1]), TALK[language][2] ?? '')],
          [3 * 1440 + 2, { type: 'ended', by: 'silence' }],
        ]),
        conversation('c1', [...talk(language, 9), [0, { type: 'ended', by: 'visitor' }]]),
      ),
  },
  { name: 'outdated', state: (language) => ({ ...withLog(conversation('c1', talk(language, 9))), connection: { status: 'refused', code: 'client_outdated' }, pending: [pending(TALK[language][7] ?? '')] }) },
  { name: 'blocked', state: (language) => ({ ...withLog(conversation('c1', talk(language, 6))), connection: { status: 'refused', code: 'visitor_blocked' } }) },
  { name: 'long-draft', state: (language) => withLog(conversation('c1', talk(language))), draft: (language) => `${LONG_TEXT[language]}\n${TALK[language].join(' ')}`.repeat(9).slice(0, 3950) },
  { name: 'too-long-draft', state: (language) => withLog(conversation('c1', talk(language))), draft: (language) => TALK[language].join(' ').repeat(30).slice(0, 4012) },
  {
    name: 'hostile',
    state: (language) =>
      withLog(
        conversation('c1', [
          [9, started],
          [9, says(visitor, '<img src=x onerror=alert(1)><script>alert(2)</script> &amp; "quotes"')],
          [8, { type: 'assigned', agent: { ...FACES[language][0], name: 'A name that goes on for rather longer than any head of a window is wide' } }],
          [8, says(by(FACES[language][0]), `\u202eesrever\u202c javascript:alert(1) ${'unbroken'.repeat(30)}`)],
          [7, says(visitor, 'Line one\n\n    indented line two\nمرحبا بالعالم\nhttps://nordwind.example/a/very/long/address/that/has/no/blank/anywhere?and=a&query=string')],
          [6, says({ kind: 'machine' }, '🎉🎉')],
          [5, { type: 'message', id: 'future' as MessageId, from: by(FACES[language][0]), parts: [{ type: 'hologram' } as never] }],
        ]),
      ),
  },
  {
    name: 'thousand',
    state: (language) => ({
      ...withLog(
        conversation('c1', [
          [3000, started],
          ...Array.from({ length: 1000 }, (_, i) => [2999 - i * 2.9, says(i % 5 < 2 ? visitor : by(FACES[language][0]), `${i + 1}. ${TALK[language][i % 8] ?? ''}`)] as const),
        ]),
      ),
      unread: 3,
    }),
  },
]
