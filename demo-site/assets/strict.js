// @ts-check
/** Lists what the browser refuses on this page, as it happens. */
const refused = document.getElementById('refused')
const verdict = document.getElementById('verdict')

let count = 0

document.addEventListener('securitypolicyviolation', (event) => {
  count += 1
  say()
  const line = document.createElement('li')
  const directive = document.createElement('code')
  directive.textContent = event.effectiveDirective
  line.append(directive, ` ${event.blockedURI || 'inline'}`)
  refused?.prepend(line)
})

document.getElementById('break-it')?.addEventListener('click', () => {
  // An address nobody can own: the picture must be refused before any request leaves.
  new Image().src = 'https://elsewhere.invalid/picture.png'
})

say()

function say() {
  if (!verdict) return
  verdict.textContent = count === 0 ? 'Nothing. The policy holds, and nothing here minds.' : `${count} ${count === 1 ? 'thing was' : 'things were'} refused.`
}
