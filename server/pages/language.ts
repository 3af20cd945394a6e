import { LANGUAGES } from '@foyer/sdk/protocol'
import type { Language } from '@foyer/sdk/protocol'

/**
 * The language that a browser asks for, of those that we have words in.
 *
 * @param header `Accept-Language` (RFC 9110, 12.5.4)
 * @param otherwise where it asks for none of them. Default English
 */
export function acceptedLanguage(header: string | undefined, otherwise: Language = 'en'): Language {
  const wishes = (header ?? '').slice(0, 500).split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';')
    const quality = parameters.find((one) => one.trim().startsWith('q='))?.trim().slice(2)
    return { language: LANGUAGES.find((one) => one === tag.trim().split('-')[0]), weight: quality === undefined ? 1 : Number(quality) || 0 }
  })
  // Sorting keeps the order of equals, which is the order of preference.
  return wishes.filter(({ language, weight }) => language && weight > 0).toSorted((one, other) => other.weight - one.weight)[0]?.language ?? otherwise
}

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')
