/** The page of who is blocked: a table, and on a phone one card for each. */
export const blocksCss = `
.visitors-blocked .page-head { margin-block-end: var(--s4); }
.visitors-blocked .page-head h2 { font-size: var(--t5); font-weight: 650; line-height: 1.25; letter-spacing: -.01em; }
.visitors-blocked .page-head p { color: var(--text-2); font-size: var(--t2); }
.blocks-table { width: 100%; border-collapse: collapse; font-size: var(--t2); }
.blocks-table th, .blocks-table td { padding: var(--s3) var(--s3) var(--s3) 0; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; overflow-wrap: anywhere; }
.blocks-table thead th { padding-block: var(--s2); color: var(--text-2); font-size: var(--t1); font-weight: 600; white-space: nowrap; }
.blocks-table tbody th { font-weight: 600; }
.blocks-by { display: block; }
.blocks-table .blocks-end { width: 1px; padding-inline-end: 0; text-align: end; white-space: nowrap; overflow-wrap: normal; }
.blocks .empty h3 { font-weight: 650; }
@container (max-width: 640px) {
  .blocks-table thead { display: none; }
  .blocks-table, .blocks-table tbody, .blocks-table tr, .blocks-table th, .blocks-table td { display: block; }
  .blocks-table tr { padding-block: var(--s3); border-block-end: 1px solid var(--line); }
  .blocks-table th, .blocks-table td { padding: 2px 0; border: 0; }
  .blocks-table td[data-name]::before { content: attr(data-name) ' '; display: inline-block; min-width: 112px; padding-inline-end: var(--s2); color: var(--text-2); }
  .blocks-by { display: inline; margin-inline-start: var(--s1); }
  .blocks-table .blocks-end { width: auto; padding-block-start: var(--s2); text-align: start; }
}
`
