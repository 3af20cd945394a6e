/** The words of what is fetched on first use, in Arabic. Worded so that they fit every reader and every name. */
import { plural } from '../words.ts'
import type { ExtrasWords } from './types.ts'
import { tools } from './tools/ar.ts'

export const ar: ExtrasWords = {
  ...tools,

  menu: { end: 'إنهاء المحادثة', endQuestion: 'هل تريد إنهاء هذه المحادثة؟', endConfirm: 'إنهاء', endCancel: 'متابعة الحديث', popup: 'فتح في نافذة مستقلة', sound: 'صوت الرسائل الجديدة', notices: 'الإشعارات', enter: 'الإرسال بمفتاح Enter', rate: 'تقييم هذه المحادثة', transcript: 'الحصول على نص المحادثة', data: 'بياناتك', close: 'إغلاق' },
  noticesDenied: 'الإشعارات محظورة لهذه الصفحة. اسمح بها في إعدادات المتصفح ثم فعّلها هنا.',
  transcript: { about: 'كل ما كُتب هنا في ملف نصي.', download: 'تنزيل', address: 'البريد الإلكتروني', mail: 'الإرسال بالبريد', sent: (address) => `نص المحادثة في طريقه إلى \u2068${address}\u2069.` },
  data: {
    about: 'ما كتبته هنا وما نعرفه عنك ملك لك: يمكنك الاحتفاظ بنسخة منه أو طلب حذفه.',
    give: 'تنزيل بياناتي',
    erase: 'حذف بياناتي',
    question: 'هل تريد حذف جميع رسائلك وملفاتك وبياناتك نهائيًا؟ لا يمكن التراجع عن ذلك.',
    confirm: 'حذف كل شيء',
    cancel: 'الاحتفاظ ببياناتي',
  },

  form: {
    title: 'قبل أن نبدأ',
    fields: { name: 'الاسم', email: 'عنوان البريد الإلكتروني', phone: 'رقم الهاتف' },
    optional: (label) => `${label} (اختياري)`,
    choose: 'يُرجى الاختيار',
    missing: 'يُرجى ملء هذا الحقل.',
    badEmail: 'لا يبدو هذا عنوان بريد إلكتروني.',
    badPhone: 'لا يبدو هذا رقم هاتف.',
    tick: 'يُرجى تحديد هذا المربع للمتابعة.',
    more: 'معرفة المزيد',
    submit: 'إرسال الإجابات',
    answered: 'أُرسلت إجاباتك',
  },

  away: {
    backToday: (time) => `نعود اليوم في ${time}.`,
    backTomorrow: (time) => `نعود غدًا في ${time}.`,
    backOn: (day, time) => `نعود ${day} في ${time}.`,
    reach: 'كيف يمكننا الوصول إليك؟',
    save: 'حفظ',
    noted: (details) => `سجّلنا \u2068${details}\u2069. ستجد ردّنا بانتظارك هنا.`,
    change: 'تغيير بيانات التواصل',
  },

  queue: {
    next: 'دورك هو التالي',
    place: plural('ar', { other: 'ترتيبك في الانتظار: #' }),
    minutes: plural('ar', { one: 'بقيت دقيقة واحدة تقريبًا', two: 'بقيت دقيقتان تقريبًا', few: 'بقيت # دقائق تقريبًا', many: 'بقيت # دقيقة تقريبًا', other: 'بقيت # دقيقة تقريبًا' }),
    soon: 'بقي أقل من دقيقة',
    hint: 'يمكنك متابعة الكتابة أثناء الانتظار.',
    leave: 'ترك رسالة بدلًا من ذلك',
    giveUp: 'التوقف عن الانتظار',
  },

  survey: {
    question: 'كيف كانت هذه المحادثة؟',
    steps: { 1: 'سيئة جدًا', 2: 'سيئة', 3: 'مقبولة', 4: 'جيدة', 5: 'جيدة جدًا' },
    comment: 'ما الذي تود إخبارنا به؟ (اختياري)',
    submit: 'إرسال التقييم',
    later: 'ليس الآن',
    thanks: 'شكرًا على تقييمك!',
    change: 'تعديل التقييم',
  },

  transfer: { question: (name) => `هل توافق على أن يتابع \u2068${name}\u2069 معك من هنا؟`, accept: 'نعم، بكل سرور', decline: 'لا، شكرًا' },

  choices: { label: 'ردود سريعة', chosen: (label) => `تم اختيار: ${label}` },
  cards: { label: 'بطاقات', previous: 'البطاقة السابقة', next: 'البطاقة التالية' },
  contact: { call: (name) => `الاتصال بـ \u2068${name}\u2069`, mail: (name) => `مراسلة \u2068${name}\u2069 بالبريد`, open: (name) => `فتح صفحة \u2068${name}\u2069` },

  errors: {
    not_reachable: 'لم ينجح ذلك الآن. يُرجى المحاولة بعد قليل.',
    bad_email: 'يُرجى التحقق من عنوان البريد الإلكتروني.',
    bad_phone: 'يُرجى التحقق من رقم الهاتف.',
    proof_needed: 'لقد سجّلت الدخول في هذا الموقع: يُرجى تغيير ذلك في حسابك هناك.',
    form_gone: 'لم تعد الإجابة عن هذا ممكنة. يكفي أن تكتب لنا.',
    survey_closed: 'لم يعد تقييم هذه المحادثة ممكنًا. يكفي أن تكتب لنا.',
    transfer_over: 'حُسم هذا السؤال في هذه الأثناء.',
    mail_unavailable: 'لا يمكننا إرسال البريد الآن. يمكنك التنزيل بدلًا من ذلك.',
    invalid_input: 'تعذّر فهم هذا الطلب.',
    too_large: 'هذا كثير دفعة واحدة. يُرجى إرساله على أجزاء.',
    unknown_site: 'المحادثة غير متاحة في هذه الصفحة الآن.',
    origin_refused: 'المحادثة غير متاحة حاليًا في هذه الصفحة.',
    not_allowed: 'هذا غير ممكن هنا.',
    not_found: 'لم يعد هذا موجودًا.',
    conversation_ended: 'انتهت هذه المحادثة. اكتب من جديد لبدء محادثة أخرى.',
    visitor_blocked: 'هذه المحادثة مغلقة أمامك. يُرجى التواصل معنا بطريقة أخرى.',
  },
}
