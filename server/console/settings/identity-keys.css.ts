/** The keys of a site, on the page "Website" of the settings. */
export const identityKeysCss = `
.proof-keys { display: grid; gap: var(--s4); justify-items: start; min-width: 0; }
.proof-key-list { display: grid; width: 100%; margin: 0; padding: 0; list-style: none; }
.proof-key-list > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 var(--s2); align-items: center; padding-block: var(--s2); border-block-end: 1px solid var(--line); }
.proof-key-list > li:last-child { border: 0; }
.proof-key-name { display: flex; flex-wrap: wrap; gap: 0 var(--s2); align-items: baseline; min-width: 0; font-weight: 600; overflow-wrap: anywhere; }
.proof-key-kind { padding: 0 6px; border: 1px solid var(--line-2); border-radius: var(--radius-1); color: var(--text-2); font-size: var(--t1); font-weight: 600; }
.proof-key-facts { grid-column: 1; color: var(--text-2); font-size: var(--t2); overflow-wrap: anywhere; }
.proof-key-list .icon-button { grid-area: 1 / 2 / 3; }
.proof-key-form { display: grid; gap: var(--s4); width: 100%; min-width: 0; padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface-2); animation: appear var(--arrive) var(--ease); }
.proof-key-form .copy-box pre { background: var(--surface); }
.proof-key-form textarea { font: var(--t2)/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.proof-key-form h4 { margin: 0; font-size: var(--t3); font-weight: 650; overflow-wrap: anywhere; }
.proof-key-once { display: flex; gap: var(--s2); align-items: flex-start; color: var(--text); font-size: var(--t2); }
.proof-key-once .icon { flex: none; margin-block-start: 2px; color: var(--caution); }
.proof-key-actions { display: flex; flex-wrap: wrap; gap: var(--s2); }
`
