/** The sample page: quiet, so that the component is what one looks at. */
export const sampleCss = `
*{box-sizing:border-box;margin:0}
html{color-scheme:light;font:16px/1.5 system-ui,'Noto Sans','Noto Sans SC','Noto Sans Arabic',sans-serif;height:100%}
body{--paper:#fff;--ink:#2a3036;--bar:#e6e9ec;--view:#d3d9de;--view-2:#dde2e6;min-height:100%;background:var(--paper);color:var(--ink)}
body.dark{--paper:#1b1f23;--ink:#dfe4e8;--bar:#30373d;--view:#3a434a;--view-2:#333b41}
.bar{display:block;height:12px;margin-block:10px;border-radius:6px;background:var(--bar)}
.title{display:block;width:58%;height:34px;margin-block-end:22px;border-radius:8px;background:var(--view)}
.head{display:flex;align-items:center;justify-content:space-between;gap:24px;padding:18px max(24px,6vw);border-block-end:1px solid var(--bar)}
.name{font-size:20px;letter-spacing:-.01em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.links{display:flex;gap:20px;width:260px}
.shop{display:grid;gap:44px;padding:56px max(24px,6vw)}
.hero{max-width:640px}
.pill{display:block;width:148px;height:42px;margin-block-start:24px;border-radius:21px;background:var(--view)}
.tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:28px}
.view{display:block;aspect-ratio:16/10;margin-block-end:16px;border-radius:12px;background:linear-gradient(165deg,var(--view-2) 52%,var(--view) 52.5%)}
.view-2{background:linear-gradient(195deg,var(--view-2) 60%,var(--view) 60.5%)}
.view-3{background:linear-gradient(150deg,var(--view-2) 44%,var(--view) 44.5%)}
.article{max-width:720px;margin-inline:auto;padding:56px 24px}
.article .view{margin-block:28px}
.by{margin-block-end:24px;opacity:.75}
.picture{display:block;width:100%;max-width:600px;height:auto;margin:28px auto;border-radius:12px}
.talk{display:grid;align-content:center;gap:16px;max-width:820px;min-height:100vh;margin-inline:auto;padding:48px 20px;font-size:26px}
.said{justify-self:start;width:fit-content;min-width:55%;max-width:82%;padding:12px 16px;border-radius:16px;background:var(--bar);overflow-wrap:anywhere}
.said .bar{background:var(--view)}
.is-own{justify-self:end;background:#d9f2df;color:#16311f}
.dark .is-own{background:#234a31;color:#e3f5e9}
.link-card{display:grid;border-inline-start:4px solid #4d9a66}
.host{font-size:.8em;opacity:.8}
.bound{position:absolute;inset-block-start:300px;inset-inline-start:max(24px,6vw);min-height:44px;padding:0 20px;border:2px dashed currentColor;border-radius:8px;background:var(--paper);color:inherit;font:600 16px ui-monospace,monospace;cursor:pointer}
.own{position:fixed;inset:0;width:100%;height:100%;border:0;background:#fff}
@media(max-width:600px){.talk{font-size:17px}.tiles{grid-template-columns:1fr}.links{width:90px}.shop{padding-block:32px;gap:32px}.article{padding-block:32px}}
`
