/** The words of the composer's tools, of files in messages and of the frame, in Japanese. */
import { plural } from '../../words.ts'
import type { ToolWords } from './en.ts'

export const tools: ToolWords = {
  frame: { move: 'チャットを移動', hint: '矢印キーで移動、Shift+矢印キーで大きさを変えられます。', enlarge: '大きくする', restore: '元の大きさに戻す' },

  attach: {
    menu: '添付するもの',
    picture: '画像',
    camera: '写真を撮る',
    file: 'ファイル',
    location: '位置情報',
    chosen: '添付したファイル',
    remove: (name) => `${name}を外す`,
    pasted: '貼り付けた画像',
    tooLarge: (name, most) => `「${name}」は${most}を超えています。小さくするか、リンクをお送りください。`,
    wrongKind: (name, ending) => `「${name}」は添付されませんでした。拡張子が.${ending}のファイルはここでは受け付けていません。`,
    noEnding: (name) => `「${name}」は添付されませんでした。種類を示す拡張子がありません。`,
    empty: (name) => `「${name}」は空です。別のファイルをお選びください。`,
    tooMany: plural('ja', { other: '1件のメッセージに添付できるのは#個までです。' }),
    errors: {
      file_empty: 'このファイルは空です。別のファイルをお選びください。',
      file_too_large: 'このファイルは大きすぎます。小さくするか、リンクをお送りください。',
      file_type_refused: 'この種類のファイルはここでは受け付けていません。',
      file_disguised: 'ファイルの中身が拡張子と合っていません。保存し直してからお試しください。',
      file_unreadable: 'この画像は読み込めません。JPEGかPNGで保存してからお試しください。',
      file_gone: 'このファイルはもう読み込めません。もう一度お選びください。',
      files_off: 'ここではファイルを受け付けていません。文字でお書きください。',
      other: 'このファイルは送信できませんでした。',
    },
  },

  file: {
    open: (name) => `画像${name}を開く`,
    download: (name) => `${name}をダウンロード`,
    voice: '音声メッセージ',
    play: '再生',
    pause: '一時停止',
    position: '再生位置',
    sending: (percent) => `送信中、${percent}`,
    paused: '接続が戻ると再開します',
    cancel: (name) => `${name}を送らない`,
    gone: 'このファイルはもうありません。',
    cannotPlay: 'ここでは再生できません。ダウンロードしてください。',
  },

  viewer: { dialog: (name) => `画像${name}`, close: '画像を閉じる', larger: '拡大', smaller: '縮小', notLoaded: '画像を読み込めませんでした。', again: 'もう一度読み込む' },

  emoji: {
    dialog: '絵文字を選ぶ',
    search: '絵文字を探す',
    nothing: 'その名前の絵文字はありません。',
    found: plural('ja', { other: '絵文字が#個見つかりました' }),
    recent: '最近使ったもの',
    skin: '肌の色',
    tones: { none: 'なし', light: '明るい', mediumLight: 'やや明るい', medium: '中間', mediumDark: 'やや濃い', dark: '濃い' },
    groups: {
      smileys: '顔と気持ち',
      people: '人と手',
      animals: '動物と自然',
      food: '食べ物と飲み物',
      travel: '旅行と場所',
      activities: '活動',
      objects: '物',
      symbols: '記号',
      flags: '旗',
    },
  },

  voice: {
    asking: 'マイクを使ってよいか、ブラウザーが確認しています。',
    recording: '録音中',
    stop: '止めて聞く',
    send: '音声メッセージを送る',
    discard: '録音を破棄',
    longest: '音声メッセージは5分までです。聞いてみるか、お送りください。',
    denied: 'このページではマイクがブロックされています。ブラウザーのアドレスの横で許可してから、もう一度お試しください。',
    missing: 'マイクがありません。接続してもう一度試すか、文字でお書きください。',
    busy: 'マイクがほかで使われています。それを閉じてから、もう一度お試しください。',
    unsupported: 'このブラウザーではここで録音できません。文字で書くか、音声ファイルをお送りください。',
  },

  location: {
    asking: '位置情報を使ってよいか、ブラウザーが確認しています。',
    ready: '次の内容が送られます。',
    send: '位置情報を送る',
    discard: '送らない',
    denied: 'このページでは位置情報がブロックされています。ブラウザーのアドレスの横で許可してから、もう一度お試しください。',
    notFound: '現在地が見つかりません。屋外や窓の近くで試すか、場所を文字でお書きください。',
    unsupported: 'このブラウザーでは現在地がわかりません。文字でお書きください。',
    title: '共有された位置',
    accuracy: (metres) => `誤差は約${metres}`,
    map: '地図で見る',
  },

  close: '閉じる',
  askAgain: 'もう一度確認する',
}
