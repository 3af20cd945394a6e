/**
 * The language that somebody reads first, by what their browser says with each request (IV-1). Without the region where it
 * says nothing more: `en-US` is `en`, `zh-Hans-CN` is `zh`, and `zh-TW` and `pt-PT` stay what they are.
 */
export function languageOf(accepted: string | undefined): string | undefined {
  const [tag = ''] = /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}/i.exec(accepted?.trim() ?? '') ?? []
  try {
    return new Intl.Locale(tag).minimize().toString()
  } catch {
    return undefined
  }
}
