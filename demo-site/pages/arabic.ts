import { html } from '../html.ts'
import type { Page, PageContext } from './layout.ts'

const journeys = [
  ['pictures/atlas.svg', 'المغرب', '١٠ أيام', 'من جبال الأطلس إلى الرمال', 'الثلج وراءك، والتمر في جيبك، وصمتٌ لا يقطعه شيء.', '١٧٢٠'],
  ['pictures/istanbul.svg', 'من النمسا إلى تركيا', '٩ أيام', 'قطار الليل إلى إسطنبول', 'تنام على حروفٍ وتصحو على أخرى.', '١٩٦٠'],
  ['pictures/lofoten.svg', 'النرويج', '٨ أيام', 'ضوء لوفوتن', 'أكواخ حمراء على الماء، وشمسٌ تنسى أن تغيب.', '١٨٩٠'],
] as const

export function arabic(context: PageContext): Page {
  return {
    title: 'رحلات متمهّلة لمن يحبّ لحظة الوصول',
    description: 'رحلات لمجموعات صغيرة سيرًا على الأقدام وبالقطار والقارب، يقودها أهل المكان.',
    kind: 'home',
    locale: 'ar',
    scripts: ['contact.js', 'be-asked.js'],
    body: html`
<section class="hero"><img class="hero-picture" src="${context.asset('pictures/hero.svg')}" alt="" width="1600" height="900">
<div class="wrap hero-text"><p class="eyebrow">سيرًا، وبالقطار، وعلى متن قارب صغير</p><h1>رحلات متمهّلة لمن يحبّ لحظة الوصول</h1>
<p class="lead">منذ عام ١٩٨٧ ونحن نصحب مجموعات صغيرة على الدروب القديمة: اثنا عشر مسافرًا على الأكثر، ودليلٌ من أهل المكان، ومتّسعٌ من الوقت للجلوس.</p>
<p class="actions"><a class="button" href="#journeys">اكتشف الرحلات</a> <a class="button quiet" href="#ask">اسألنا ما تشاء</a></p></div></section>
<section class="wrap band" id="journeys" aria-labelledby="journeys-title"><h2 id="journeys-title">رحلات قريبة ما زال فيها مكان لك</h2>
<ul class="cards">${journeys.map(([picture, place, days, name, line, price]) => html`<li class="card"><article><div class="card-picture"><img src="${context.asset(picture)}" alt="" width="1200" height="800" loading="lazy"></div><div class="card-text"><p class="eyebrow">${place} · ${days}</p><h3>${name}</h3><p>${line}</p><p class="card-foot"><span>ابتداءً من <strong>${price}</strong> جنيهًا إسترلينيًّا</span></p></div></article></li>`)}</ul></section>
<section class="tinted band" id="manner" aria-labelledby="manner-title"><div class="wrap"><h2 id="manner-title">هكذا نسافر</h2><ol class="principles">
<li><h3>اثنا عشر ولا نزيد</h3><p>المائدة والقارب والحديث الطيّب تتّسع كلّها لاثني عشر شخصًا، وكذلك نحن.</p></li>
<li><h3>دليلٌ من أهل المكان</h3><p>يقود كلُّ واحدٍ من رفاقنا الرحلةَ حيث نشأ، ولا بدّ أن تتعرّف إلى إحدى خالاته.</p></li>
<li><h3>يومٌ بلا برنامج</h3><p>في منتصف كل رحلة يومٌ لا نخطّط فيه لشيء، وهو أكثر ما يكتب إلينا المسافرون عنه.</p></li></ol></div></section>
<section class="wrap band split" id="ask" aria-labelledby="ask-title"><div class="framed"><img src="${context.asset('pictures/harbour.svg')}" alt="صفّ من البيوت الملوّنة على مرفأ وأمامها قوارب شراعية" width="1200" height="800" loading="lazy"></div>
<div><h2 id="ask-title">من يجيبك هو من يسافر معك</h2><p>اكتب إلينا من هذه الصفحة يجبك واحدٌ منّا. وإن كنّا جميعًا في الطريق فاترك رسالتك، وستجد الجواب في انتظارك هنا.</p>
<p class="actions"><button type="button" id="talk-to-us">ابدأ المحادثة</button> <button type="button" class="quiet" id="be-asked">ادعُني للحديث</button></p><p class="hint" id="talk-otherwise" role="status" data-sentence="تعذّر الوصول إلى مكتب الاستقبال الآن. اتصل بنا هاتفيًّا من فضلك."></p></div></section>`,
    shows: [
      html`لغة الصفحة <code dir="ltr">lang="ar"</code> واتجاهها <code dir="ltr">dir="rtl"</code>، فتظهر نافذة المحادثة بالعربية ومن اليمين إلى اليسار دون أي إعداد.`,
      html`زرّ «ادعُني للحديث» يستدعي <code dir="ltr">Foyer.track('word asked for')</code>، فتظهر دعوة إلى المحادثة بعد عشر ثوانٍ من فتح الصفحة على الأقل.`,
      'الأيقونات التي تدلّ على اتجاه تنعكس، وما عداها يبقى كما هو.',
      'الرسائل المختلطة بالعربية والإنجليزية والأرقام تُعرض كلٌّ في اتجاهها الصحيح.',
    ],
  }
}
