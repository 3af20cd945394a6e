/** The language of a tag, without region and script: `zh` of `zh-Hans-CN`. */
export const primary = (tag: string) => tag.toLowerCase().split(/[-_]/)[0]
