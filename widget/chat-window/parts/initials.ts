/**
 * One or two letters that stand in for a picture. Two of a name in Latin, Greek or Cyrillic letters; elsewhere one:
 * there two letters of different words would not make sense together.
 */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word = '') => [...word][0] ?? '')
  const both = letters.join('').toLocaleUpperCase()
  return /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]{2}$/u.test(both) ? both : [...both][0] ?? ''
}
