/** The words of the chat window in Japanese. */
import { plural } from '../words.ts'
import type { WindowWords } from './types.ts'

export const ja: WindowWords = {
  dialog: (company) => `${company}とのチャット`,
  close: 'チャットを閉じる',
  more: 'その他のオプション',
  loading: 'メッセージを読み込んでいます',
  greeting: (company) => `${company}へようこそ`,
  greetingText: 'どのようなご用件でしょうか。メッセージをお送りいただければ、こちらでお答えします。',
  awayText: 'ただいま不在です。戻り次第お返事します。',

  about: (company) => `${company}について`,
  idle: 'お気軽にご相談ください',
  waiting: 'まもなく対応します',
  takingMessages: 'メッセージをどうぞ',
  agentHere: '対応中です',
  agentAway: '席を外しています',

  assigned: (name) => `${name}が対応します`,
  moved: (name) => `ここからは${name}が対応します`,
  queued: 'ただいま混み合っています。順番にご案内しますので、このままメッセージをお書きいただけます。',
  nobodyThere: 'メッセージを承りました。お返事はこちらに届きます。',
  silenceWarning: (time) => `まだいらっしゃいますか？このままメッセージがない場合、${time}にこの会話を終了します。`,
  ended: {
    visitor: '会話を終了しました',
    agent: 'この会話は終了しました',
    silence: 'しばらくメッセージがなかったため、この会話は終了しました',
  },
  rated: (score) => `この会話を5点満点中${score}点と評価しました`,
  transferAsked: (name) => `ここからは${name}が対応できます`,
  transferDeclined: '担当の変更をお断りになりました',
  transferLapsed: '担当の変更は取りやめになりました',

  reconnecting: '再接続しています…',
  offline: '現在オフラインです。書いた内容は保存され、接続が戻り次第送信されます。',
  reload: 'ページを再読み込み',

  endedHint: 'ほかにもご質問があれば、お気軽にお書きください。',
  startAgain: 'もう一度始める',

  message: 'メッセージの入力',
  placeholder: 'メッセージを入力…',
  typingSeen: '入力中の内容は、送信前でもこちらに表示されます。',
  send: '送信',
  attach: '添付',
  emoji: '絵文字',
  speak: '音声メッセージを録音',
  drop: '離すと添付されます',
  enterSends: 'Enterキーで送信、Shift+Enterキーで改行します。',
  enterBreaks: 'Enterキーで改行、Ctrl+Enterキーで送信します。',
  charactersLeft: plural('ja', { other: 'あと#文字' }),
  charactersOver: plural('ja', { other: '#文字超過' }),

  messages: 'メッセージ',
  you: 'お客様',
  machine: '自動応答',
  typing: (name) => `${name}が入力しています`,
  loadingOlder: '以前のメッセージを読み込んでいます',
  newMessages: plural('ja', { other: '新着メッセージ#件' }),
  toLatest: '最新のメッセージへ',
  cannotShow: 'この種類のメッセージはここでは表示できません。',
  loadFailed: '読み込めませんでした。',
  status: {
    sending: '送信中',
    kept: '保存済み、後で送信',
    sent: '送信済み',
    delivered: '配信済み',
    read: '既読',
    failed: '未送信',
  },
  retry: '再試行',
  edit: '編集',

  errors: {
    invalid_message: 'メッセージが空か、送信できない文字が含まれています。',
    message_too_long: 'メッセージが4,000文字を超えています。短くするか、分けてお送りください。',
    client_outdated: 'チャットが更新されました。ページを再読み込みしてください。書いた内容は保存されています。',
    unavailable: 'ただいま受信できません。書いた内容は保存され、自動的に送信されます。',
  },
}
