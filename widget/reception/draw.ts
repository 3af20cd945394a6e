/**
 * Draws what an element shows, from plain data and in place: what is there already stays, with its focus and its hover,
 * and only what differs is changed. A library of templates would be a quarter of what a page pays for before the first
 * click, and would ask a strict page for a Trusted Types policy; this asks for nothing, for there is no markup to parse.
 */

/** Name; attributes, and listeners as `on…`; what is in it. An attribute that is `undefined` is not there. */
export type Drawing = readonly [name: string, attributes: Readonly<Record<string, Value>>, ...inside: Inside[]]
export type Inside = Drawing | string | undefined | false | 0
type Value = string | number | boolean | ((event: Event) => void) | undefined

const SVG = /^(svg|path)$/

export function draw(parent: Node, inside: readonly Inside[]): void {
  let at = parent.firstChild
  for (const one of inside) {
    if (!one) continue
    const isText = typeof one === 'string'
    const name = isText ? '#text' : one[0]
    const node: ChildNode = at && at.nodeName.toLowerCase() === name ? at : isText ? new Text() : document.createElementNS(`http://www.w3.org/${SVG.test(name) ? '2000/svg' : '1999/xhtml'}`, name)
    if (isText) {
      if (node.nodeValue !== one) node.nodeValue = one
    } else {
      const [, attributes, ...children] = one
      for (const attribute in attributes) set(node as Element, attribute, attributes[attribute])
      draw(node, children)
    }
    if (node === at) at = at.nextSibling
    else parent.insertBefore(node, at)
  }
  while (at) {
    const gone = at
    at = at.nextSibling
    gone.remove()
  }
}

function set(element: Element, name: string, value: Value): void {
  if (typeof value === 'function') (element as unknown as Record<string, Value>)[name] = value
  else if (value === undefined) element.removeAttribute(name)
  else if (element.getAttribute(name) !== `${value}`) element.setAttribute(name, `${value}`)
}
