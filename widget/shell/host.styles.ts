/**
 * The page's rules stop at the host: `!important` inside a shadow root wins over `!important` outside (CW-20).
 *
 * The layer is in the browser's top layer and takes no room, so nothing on the page moves and nothing is covered (RC-13).
 */
export const hostStyles = `
:host{all:initial!important;position:fixed!important;top:0!important;left:0!important;width:0!important;height:0!important;
z-index:2147483647!important;display:block!important}
@media print{:host{display:none!important}}
.layer{all:unset;position:fixed;top:0;left:0;width:0;height:0;display:block;font:15px/1.5 var(--font);color:var(--text);
-webkit-text-size-adjust:100%;text-size-adjust:100%}
`
