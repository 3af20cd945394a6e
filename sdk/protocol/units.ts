/**
 * Display units, in which text limits are counted: a character of Chinese, Japanese or Korean, or a full-width one, is
 * 2, any other 1 (words of the specification; East Asian Width `W` and `F`, Unicode Standard Annex 11). What is seen as
 * one character, an emoji with its joiners for example, is counted once. Half-width forms are 1.
 */
const WIDE =
  /^(?![\u{ff61}-\u{ffdc}])(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u{3000}-\u{303e}\u{309b}-\u{30ff}\u{ff01}-\u{ff60}\u{ffe0}-\u{ffe6}]|\p{RGI_Emoji})/v

const characters = /* @__PURE__ */ new Intl.Segmenter(undefined, { granularity: 'grapheme' })

export const displayUnits = (text: string): number => [...characters.segment(text)].reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0)
