export const roundButtonStyles = `
.act{width:56px;height:56px;padding:0;border-radius:50%;box-shadow:var(--shadow-2)}
.act:hover:not(:active){scale:var(--large)}
.act svg{width:26px}
`
