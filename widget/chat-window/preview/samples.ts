/** What is said in the previews of what the window asks, in all languages. */
import type { Language } from '@foyer/sdk/protocol'

interface Sample {
  readonly choices: readonly [string, string, string]
  readonly cards: readonly (readonly [title: string, text: string])[]
  readonly button: string
  readonly link: string
  readonly line: string
  readonly note: string
  readonly question: string
  readonly options: readonly [string, string]
  readonly consent: string
  readonly name: string
  readonly comment: string
}

export const SAMPLES: Readonly<Record<Language, Sample>> = {
  en: {
    choices: ['The 12th of June', 'The 19th of June', 'Another date'],
    cards: [['Lofoten by boat', 'Seven days, four islands and one very old ship.'], ['Night train to Narvik', 'Wake up beyond the Arctic Circle.'], ['Midnight sun on foot', 'Five easy stages, luggage carried for you.']],
    button: 'I would like this one',
    link: 'All details',
    line: 'Tours to the north',
    note: 'He planned the Lofoten tour and knows every cabin.',
    question: 'How many of you will travel?',
    options: ['One or two', 'Three or more'],
    consent: 'I agree that my details are used to answer me.',
    name: 'Maria Holm',
    comment: 'Quick and very kind.',
  },
  zh: {
    choices: ['6月12日', '6月19日', '其他日期'],
    cards: [['乘船游罗弗敦', '七天、四座岛、一艘老船。'], ['开往纳尔维克的夜车', '在北极圈里醒来。'], ['徒步追寻午夜阳光', '五段轻松路程，行李有人运送。']],
    button: '我选这个',
    link: '查看详情',
    line: '北方旅行顾问',
    note: '他策划了罗弗敦之旅，熟悉每一间小屋。',
    question: '一共几位出行？',
    options: ['一至两位', '三位以上'],
    consent: '我同意将我的资料用于回复我的咨询。',
    name: '李雪',
    comment: '回复很快，非常友善。',
  },
  de: {
    choices: ['Am 12. Juni', 'Am 19. Juni', 'An einem anderen Tag'],
    cards: [['Mit dem Schiff zu den Lofoten', 'Sieben Tage, vier Inseln und ein sehr altes Schiff.'], ['Nachtzug nach Narvik', 'Aufwachen jenseits des Polarkreises.'], ['Zu Fuß zur Mitternachtssonne', 'Fünf leichte Etappen mit Gepäcktransport.']],
    button: 'Diese Reise gefällt mir',
    link: 'Alle Einzelheiten',
    line: 'Reisen in den Norden',
    note: 'Er hat die Lofoten-Reise geplant und kennt jede Hütte.',
    question: 'Wie viele Personen reisen mit?',
    options: ['Eine oder zwei', 'Drei oder mehr'],
    consent: 'Ich bin einverstanden, dass meine Angaben für die Antwort verwendet werden.',
    name: 'Maria Holm',
    comment: 'Schnell und sehr freundlich.',
  },
  es: {
    choices: ['El 12 de junio', 'El 19 de junio', 'Otra fecha'],
    cards: [['Lofoten en barco', 'Siete días, cuatro islas y un barco muy antiguo.'], ['Tren nocturno a Narvik', 'Despierte más allá del círculo polar.'], ['A pie bajo el sol de medianoche', 'Cinco etapas fáciles, con transporte de equipaje.']],
    button: 'Prefiero este',
    link: 'Todos los detalles',
    line: 'Viajes al norte',
    note: 'Él preparó el viaje a Lofoten y conoce cada cabaña.',
    question: '¿Cuántas personas viajan?',
    options: ['Una o dos', 'Tres o más'],
    consent: 'Acepto que usen mis datos para responderme.',
    name: 'María Holm',
    comment: 'Rápido y muy amable.',
  },
  fr: {
    choices: ['Le 12 juin', 'Le 19 juin', 'Une autre date'],
    cards: [['Les Lofoten en bateau', 'Sept jours, quatre îles et un très vieux navire.'], ['Train de nuit pour Narvik', 'Réveil au-delà du cercle polaire.'], ['À pied sous le soleil de minuit', 'Cinq étapes faciles, bagages transportés.']],
    button: 'Celui-ci me plaît',
    link: 'Tous les détails',
    line: 'Voyages vers le nord',
    note: 'Il a préparé le voyage aux Lofoten et connaît chaque cabane.',
    question: 'Combien serez-vous ?',
    options: ['Un ou deux', 'Trois ou plus'],
    consent: 'J’accepte que mes coordonnées servent à me répondre.',
    name: 'Marie Holm',
    comment: 'Rapide et très aimable.',
  },
  ja: {
    choices: ['6月12日', '6月19日', '別の日'],
    cards: [['船で巡るロフォーテン', '7日間、4つの島、そして古い船の旅。'], ['ナルヴィク行き夜行列車', '北極圏で朝を迎えます。'], ['白夜を歩く', '5つのやさしい行程。荷物はお運びします。']],
    button: 'これにします',
    link: '詳しく見る',
    line: '北の旅のご相談',
    note: 'ロフォーテンツアーの企画者で、どの宿にも詳しい担当です。',
    question: '何名様でご旅行されますか？',
    options: ['1～2名', '3名以上'],
    consent: '回答のために情報が使われることに同意します。',
    name: '山田 花子',
    comment: '早くて親切でした。',
  },
  ar: {
    choices: ['12 يونيو', '19 يونيو', 'موعد آخر'],
    cards: [['لوفوتن بالقارب', 'سبعة أيام وأربع جزر وسفينة عريقة.'], ['قطار الليل إلى نارفيك', 'استيقظ ما وراء الدائرة القطبية.'], ['سيرًا تحت شمس منتصف الليل', 'خمس مراحل سهلة، وأمتعتك تصل قبلك.']],
    button: 'أختار هذه الرحلة',
    link: 'كل التفاصيل',
    line: 'رحلات الشمال',
    note: 'هو من خطط لرحلة لوفوتن ويعرف كل كوخ فيها.',
    question: 'كم عدد المسافرين؟',
    options: ['واحد أو اثنان', 'ثلاثة أو أكثر'],
    consent: 'أوافق على استخدام بياناتي للرد عليّ.',
    name: 'مريم حداد',
    comment: 'سريع ولطيف جدًا.',
  },
}
