import { html } from '../html.ts'
import type { Page, PageContext } from './layout.ts'

const journeys = [
  ['pictures/kumano.svg', '日本', '9 天', '步行熊野古道', '千年的参拜道，每天走到尽头，都有一池热汤在等。', '2,640'],
  ['pictures/dolomites.svg', '意大利', '7 天', '多洛米蒂，从山屋到山屋', '粉色的石塔、热腾腾的面团子，睡在屋梁底下。', '1,480'],
  ['pictures/azores.svg', '葡萄牙', '8 天', '亚速尔，两湖之间', '一湖蓝，一湖绿，绣球花开成篱笆。', '1,590'],
] as const

export function chinese(context: PageContext): Page {
  return {
    title: '为喜欢“抵达”的人准备的慢旅行',
    description: '步行、火车与小船，小团出发，由当地人带路。',
    kind: 'home',
    locale: 'zh',
    scripts: ['contact.js', 'be-asked.js'],
    body: html`
<section class="hero"><img class="hero-picture" src="${context.asset('pictures/hero.svg')}" alt="" width="1600" height="900">
<div class="wrap hero-text"><p class="eyebrow">步行 · 火车 · 小船</p><h1>慢慢走，好好抵达</h1>
<p class="lead">从 1987 年起，我们带着小小的队伍走那些老路：最多十二个人，一位住在那里的朋友，还有坐下来歇一歇的时间。</p>
<p class="actions"><a class="button" href="#journeys">看看线路</a> <a class="button quiet" href="#ask">问问我们</a></p></div></section>
<section class="wrap band" id="journeys" aria-labelledby="journeys-title"><h2 id="journeys-title">即将出发，还给你留着位子</h2>
<ul class="cards">${journeys.map(([picture, place, days, name, line, price]) => html`<li class="card"><article><div class="card-picture"><img src="${context.asset(picture)}" alt="" width="1200" height="800" loading="lazy"></div><div class="card-text"><p class="eyebrow">${place} · ${days}</p><h3>${name}</h3><p>${line}</p><p class="card-foot"><span><strong>${price}</strong> 英镑起</span></p></div></article></li>`)}</ul></section>
<section class="tinted band" id="manner" aria-labelledby="manner-title"><div class="wrap"><h2 id="manner-title">我们的走法</h2><ol class="principles">
<li><h3>十二个人，不多一个</h3><p>一张桌子、一条邮船、一场聊天，差不多都只坐得下十二个人。我们也是。</p></li>
<li><h3>带路的人就住在那里</h3><p>领队都在自己长大的地方带路，你多半还会见到他们的姨妈。</p></li>
<li><h3>总有一天什么也不安排</h3><p>每段旅程中间都空出一天。回来以后，大家写信说得最多的就是这一天。</p></li></ol></div></section>
<section class="wrap band split" id="ask" aria-labelledby="ask-title"><div class="framed"><img src="${context.asset('pictures/harbour.svg')}" alt="港边一排彩色的房子，前面停着帆船" width="1200" height="800" loading="lazy"></div>
<div><h2 id="ask-title">回答你的人，就是带你走的人</h2><p>在这个页面上写下你的问题，我们当中会有人亲自回复。要是大家都在路上，请留个言，回来时答复就在这里等你。</p>
<p class="actions"><button type="button" id="talk-to-us">开始聊天</button> <button type="button" class="quiet" id="be-asked">先跟我打个招呼吧</button></p><p class="hint" id="talk-otherwise" role="status" data-sentence="暂时联系不上接待台，请给我们打电话。"></p></div></section>`,
    shows: [
      html`页面语言是 <code>lang="zh-CN"</code>，聊天窗口随之显示为简体中文，无需任何设置。`,
      html`“先跟我打个招呼吧”调用 <code>Foyer.track('word asked for')</code>，邀请随即出现，但最早也在打开页面十秒之后。`,
      '用拼音等输入法打字时，确认候选词的回车不会把消息发出去。',
    ],
  }
}
