/** Contrast of two colours as WCAG 2.2 measures it, and what stands on a colour. */

const channel = (hex: string, at: number): number => {
  const share = parseInt(hex.slice(at, at + 2), 16) / 255
  return share > 0.04045 ? ((share + 0.055) / 1.055) ** 2.4 : share / 12.92
}

const luminance = (hex: string): number => 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5)

/** Whether this is written as the themes take it. */
export const isColour = (text: string): boolean => /^#[\da-f]{6}$/i.test(text)

/** A colour as people write it, `1B6B80` or `#fff`, as the themes take it; anything else stays as it is. */
export function colourOf(text: string): string {
  const [, digits] = /^#?((?:[\da-f]{3}){1,2})$/i.exec(text.trim()) ?? []
  if (digits === undefined) return text
  return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`.toLowerCase()
}

/** 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** White where it can be read, else black: as the tokens do it (`--on-accent`). */
export const wordsOn = (accent: string): '#ffffff' | '#000000' => (contrastOf('#ffffff', accent) >= 4.5 ? '#ffffff' : '#000000')
