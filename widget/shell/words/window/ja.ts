/** The words of the chat window in Japanese. */
import { plural } from '../words.ts'
import type { WindowWords } from './types.ts'

export const ja: WindowWords = {
  dialog: (company) => `${company}とのチャット`,
  close: 'チャットを閉じる',
  loading: 'メッセージを読み込んでいます',
  greeting: (company) => `${company}へようこそ`,
  greetingText: 'どのようなご用件でしょうか。メッセージをお送りいただければ、こちらでお答えします。',

  about: (company) => `${company}について`,
  idle: 'お気軽にご相談ください',
  waiting: 'まもなく担当者が対応します',
  takingMessages: 'メッセージをお残しください',
  agentHere: 'ただいま対応しています',
  agentAway: '少し席を外しています',

  assigned: (name) => `${name}が対応します`,
  moved: (name) => `ここからは${name}が対応します`,
  queued: 'ただいま混み合っています。順番にご案内しますので、このままメッセージをお書きいただけます。',
  nobodyThere: 'ただいま担当者が不在です。メッセージをお残しください。お返事はこちらに届きます。',
  silenceWarning: (time) => `まだいらっしゃいますか？このままメッセージがない場合、${time}にこの会話を終了します。`,
  ended: {
    visitor: '会話を終了しました',
    agent: 'この会話は終了しました',
    silence: 'しばらくメッセージがなかったため、この会話は終了しました',
  },

  reconnecting: '再接続しています…',
  offline: '現在オフラインです。書いた内容は保存され、接続が戻り次第送信されます。',
  reload: 'ページを再読み込み',

  end: '会話を終了',
  endQuestion: 'この会話を終了しますか？',
  endConfirm: '終了する',
  endCancel: '会話を続ける',
  endedHint: 'ほかにもご質問があれば、お気軽にお書きください。',
  startAgain: 'もう一度始める',

  message: 'メッセージの入力',
  placeholder: 'メッセージを入力…',
  send: '送信',
  charactersLeft: plural('ja', { other: 'あと#文字' }),
  charactersOver: plural('ja', { other: '#文字超過' }),

  messages: 'メッセージ',
  you: 'あなた',
  machine: '自動応答',
  typing: (name) => `${name}が入力しています`,
  loadingOlder: '以前のメッセージを読み込んでいます',
  newMessages: plural('ja', { other: '新着メッセージ#件' }),
  toLatest: '最新のメッセージへ',
  cannotShow: 'この種類のメッセージはここでは表示できません。',
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
    invalid_input: '内容を認識できませんでした。',
    invalid_message: 'メッセージが空か、送信できない文字が含まれています。',
    message_too_long: 'メッセージが4,000文字を超えています。短くするか、分けてお送りください。',
    too_large: '一度に送れる量を超えています。分けてお送りください。',
    rate_limited: '短時間に多くの送信がありました。書いた内容は保存され、まもなく送信されます。',
    unknown_site: 'このページでは現在チャットをご利用いただけません。',
    origin_refused: 'このページでは今のところチャットをご利用いただけません。',
    not_allowed: 'ここではこの操作はできません。',
    not_found: 'すでに存在しません。',
    conversation_ended: 'この会話は終了しました。もう一度お書きいただくと、新しい会話が始まります。',
    visitor_blocked: 'このチャットはご利用いただけません。別の方法でお問い合わせください。',
    client_outdated: 'チャットが更新されました。ページを再読み込みしてください。書いた内容は保存されています。',
    server_outdated: 'チャットを更新しています。書いた内容は保存され、自動的に送信されます。',
    unavailable: 'ただいま受信できません。書いた内容は保存され、自動的に送信されます。',
    not_reachable: 'ただいま接続できません。書いた内容は保存され、自動的に送信されます。',
  },
}
