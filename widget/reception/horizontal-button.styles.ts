export const horizontalButtonStyles = `
.act{min-height:48px;padding:4px 20px 4px 16px;padding-inline:16px 20px;border-radius:24px;box-shadow:var(--shadow-2)}
.act:has(.face){padding-inline:4px 20px}
.face{margin:-1px}
`
