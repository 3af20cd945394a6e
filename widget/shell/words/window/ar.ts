/** The words of the chat window in Arabic. Verbs are worded so that they fit every reader and every name. */
import { plural } from '../words.ts'
import type { WindowWords } from './types.ts'

export const ar: WindowWords = {
  dialog: (company) => `محادثة مع ${company}`,
  close: 'إغلاق المحادثة',
  more: 'خيارات أخرى',
  loading: 'جارٍ تحميل رسائلك',
  greeting: (company) => `مرحبًا بك في ${company}`,
  greetingText: 'كيف يمكننا مساعدتك؟ اكتب لنا وسيصلك الرد هنا من أحد أفراد فريقنا.',
  awayText: 'لا أحد هنا الآن. سنرد عليك فور عودتنا.',

  about: (company) => `نبذة عن ${company}`,
  idle: 'يسعدنا أن نساعدك',
  waiting: 'سيكون أحدنا معك قريبًا',
  takingMessages: 'اترك لنا رسالة',
  agentHere: 'معك الآن',
  agentAway: 'غير متاح للحظات',

  assigned: (name) => `يجيبك الآن: ${name}`,
  moved: (name) => `يتابع معك من هنا: ${name}`,
  queued: 'جميع أفراد فريقنا مشغولون حاليًا. حُفظ دورك، ويمكنك متابعة الكتابة.',
  nobodyThere: 'وصلتنا رسالتك، وستجد ردّنا بانتظارك هنا.',
  silenceWarning: (time) => `هل ما زلت هنا؟ إن لم تصلنا رسالة، فستنتهي هذه المحادثة في ${time}.`,
  ended: {
    visitor: 'لقد أنهيت المحادثة',
    agent: 'انتهت هذه المحادثة',
    silence: 'انتهت هذه المحادثة لعدم وجود رسائل منذ مدة',
  },
  rated: (score) => `قيّمت هذه المحادثة بدرجة ${score} من 5`,
  transferAsked: (name) => `يمكن أن يتابع معك من هنا: ${name}`,
  transferDeclined: 'لقد رفضت الإحالة',
  transferLapsed: 'أُلغيت الإحالة',

  reconnecting: 'جارٍ إعادة الاتصال…',
  offline: 'لا يوجد اتصال الآن. نحتفظ بما تكتبه ونرسله فور عودة الاتصال.',
  reload: 'إعادة تحميل الصفحة',

  endedHint: 'هل من شيء آخر؟ يكفي أن تكتب لنا.',
  startAgain: 'البدء من جديد',

  message: 'رسالتك',
  placeholder: 'اكتب رسالة…',
  typingSeen: 'نرى ما تكتبه قبل أن ترسله.',
  send: 'إرسال',
  attach: 'إرفاق',
  emoji: 'رموز تعبيرية',
  speak: 'تسجيل رسالة صوتية',
  drop: 'أفلت للإرفاق',
  enterSends: 'اضغط Enter للإرسال، أو Shift مع Enter لسطر جديد.',
  enterBreaks: 'اضغط Enter لسطر جديد، أو Ctrl مع Enter للإرسال.',
  // The number behind its noun fits every number.
  charactersLeft: plural('ar', { other: 'الأحرف المتبقية: #' }),
  charactersOver: plural('ar', { other: 'الأحرف الزائدة: #' }),

  messages: 'الرسائل',
  you: 'أنت',
  machine: 'رد تلقائي',
  typing: (name) => `جارٍ الكتابة: ${name}`,
  loadingOlder: 'جارٍ تحميل الرسائل الأقدم',
  newMessages: plural('ar', {
    one: 'رسالة جديدة',
    two: 'رسالتان جديدتان',
    few: '# رسائل جديدة',
    many: '# رسالة جديدة',
    other: '# رسالة جديدة',
  }),
  toLatest: 'الانتقال إلى أحدث رسالة',
  cannotShow: 'لا يمكن عرض هذا النوع من الرسائل هنا.',
  loadFailed: 'لم يتم تحميل هذا.',
  status: {
    sending: 'جارٍ الإرسال',
    kept: 'محفوظة وستُرسَل',
    sent: 'أُرسِلت',
    delivered: 'وصلت',
    read: 'قُرئت',
    failed: 'لم تُرسَل',
  },
  retry: 'إعادة المحاولة',
  edit: 'تعديل',

  errors: {
    invalid_message: 'هذه الرسالة فارغة أو تحتوي على رموز لا يمكن إرسالها.',
    message_too_long: 'هذه الرسالة أطول من 4,000 حرف. يُرجى اختصارها أو إرسالها على أجزاء.',
    client_outdated: 'جرى تحديث المحادثة. أعد تحميل الصفحة للمتابعة؛ ما كتبته محفوظ.',
    unavailable: 'لا يمكننا الاستلام في هذه اللحظة. ما كتبته محفوظ وسيُرسَل تلقائيًا.',
  },
}
