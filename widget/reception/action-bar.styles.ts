/** As the bottom bar at the edge, and away from it. */
export const actionBarStyles = `
:host{width:min(480px,100%)}
.box{display:flex;gap:8px;padding:8px;border:1px solid var(--line);border-radius:min(var(--radius-3),var(--block));background:var(--surface);box-shadow:0 env(safe-area-inset-bottom) var(--surface),var(--shadow-2)}
.act{flex:1 1 0;min-height:48px;padding:4px 8px}
a.act:nth-child(2){--accent:var(--surface-2);border-color:var(--line);color:var(--text)}
`
