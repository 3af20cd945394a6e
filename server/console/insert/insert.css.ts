/** The dialogs of what is more than words. */
export const insertCss = `
.insert-sheet { width: min(820px, calc(100vw - 32px)); }
.insert-columns { display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: var(--s5); align-items: start; }
.insert-fields { display: grid; gap: var(--s4); min-width: 0; }
.insert-fields .fields-2 { gap: var(--s4); }
.insert-fields textarea { min-height: 68px; }
.insert-preview { position: sticky; inset-block-start: 0; display: grid; gap: 6px; margin: 0; min-width: 0; }
.insert-window { display: grid; align-content: end; min-height: 160px; max-height: 60vh; padding: var(--s4); overflow: auto; border: 1px solid var(--line); border-radius: var(--radius-3); background: var(--surface); scrollbar-width: thin; }
.insert-window .message-bubble { max-width: 100%; }
.insert-window .cards { max-width: 100%; }
.insert-cards, .insert-card-fields { display: grid; gap: var(--s4); min-width: 0; }
.insert-card { min-width: 0; margin: 0; padding: 0; border: 0; }
.insert-card + .insert-card { padding-block-start: var(--s4); border-block-start: 1px solid var(--line); }
.insert-card-head { display: flex; align-items: center; justify-content: space-between; margin-block-end: var(--s2); }
.insert-button { position: relative; min-width: 0; margin: 0; padding: var(--s3); border: 1px solid var(--line); border-radius: var(--radius-2); }
.insert-button > .field-label { float: inline-start; line-height: 36px; }
.insert-button > .fields-2 { clear: both; padding-block-start: var(--s2); }
.insert-button > .icon-button { position: absolute; inset-block-start: var(--s3); inset-inline-end: var(--s3); }
.insert-card-fields > .add-button, .insert-cards > .list-add { justify-self: start; }
.insert-sheet .question-actions { position: sticky; z-index: 1; inset-block-end: 0; margin-block: 0 calc(-1 * var(--s5)); padding-block: var(--s3); border-block-start: 1px solid var(--line); background: var(--surface); }
@media (max-width: 760px) {
  .insert-columns { grid-template-columns: minmax(0, 1fr); }
  .insert-preview { position: static; }
  .insert-window { min-height: 96px; max-height: 40vh; }
}
`
