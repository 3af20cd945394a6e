/** The design tokens that follow neither colour nor scheme: radius, motion, type. `--foyer-font` is the page's to set. */
export const STEADY_TOKENS =
  '--radius-1:6px;--radius-2:12px;--radius-3:16px;--quick:120ms;--arrive:200ms;--ease:cubic-bezier(.2,.7,.3,1);' +
  '--font:var(--foyer-font,system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Hiragino Sans","Microsoft YaHei","Noto Sans CJK SC","Noto Sans Arabic",sans-serif);'
