/** The list of visitors and the card beside it. Rows have one height, by which those in view are reckoned (`window-rows.ts`). */

/** Heights of a row, of one where rows stand close, of a card on a phone, and of the names of the columns, in CSS pixels. */
export const ROW_PX = 56
export const COMPACT_PX = 40
export const CARD_PX = 132
export const HEAD_PX = 40
export const PHONE = '(max-width: 680px)'

export const visitorsCss = `
.visitors { position: absolute; inset: 0; display: grid; grid-template-columns: minmax(0, 1fr) auto; }
.visitors-main { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
.visitors-head { display: flex; flex-wrap: wrap; gap: 0 var(--s3); align-items: baseline; padding: var(--s4) var(--s5) 0; }
.visitors-ways { display: flex; gap: var(--s1); margin-inline-start: auto; }
.visit-view { position: relative; }
.visit-view-panel { position: absolute; z-index: 5; inset-block-start: calc(100% + var(--s1)); inset-inline-end: 0; display: grid; min-width: 200px; padding: var(--s2); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface); box-shadow: var(--shadow-2); }
.visit-view-panel label { display: flex; gap: var(--s2); align-items: center; min-height: 36px; padding-inline: var(--s2); border-radius: var(--radius-1); font-size: var(--t2); cursor: pointer; }
.visit-view-panel label:hover { background: var(--surface-2); }
.visit-view-panel input { width: 16px; height: 16px; margin: 0; accent-color: var(--accent-text); }
.visit-view-panel .visit-view-rows { margin-block-start: var(--s1); border-block-start: 1px solid var(--line); border-radius: 0; }
.visitors-blocked { gap: var(--s3); overflow-y: auto; padding: var(--s4) var(--s5); container-type: inline-size; }
.visitors-blocked > .button { align-self: start; }
.visitors-head h2 { font-size: var(--t5); font-weight: 650; line-height: 1.25; letter-spacing: -.01em; }
.visitors-head p { font-variant-numeric: tabular-nums; }
.visit-tools { display: grid; gap: var(--s3); padding: var(--s3) var(--s5); }
.visit-states { display: flex; gap: var(--s1); overflow-x: auto; scrollbar-width: none; margin-inline: calc(-1 * var(--s5)); padding: 2px var(--s5); }
.visit-chip { flex: none; display: inline-flex; gap: 6px; align-items: center; min-height: 32px; padding: 0 var(--s3); border: 1px solid var(--line); border-radius: 16px; background: var(--surface); font-size: var(--t2); white-space: nowrap; }
.visit-chip:hover { background: var(--surface-2); }
.visit-chip[aria-pressed=true] { border-color: var(--accent-text); background: var(--accent-soft); color: var(--accent-text); font-weight: 600; }
.visit-count { color: var(--text-2); font-size: var(--t1); font-variant-numeric: tabular-nums; }
[aria-pressed=true] .visit-count { color: inherit; }
.visit-dot { width: 8px; height: 8px; border-radius: 50%; box-shadow: inset 0 0 0 2px var(--text-2); }
.visit-dot.is-queued, .visit-dot.is-talking, .visit-dot.is-invited { box-shadow: none; }
.visit-dot.is-queued { background: var(--caution); }
.visit-dot.is-talking { background: var(--positive); }
.visit-dot.is-automatic { box-shadow: inset 0 0 0 2px var(--positive); }
.visit-dot.is-invited { background: var(--accent); }
.visit-dot.is-declined { border-radius: 2px; }
.visit-line { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: end; }
.visit-search { position: relative; flex: 1 1 160px; max-width: 480px; }
.visit-search .icon { position: absolute; inset-block-start: 50%; inset-inline-start: var(--s3); translate: 0 -50%; color: var(--text-2); }
.visit-search .input { padding-inline-start: 36px; }
.visit-more { min-height: 40px; }
.visit-more[aria-expanded=true] .icon { transform: rotate(180deg); }
.visit-filters { display: contents; }
.visit-filter { display: grid; gap: 2px; flex: 1 1 104px; max-width: 200px; min-width: 0; font-size: var(--t1); color: var(--text-2); }
.visit-filter .input { min-height: 36px; font-size: var(--t2); color: var(--text); text-overflow: ellipsis; }
.visit-filter .input.is-set { border-color: var(--accent-text); background: var(--accent-soft); }
.visit-order { display: none; }
.visit-order-line { display: flex; gap: var(--s1); }

.visit-box { position: relative; flex: 1; min-height: 0; border-block-start: 1px solid var(--line); }
.visit-box > .empty { height: 100%; }
.visit-skeleton { padding: var(--s5); }
.visit-grid { height: 100%; overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; outline-offset: -2px; }
.visit-head { position: sticky; z-index: 2; inset-block-start: 0; min-width: max(100%, var(--least, 0px)); height: ${HEAD_PX}px; background: var(--surface); box-shadow: 0 1px var(--line); }
.visit-names, .visit { display: grid; grid-template-columns: var(--cols); align-items: center; padding-inline-end: var(--s4); }
.visit-names { height: 100%; }
.is-compact .visit { height: ${COMPACT_PX}px; }
.is-compact .visit .visit-second { display: none; }
.visit-names > *, .visit > * { min-width: 0; padding-inline: var(--s2); }
.visit-sort { display: inline-flex; gap: 2px; align-items: center; max-width: 100%; min-height: 32px; border-radius: var(--radius-1); color: var(--text-2); font-size: var(--t1); font-weight: 600; white-space: nowrap; }
.visit-sort:hover, .visit-sort.is-on { color: var(--text); }
.visit-sort .visit-arrow { display: inline-grid; visibility: hidden; }
.visit-sort.is-on .visit-arrow { visibility: visible; }
.visit-arrow .icon { transition: rotate var(--quick) var(--ease); rotate: 180deg; }
.visit-arrow.is-down .icon { rotate: 0deg; }
.is-figure { text-align: end; font-variant-numeric: tabular-nums; }
.is-figure .visit-sort { flex-direction: row-reverse; }
.visit-all { position: relative; contain: strict; min-width: max(100%, var(--least, 0px)); }
.visit { position: absolute; inset-inline: 0; height: ${ROW_PX}px; border-block-end: 1px solid var(--line); font-size: var(--t2); line-height: 1.35; cursor: pointer; contain: layout paint; }
.visit:is(:hover, .is-open) { background: var(--surface-2); }
.visit.is-chosen { background: var(--accent-soft); }
.visit.is-open { box-shadow: inset 3px 0 var(--accent-text); }
[dir=rtl] .visit.is-open { box-shadow: inset -3px 0 var(--accent-text); }
.visit-grid:focus-visible .visit.is-active { outline: 2px solid var(--accent-text); outline-offset: -2px; }
.visit.is-left > :not(.visit-choose) { color: var(--text-2); }
.visit-choose label { display: grid; place-items: center; width: 44px; height: 44px; margin-inline: calc(-1 * var(--s2)); cursor: pointer; }
.visit-choose input { width: 16px; height: 16px; margin: 0; accent-color: var(--accent-text); cursor: pointer; }
.visit-who { display: flex; gap: var(--s2); align-items: center; }
.visit-two { display: grid; min-width: 0; }
.visit-first, .visit-second, .visit-language { overflow: hidden; text-align: -webkit-match-parent; text-align: match-parent; text-overflow: ellipsis; white-space: nowrap; }
.visit .visit-time > * { display: block; }
.visit-first.is-strong { font-weight: 600; }
.visit-second { color: var(--text-2); font-size: var(--t1); }
.visit-blocked { color: var(--negative); font-weight: 600; }
.visit-mark { display: inline-block; max-width: 100%; padding: 1px var(--s2); overflow: hidden; border-radius: var(--radius-1); color: var(--text-2); font-size: var(--t1); font-weight: 600; line-height: 1.5; text-overflow: ellipsis; white-space: nowrap; vertical-align: middle; }
.visit-mark:is(.is-browsing, .is-left) { padding-inline: 0; font-weight: 400; }
.visit-mark.is-queued { background: var(--caution-soft); color: var(--text); }
.visit-mark.is-talking { background: var(--positive-soft); color: var(--text); }
.visit-mark.is-invited { background: var(--accent-soft); color: var(--accent-text); }
.is-chosen > * > .visit-mark.is-invited { background: var(--surface); }
.visit-mark.is-automatic, .visit-mark.is-declined, .visit-mark.is-unanswered { background: var(--surface-2); }
.visit-news { position: absolute; z-index: 3; inset-block-start: 48px; inset-inline: 0; width: fit-content; margin-inline: auto; border-radius: 18px; box-shadow: var(--shadow-2); }
.visit-update { color: var(--accent-text); }
.visit-chosen { position: absolute; z-index: 3; inset-block-end: var(--s4); inset-inline: 0; display: flex; gap: var(--s3); align-items: center; width: fit-content; max-width: calc(100% - 32px); margin-inline: auto; padding: var(--s2) var(--s2) var(--s2) var(--s4);
  border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface); box-shadow: var(--shadow-2); font-size: var(--t2); font-weight: 600; animation: arrive var(--quick) var(--ease); }
.visit-credit { padding: 2px var(--s5); border-block-start: 1px solid var(--line); font-size: var(--t1); text-align: end; }
.visit-credit a { color: var(--text-2); }

.visit-card { width: 380px; min-height: 0; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; border-inline-start: 1px solid var(--line); background: var(--surface); padding: 0 var(--s4) var(--s5); }
.visit-is-blocked { display: flex; gap: var(--s1); align-items: center; color: var(--negative); font-size: var(--t2); font-weight: 600; }
.visit-actions { display: flex; flex-wrap: wrap; gap: var(--s2); justify-content: center; padding-block-end: var(--s4); }
.visit-blocks { display: grid; gap: var(--s3); }
.visit-blocks li { display: grid; gap: 2px; justify-items: start; overflow-wrap: anywhere; }
.visit-blocks .button { margin-block-start: var(--s1); }
.visit-talks { display: grid; gap: 2px; margin-inline: calc(-1 * var(--s2)); }
.visit-talks button { display: grid; width: 100%; padding: 6px var(--s2); border-radius: var(--radius-1); }
.visit-talks button:hover { background: var(--surface-2); }
.visit-talk-line, .track > p, .track-pages .page-title { text-align: -webkit-match-parent; text-align: match-parent; }
.visit-talk-line { overflow: hidden; font-weight: 600; text-overflow: ellipsis; white-space: nowrap; }
.track { border-block-start: 1px solid var(--line); padding-block-start: var(--s2); }
.track summary { cursor: pointer; }
.track-when { font-weight: 600; }
.track summary .quiet { margin-inline-start: var(--s2); }
.track-pages { display: grid; gap: var(--s2); margin-block: var(--s2); border-inline-start: 2px solid var(--line); }
.track-pages li { position: relative; display: grid; min-width: 0; padding-inline-start: var(--s4); }
.track-pages li::before { content: ''; position: absolute; inset-block-start: 6px; inset-inline-start: -5px; width: 8px; height: 8px; border-radius: 50%; background: var(--surface); box-shadow: inset 0 0 0 2px var(--line-2); }
.track-pages .page-link { display: grid; color: var(--text); text-decoration: none; overflow-wrap: anywhere; }
.track-pages .page-link:hover { text-decoration: underline; }
.track-pages .page-title { font-weight: 600; }
.track-pages .page-title + .page-address { color: var(--text-2); font-size: var(--t1); }
.track-time { font-size: var(--t1); }
.visit-card .form-skeleton { padding-block: var(--s4); }
.invite-outcome, .invite-text { display: grid; gap: var(--s3); min-width: 0; }
.invite-outcome ul { display: grid; gap: var(--s1); }
.invite-whom { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.placeholders { display: flex; flex-wrap: wrap; gap: var(--s1); }
.placeholders .button { min-height: 32px; padding-inline: var(--s2); font-weight: 400; }

@media (min-width: 1181px) {
  .visit-more { display: none; }
  .visit-search .input { min-height: 36px; font-size: var(--t2); }
}
@media (max-width: 1180px) {
  .visit-filters { display: flex; flex: 1 0 100%; flex-wrap: wrap; gap: inherit; align-items: end; }
  .visit-filters:not(.is-open) { display: none; }
  .visit-card { position: absolute; z-index: 4; inset-block: 0; inset-inline-end: 0; width: min(380px, 100%); box-shadow: var(--shadow-2); }
}
@media ${PHONE} {
  .visitors-head { padding: var(--s3) var(--s4) 0; }
  .visitors-head p { order: 1; flex-basis: 100%; }
  .visitors-blocked { padding-inline: var(--s4); }
  .visit-tools { padding: var(--s2) var(--s4); }
  .visit-states { margin-inline: calc(-1 * var(--s4)); padding-inline: var(--s4); }
  .visit-chip, .visit-more, .visit-search .input, .visit-filter .input { min-height: var(--touch); }
  .visit-filters.is-open { display: grid; grid-template-columns: 1fr 1fr; max-height: 50dvh; overflow-y: auto; }
  .visit-order { display: grid; }
  .visit-order-line .icon-button { flex: none; }
  .visit-head { display: none; }
  .visit { grid-template: 'choose who state' 48px 'choose page page' 40px 'choose source time' 28px / 44px minmax(0, 1fr) minmax(0, auto); height: ${CARD_PX}px; padding-block: 6px; align-content: center; }
  .visit-choose { grid-area: choose; }
  .visit-who { grid-area: who; padding-inline-start: 0; }
  .visit > .visit-state { grid-area: state; max-width: 44vw; }
  .visit > .visit-page { grid-area: page; padding-inline-start: 0; }
  .visit > .visit-source { grid-area: source; display: flex; padding-inline-start: 0; }
  .visit-source .visit-second { display: none; }
  .visit > .visit-time { grid-area: time; }
  .visit-time .visit-second { display: none; }
  .visit-news { inset-block-start: var(--s2); min-height: var(--touch); border-radius: 22px; }
  .visit-card { width: 100%; border: 0; }
  .visit-credit { padding-inline: var(--s4); }
}
@media (forced-colors: active) {
  .visit-mark, .visit-chip { outline: 1px solid ButtonText; }
  .visit-mark:is(.is-browsing, .is-left) { outline: 0; }
  .visit-dot { forced-color-adjust: none; background: ButtonText; }
  .visit.is-open, .visit.is-chosen, .visit-chip[aria-pressed=true] { outline: 2px solid Highlight; outline-offset: -2px; }
}
`
