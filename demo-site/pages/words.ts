/** The words of the frame, in the three languages the site speaks. */

export type Locale = 'en' | 'ar' | 'zh'

type Link = readonly [href: string, label: string, lang?: string]

interface Words {
  lang: string
  dir: 'ltr' | 'rtl'
  brand: string
  home: string
  skip: string
  /** Names the line above the header. */
  news: string
  ribbon: string
  mainNavigation: string
  footNavigation: string
  navigation: readonly Link[]
  footLinks: readonly Link[]
  showsTitle: string
  tagTitle: string
  footer: string
  address: string
  fine: string
}

const LANGUAGES: readonly Link[] = [
  ['/', 'English', 'en'],
  ['/ar', 'العربية', 'ar'],
  ['/zh', '简体中文', 'zh-CN'],
]

export const words: Readonly<Record<Locale, Words>> = {
  en: {
    lang: 'en',
    dir: 'ltr',
    brand: 'Saltway',
    home: '/',
    skip: 'Skip to the content',
    news: 'News',
    ribbon: 'The 2027 departures are out. Walk with us before the map fills up.',
    mainNavigation: 'Main',
    footNavigation: 'More',
    navigation: [
      ['/tours', 'Journeys'],
      ['/planner', 'Plan yours'],
      ['/contact', 'Talk to us'],
    ],
    footLinks: [
      ['/side-by-side', 'Visitor and desk, side by side'],
      ['/components', 'Ways to say hello'],
      ['/inline', 'A desk in the page'],
      ['/invitations', 'A word at the right moment'],
      ['/menu', 'Ask without typing'],
      ['/survey', 'How was it?'],
      ['/sdk', 'For developers'],
      ['/strict', 'The strict page'],
      ...LANGUAGES.slice(1),
    ],
    showsTitle: 'What this page shows',
    tagTitle: 'All it takes is one line, the same on every page:',
    footer: 'Slow journeys for people who like to arrive. Never more than twelve of us, always someone who lives there.',
    address: '4 Chandler’s Row, Port Ellery',
    fine: 'Saltway is an invented agency. It exists to show Foyer, the reception desk in the corner, at work.',
  },
  ar: {
    lang: 'ar',
    dir: 'rtl',
    brand: 'درب الملح',
    home: '/ar',
    skip: 'انتقل إلى المحتوى',
    news: 'جديدنا',
    ribbon: 'رحلات عام ٢٠٢٧ مفتوحة للحجز الآن، والأماكن محدودة.',
    mainNavigation: 'القائمة الرئيسية',
    footNavigation: 'روابط أخرى',
    navigation: [
      ['#journeys', 'الرحلات'],
      ['#manner', 'أسلوبنا'],
      ['#ask', 'تحدّث إلينا'],
    ],
    footLinks: LANGUAGES.filter(([href]) => href !== '/ar'),
    showsTitle: 'ما الذي تعرضه هذه الصفحة',
    tagTitle: 'سطر واحد يكفي، وهو نفسه في كل صفحة:',
    footer: 'رحلات متمهّلة لمن يحبّ لحظة الوصول. لا نزيد على اثني عشر مسافرًا، ومعنا دائمًا أحد أهل المكان.',
    address: '٤ زقاق الشمّاعين، بورت إلري',
    fine: 'درب الملح وكالة متخيَّلة، أُنشئت لعرض «فوييه»، مكتب الاستقبال الذي تراه في زاوية الصفحة.',
  },
  zh: {
    lang: 'zh-CN',
    dir: 'ltr',
    brand: '盐路旅行',
    home: '/zh',
    skip: '跳到正文',
    news: '新消息',
    ribbon: '2027 年的出发日期已经公布，趁地图还没画满，一起走吧。',
    mainNavigation: '主导航',
    footNavigation: '更多',
    navigation: [
      ['#journeys', '线路'],
      ['#manner', '我们的走法'],
      ['#ask', '聊一聊'],
    ],
    footLinks: LANGUAGES.filter(([href]) => href !== '/zh'),
    showsTitle: '本页展示了什么',
    tagTitle: '只需一行代码，每个页面都一样：',
    footer: '为喜欢“抵达”的人准备的慢旅行。每团不超过十二人，总有一位当地人同行。',
    address: '埃勒里港，船具商巷 4 号',
    fine: '盐路旅行是一家虚构的旅行社，用来展示页面角落里的接待台 Foyer 如何工作。',
  },
}
