/**
 * The page's rules stop at the host: `!important` inside a shadow root wins over `!important` outside (CW-20).
 *
 * What stands in the layer has fixed places, so host and layer take no room: nothing on the page moves and nothing is
 * covered (RC-13).
 */
export const hostStyles = `
:host{all:initial!important;display:block!important;position:fixed!important;z-index:var(--foyer-layer,2147483647)!important}
@media print{:host{display:none!important}}
.layer{all:unset;position:fixed;font:15px/1.5 var(--font);color:var(--text);-webkit-text-size-adjust:100%}
`
