// @ts-check
/** Marks the style that stands in the frame, shows it as wide as it is made for, and lets it be opened alone. */
const asPhone = document.getElementById('as-phone')
const stage = document.getElementById('stage')
const alone = document.getElementById('alone')
const links = [...document.querySelectorAll('a[target="stage"]')]

/** @param {boolean} isPhone */
function showAsPhone(isPhone) {
  stage?.classList.toggle('narrow-stage', isPhone)
  if (asPhone instanceof HTMLInputElement) asPhone.checked = isPhone
}

asPhone?.addEventListener('change', () => asPhone instanceof HTMLInputElement && showAsPhone(asPhone.checked))

for (const link of links) {
  link.addEventListener('click', () => {
    showAsPhone(link instanceof HTMLElement && 'phone' in link.dataset)
    for (const one of links) one.removeAttribute('aria-current')
    link.setAttribute('aria-current', 'true')
    if (alone instanceof HTMLAnchorElement && link instanceof HTMLAnchorElement) alone.href = link.href
  })
}
