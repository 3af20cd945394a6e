export const roundButtonStyles = `
.act{justify-self:end;width:56px;height:56px;padding:0;border-radius:50%;box-shadow:var(--shadow-2)}
.act:hover{scale:1.04}
.act:active{scale:.97}
.act svg{width:26px}
`
