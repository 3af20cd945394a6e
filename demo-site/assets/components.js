// @ts-check
/**
 * Where there is room, a style is shown in the frame beside the list: marked there, as wide as it is made for, and to be
 * opened alone. Where there is none, and without scripts, a link leads to its page, as links do.
 */
const asPhone = document.getElementById('as-phone')
const stage = document.getElementById('stage')
const alone = document.getElementById('alone')
const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll('a[data-style]')])
const hasRoom = matchMedia('(min-width: 62.01rem)')

/** @param {boolean} isPhone */
function showAsPhone(isPhone) {
  stage?.classList.toggle('narrow-stage', isPhone)
  if (asPhone instanceof HTMLInputElement) asPhone.checked = isPhone
}

function leadToStage() {
  for (const link of links) link.target = hasRoom.matches ? 'stage' : ''
}

asPhone?.addEventListener('change', () => asPhone instanceof HTMLInputElement && showAsPhone(asPhone.checked))
hasRoom.addEventListener('change', leadToStage)
leadToStage()

for (const link of links) {
  link.addEventListener('click', () => {
    showAsPhone('phone' in link.dataset)
    for (const one of links) one.removeAttribute('aria-current')
    link.setAttribute('aria-current', 'true')
    if (alone instanceof HTMLAnchorElement) alone.href = link.href
  })
}
