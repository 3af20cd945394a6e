// @ts-check
/**
 * Runs `use` with the SDK as soon as the tag has brought it, or `otherwise` if the tag could not be
 * loaded: a page must stay useful when the desk cannot be reached.
 *
 * @param {(foyer: any) => unknown} use
 * @param {() => void} [otherwise] may run although `use` runs later, when the tag is slow
 */
export function whenFoyer(use, otherwise = () => {}) {
  const { Foyer } = /** @type {any} */ (window)
  if (Foyer) return void use(Foyer)

  const tag = document.querySelector('script[data-site]')
  if (!(tag instanceof HTMLScriptElement)) return otherwise()

  tag.addEventListener('load', () => whenFoyer(use, otherwise), { once: true })
  tag.addEventListener('error', otherwise, { once: true })
  // The tag may have failed before this module ran: its fetch is over then, and no event will come.
  if (performance.getEntriesByName(tag.src, 'resource').length > 0) otherwise()
}
